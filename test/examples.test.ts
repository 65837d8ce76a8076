import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { reportIn, reportOf, runExamplesQuietly, withReport } from '../scripts/readme-report.mjs';

// The examples as a user runs them, in a Vitest process of their own.

const readmePath = new URL('../README.md', import.meta.url);
const readme = existsSync(readmePath) ? readFileSync(readmePath, 'utf8') : '';
const shown = reportIn(readme);

describe('the examples', () => {
  let run: ReturnType<typeof runExamplesQuietly>;
  beforeAll(() => {
    run = runExamplesQuietly();
  });

  test('pass, except the one that is wrong on purpose', () => {
    expect(run.failures.map(({ file, title }) => `${file}: ${title}`)).toEqual([
      'examples/wrong-on-purpose.test.ts: a dense layer whose weight gradient is transposed',
    ]);
    expect(run.broken).toBe(0);
    expect(run.passed).toBe(17);
  });

  test.skipIf(shown === undefined)('end in the report that the README shows', () => {
    expect(reportOf(run), 'run `npm run readme`').toBe(shown);
  });
});

describe('the report in the README', () => {
  test('is what stands between the markers', () => {
    const text = 'Before\n<!-- report:start -->\nold\nlines\n<!-- report:end -->\nAfter\n';
    expect(reportIn(text)).toBe('old\nlines');
    expect(withReport(text, 'costs $& 5')).toBe(
      'Before\n<!-- report:start -->\ncosts $& 5\n<!-- report:end -->\nAfter\n',
    );
  });

  test('needs the markers', () => {
    expect(() => withReport('Before', 'new')).toThrow(
      new Error('the README has no line <!-- report:start -->'),
    );
  });
});
