import { stripVTControlCharacters } from 'node:util';
import { sectionIn, withSection } from './readme-section.mjs';
import { runExamples } from './run-examples.mjs';

/** The pages that show the report. */
export const PAGES = ['README.md', 'docs/report.md'];

/** The example that is wrong on purpose. */
const WRONG = /wrong-on-purpose/;

/** Its report, as the pages show it; throws where it is there no more, or another one fails beside it, as on a machine that is too busy. */
export function reportOf({ failures }) {
  const [shown] = failures.filter(({ file }) => WRONG.test(file));
  const others = failures.filter((one) => one !== shown).map(({ file }) => file);
  if (shown === undefined) throw new Error('the example that is wrong on purpose did not fail');
  if (others.length > 0) throw new Error(`no example but that may fail: ${others.join(', ')}`);
  return `\`\`\`\n${stripVTControlCharacters(shown.message)}\n\`\`\``;
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
  'EXPECT_GRADIENT_PART',
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
