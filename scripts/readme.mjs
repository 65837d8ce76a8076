// Writes the report of the wrong example into README.md, between its markers.
import { readFileSync, writeFileSync } from 'node:fs';
import { reportOf, runExamplesQuietly, withReport } from './readme-report.mjs';

const readme = new URL('../README.md', import.meta.url);
const report = reportOf(runExamplesQuietly());
writeFileSync(readme, withReport(readFileSync(readme, 'utf8'), report));
