// Writes the report of the wrong example into README.md and docs/report.md, between their markers.
import { readFileSync, writeFileSync } from 'node:fs';
import { PAGES, reportOf, runExamplesQuietly, withReport } from './readme-report.mjs';

const report = reportOf(runExamplesQuietly());
for (const page of PAGES) {
  const path = new URL(`../${page}`, import.meta.url);
  writeFileSync(path, withReport(readFileSync(path, 'utf8'), report));
}
