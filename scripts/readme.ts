// Writes between the markers of the pages what follows from the sources: the report of the wrong example into README.md
// and docs/report.md, the options into README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { optionRows, optionsTable } from './readme-options.ts';
import { PAGES, reportOf, runExamplesQuietly, withReport } from './readme-report.mjs';
import { withSection } from './readme-section.mjs';

rewrite('README.md', (page) => withSection(page, 'options', optionsTable(optionRows())));

const report = reportOf(runExamplesQuietly());
for (const name of PAGES) rewrite(name, (page) => withReport(page, report));

function rewrite(name: string, change: (page: string) => string): void {
  const path = new URL(`../${name}`, import.meta.url);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}
