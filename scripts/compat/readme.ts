// Writes what was measured last into the pages that show it, between their markers.
import { readFileSync, writeFileSync } from 'node:fs';
import { sections, updated } from './pages.ts';
import { readResults } from './results.ts';

const results = readResults();
for (const page of new Set(sections.map((section) => section.page))) {
  const file = new URL(`../../${page}`, import.meta.url);
  writeFileSync(file, updated(page, readFileSync(file, 'utf8'), results));
}
