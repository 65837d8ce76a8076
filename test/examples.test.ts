import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  PAGES,
  reportIn,
  reportOf,
  runExamplesQuietly,
  withReport,
} from '../scripts/readme-report.mjs';

// The examples as a user runs them, in a Vitest process of their own.

function shownOn(page: string): string | undefined {
  const path = new URL(`../${page}`, import.meta.url);
  return existsSync(path) ? reportIn(readFileSync(path, 'utf8')) : undefined;
}

describe('the examples', () => {
  let run: ReturnType<typeof runExamplesQuietly>;
  beforeAll(() => {
    run = runExamplesQuietly();
  }, 60_000);

  test('pass, except the one that is wrong on purpose', () => {
    expect(run.failures.map(({ file, title }) => `${file}: ${title}`)).toEqual([
      'examples/wrong-on-purpose.test.ts: a dense layer whose weight gradient is transposed',
    ]);
    expect(run.broken).toBe(0);
    expect(run.passed).toBe(44);
  });

  test.each(PAGES)('end in the report that %s shows', (page) => {
    expect(shownOn(page), 'run `npm run readme`').toBe(reportOf(run));
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
      new Error('the page has no line <!-- report:start -->'),
    );
  });
});
