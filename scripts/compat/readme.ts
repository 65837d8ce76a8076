// Writes the table of what was measured last into README.md, between its markers.
import { readFileSync, writeFileSync } from 'node:fs';
import { withSection } from '../readme-section.mjs';
import { readResults } from './results.ts';
import { formatTable } from './table.ts';

const readme = new URL('../../README.md', import.meta.url);
const page = readFileSync(readme, 'utf8');
writeFileSync(readme, withSection(page, 'compatibility', formatTable(readResults())));
