import { describe, expect, test } from 'vitest';
import { formatRunSummary, type RunSummary } from '../../src/report/run-summary.ts';

const NOTHING: RunSummary = {
  verdicts: { correct: 0, mismatch: 0, demanded: 0, inconclusive: 0 },
  evaluations: 0,
  slowest: [],
  unchecked: { assertions: 0, files: 0 },
};

const PLACE = 'dense.test.ts > Dense > the bias';

const RIGHT: RunSummary = {
  ...NOTHING,
  verdicts: { ...NOTHING.verdicts, correct: 14 },
  evaluations: 5230,
  worst: { relativeError: 3.21e-9, threshold: 1e-7, place: PLACE },
  slowest: [
    { milliseconds: 1234, place: 'convolution.test.ts > a layer of three channels > padded' },
    { milliseconds: 96.4, place: PLACE },
  ],
};

function printed(summary: Partial<RunSummary>, runner: 'vitest' | 'jest' = 'vitest'): string {
  return `\n${formatRunSummary({ ...NOTHING, ...summary }, { runner }).join('\n')}\n`;
}

describe('a run in which everything is correct takes three lines', () => {
  test('as Vitest lays out its own', () => {
    expect(printed(RIGHT)).toMatchInlineSnapshot(`
      "
        Gradients  14 checked with 5230 evaluations, all correct
            Worst  relative error 3.2e-9, threshold 1.0e-7: dense.test.ts > Dense > the bias
          Slowest  1.2 s convolution.test.ts …e channels > padded; 96 ms dense.test.ts > Dense > the bias
      "
    `);
  });

  test('as Jest lays out its own', () => {
    expect(printed(RIGHT, 'jest')).toMatchInlineSnapshot(`
      "
      Gradients:   14 checked with 5230 evaluations, all correct
      Worst:       relative error 3.2e-9, threshold 1.0e-7: dense.test.ts > Dense > the bias
      Slowest:     1.2 s convolution.test.ts …e channels > padded; 96 ms dense.test.ts > Dense > the bias
      "
    `);
  });

  test('or one or two where there is less to say', () => {
    const verdicts = { ...NOTHING.verdicts, correct: 1 };
    expect(printed({ verdicts, evaluations: 1 })).toMatchInlineSnapshot(`
      "
        Gradients  1 checked with 1 evaluation, correct
      "
    `);
  });
});

test('nothing is said of a run without gradient assertions', () => {
  expect(formatRunSummary(NOTHING, { runner: 'vitest' })).toEqual([]);
});

test('what was not found correct is counted by its verdict', () => {
  const verdicts = { correct: 10, mismatch: 2, demanded: 3, inconclusive: 1 };
  expect(printed({ verdicts, evaluations: 812 })).toMatchInlineSnapshot(`
    "
      Gradients  16 checked with 812 evaluations: 10 correct, 2 mismatches, 3 mismatches as demanded, 1 inconclusive
    "
  `);
  const one = { correct: 0, mismatch: 1, demanded: 1, inconclusive: 0 };
  expect(printed({ verdicts: one, evaluations: 812 })).toMatchInlineSnapshot(`
    "
      Gradients  2 checked with 812 evaluations: 1 mismatch, 1 mismatch as demanded
    "
  `);
});

test('an error is written with as many digits as tell it from its threshold', () => {
  const worst = { relativeError: 1.0004e-7, threshold: 1e-7, place: PLACE };
  expect(printed({ worst })).toMatchInlineSnapshot(`
    "
          Worst  relative error 1.0004e-7, threshold 1.0000e-7: dense.test.ts > Dense > the bias
    "
  `);
  expect(printed({ worst: { ...worst, relativeError: Number.NaN } })).toMatchInlineSnapshot(`
    "
          Worst  relative error NaN, threshold 1.0e-7: dense.test.ts > Dense > the bias
    "
  `);
  expect(printed({ worst: { ...worst, relativeError: 0 } })).toMatchInlineSnapshot(`
    "
          Worst  relative error 0, threshold 1.0e-7: dense.test.ts > Dense > the bias
    "
  `);
});

test('durations have two digits', () => {
  const slowest = [123_456, 12_345, 1234, 999.6, 99.6, 1.234, 0.0567].map((milliseconds) => ({
    milliseconds,
    place: 'a',
  }));
  expect(printed({ slowest })).toMatchInlineSnapshot(`
    "
        Slowest  120 s a; 12 s a; 1.2 s a; 1 s a; 100 ms a; 1.2 ms a; 0.057 ms a
    "
  `);
});

test('a single slow place is written out, in one line', () => {
  const place = `long.test.ts > ${'long '.repeat(10)}\n\tname`;
  expect(printed({ slowest: [{ milliseconds: 1, place }] })).toMatchInlineSnapshot(`
    "
        Slowest  1 ms long.test.ts > long long long long long long long long long long name
    "
  `);
});

test('what passed unchecked is said loudly, after what was checked', () => {
  const unchecked = { assertions: 14, files: 3 };
  expect(printed({ unchecked })).toMatchInlineSnapshot(`
    "
    expect-gradient is off: 14 gradient assertions in 3 files passed UNCHECKED
    "
  `);
  expect(printed({ ...RIGHT, slowest: [], unchecked })).toMatchInlineSnapshot(`
    "
      Gradients  14 checked with 5230 evaluations, all correct
          Worst  relative error 3.2e-9, threshold 1.0e-7: dense.test.ts > Dense > the bias
    expect-gradient is off: 14 gradient assertions in 3 files passed UNCHECKED
    "
  `);
});
