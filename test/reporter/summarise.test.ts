import { describe, expect, test } from 'vitest';
import type { CheckOutcome } from '../../src/check/outcome.ts';
import { type PlacedOutcome, summarise } from '../../src/reporter/summarise.ts';

const CORRECT: CheckOutcome = {
  verdict: 'match',
  negated: false,
  relativeError: 1e-9,
  threshold: 1e-7,
  checked: 1,
  evaluations: 3,
  milliseconds: 1,
};

function placed(test: string, outcome: Partial<CheckOutcome>): PlacedOutcome {
  return { file: 'a', place: `a > ${test}`, outcome: { ...CORRECT, ...outcome } };
}

function unchecked(file: string): PlacedOutcome {
  return { file, place: file, outcome: { verdict: 'unchecked' } };
}

function worstOf(...outcomes: readonly PlacedOutcome[]): string | undefined {
  return summarise(outcomes, { slowest: 3 }).worst?.place;
}

test('a run without assertions comes to nothing', () => {
  expect(summarise([], { slowest: 3 })).toEqual({
    verdicts: { correct: 0, mismatch: 0, demanded: 0, inconclusive: 0 },
    evaluations: 0,
    slowest: [],
    unchecked: { assertions: 0, files: 0 },
  });
});

test('verdicts are counted, a mismatch by what was demanded', () => {
  const { verdicts, evaluations } = summarise(
    [
      placed('x', {}),
      placed('x', { negated: true }),
      placed('x', { verdict: 'mismatch' }),
      placed('x', { verdict: 'mismatch', negated: true }),
      placed('x', { verdict: 'mismatch', negated: true }),
      placed('x', { verdict: 'inconclusive' }),
      unchecked('b'),
    ],
    { slowest: 3 },
  );
  expect(verdicts).toEqual({ correct: 2, mismatch: 1, demanded: 2, inconclusive: 1 });
  expect(evaluations).toBe(18);
});

describe('the worst', () => {
  test('is the one nearest to its own threshold', () => {
    const single = placed('float32', { relativeError: 1e-5, threshold: 1e-4 });
    const double = placed('float64', { relativeError: 5e-8, threshold: 1e-7 });
    expect(worstOf(single, double)).toBe('a > float64');
  });

  test('or the farthest beyond, one that is not a number first of all', () => {
    const wrong = placed('wrong', { verdict: 'mismatch', relativeError: 1 });
    const nan = placed('NaN', { verdict: 'mismatch', relativeError: Number.NaN });
    expect(worstOf(placed('right', {}), wrong)).toBe('a > wrong');
    expect(worstOf(wrong, nan, placed('right', {}))).toBe('a > NaN');
  });

  test('is none that remained undecided, was to be wrong, or compared nothing', () => {
    const without = [
      placed('undecided', { verdict: 'inconclusive', relativeError: 1 }),
      placed('to be wrong', { verdict: 'mismatch', negated: true, relativeError: 1 }),
      placed('nothing', { checked: 0, relativeError: 0, threshold: Number.NEGATIVE_INFINITY }),
      unchecked('b'),
    ];
    expect(worstOf(...without)).toBeUndefined();
    expect(worstOf(...without, placed('right', {}))).toBe('a > right');
  });

  test('is the first of several that are equally bad', () => {
    expect(worstOf(placed('first', {}), placed('second', {}))).toBe('a > first');
  });
});

describe('the slowest', () => {
  const outcomes = [3, 9, 4, 1].map((milliseconds) =>
    placed(`in ${milliseconds}`, { milliseconds }),
  );

  test('come first, as many as were asked for', () => {
    const { slowest } = summarise(outcomes, { slowest: 2 });
    expect(slowest).toEqual([
      { place: 'a > in 9', milliseconds: 9 },
      { place: 'a > in 4', milliseconds: 4 },
    ]);
    expect(summarise(outcomes, { slowest: 0 }).slowest).toEqual([]);
  });

  test('are named once each', () => {
    const loop = [1, 7, 2].map((milliseconds) => placed('loop', { milliseconds }));
    const { slowest } = summarise([...loop, ...outcomes], { slowest: 2 });
    expect(slowest.map(({ place }) => place)).toEqual(['a > in 9', 'a > loop']);
  });
});

test('what was not checked is counted with its files', () => {
  const outcomes = [unchecked('a'), unchecked('b'), placed('x', {}), unchecked('a')];
  expect(summarise(outcomes, { slowest: 3 }).unchecked).toEqual({ assertions: 3, files: 2 });
});
