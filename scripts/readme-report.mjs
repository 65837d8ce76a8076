import { stripVTControlCharacters } from 'node:util';
import { sectionIn, withSection } from './readme-section.mjs';
import { runExamples } from './run-examples.mjs';

/** The pages that show the report. */
export const PAGES = ['README.md', 'docs/report.md'];

/** The report of the example that is wrong on purpose, as the pages show it. */
export function reportOf({ failures }) {
  return `\`\`\`\n${stripVTControlCharacters(failures[0].message)}\n\`\`\``;
}

/** What would change the report: its colours, the characters of its map, how much is checked. */
const SURROUNDINGS = [
  'FORCE_COLOR',
  'NO_COLOR',
  'CI',
  'TERM',
  'LC_ALL',
  'LC_CTYPE',
  'EXPECT_GRADIENT',
];

/** The examples' run as on a terminal that can draw everything, whatever the one around it can. */
export function runExamplesQuietly() {
  const own = Object.entries(process.env).filter(([name]) => !SURROUNDINGS.includes(name));
  const env = { ...Object.fromEntries(own), LANG: 'C.UTF-8', WT_SESSION: 'README' };
  return runExamples({ stdio: 'ignore', env });
}

/** What stands between the markers of a page; undefined without them. */
export function reportIn(page) {
  return sectionIn(page, 'report');
}

/** A page with another report between the markers. */
export function withReport(page, report) {
  return withSection(page, 'report', report);
}
