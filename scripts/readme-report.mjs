import { runExamples } from './run-examples.mjs';

const START = '<!-- report:start -->';
const END = '<!-- report:end -->';

/** The report of the example that is wrong on purpose, as the README shows it. */
export function reportOf({ failures }) {
  return `\`\`\`\n${failures[0].message}\n\`\`\``;
}

/** The examples' run without colour. */
export function runExamplesQuietly() {
  const { FORCE_COLOR, EXPECT_GRADIENT, ...env } = process.env;
  return runExamples({ stdio: 'ignore', env: { ...env, NO_COLOR: '1' } });
}

/** What stands between the markers of the README; undefined without them. */
export function reportIn(readme) {
  const [, rest] = readme.split(`${START}\n`);
  return rest?.split(`\n${END}`)[0];
}

/** The README with another report between the markers. */
export function withReport(readme, report) {
  const old = reportIn(readme);
  if (old === undefined) throw new Error(`the README has no line ${START}`);
  return readme.replace(`${START}\n${old}\n${END}`, () => `${START}\n${report}\n${END}`);
}
