import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateSlope, openLadder } from '../../src/numeric/estimate.ts';
import { ladderOf } from '../../src/numeric/ladder.ts';
import { isInside, isUnmoved } from '../../src/numeric/rung.ts';
import { baseAt, climb, type Line, rungOver, rungsOf } from './ladders.ts';

const seed = 15;

const lines: Readonly<Record<string, Line>> = {
  'a line': (t) => 3 * t,
  eᵗ: Math.exp,
  'a kink': (t) => Math.max(0, t),
  'a jump': Math.sign,
  'an oscillation': (t) => t + 1e-3 * Math.sin(1e6 * t),
};

describe('a ladder of forty rungs', () => {
  const hs = Array.from({ length: 40 }, (_, k) => 1.7 ** (k - 39));

  test.each(Object.entries(lines))(
    'says the same in whatever order they came, and asks for no more values: %s',
    (_, f) => {
      let calls = 0;
      const counted = (t: number) => {
        calls += 1;
        return f(t);
      };
      const rungs = rungsOf(counted, hs);
      const base = baseAt(f(0));
      const estimate = estimateSlope(base, rungs);
      expect(estimateSlope(base, [...rungs].reverse())).toEqual(estimate);
      const shuffled = rungs.map((_, k) => rungs[(7 * k) % 40]);
      expect(estimateSlope(base, shuffled)).toEqual(estimate);
      expect(calls).toBe(80);
    },
  );
});

const atLeast30 = expect.toSatisfy((count: number) => count >= 30, 'at least 30');

describe('a ladder that grows', () => {
  test('says after every rung what all of them at once say', () => {
    const law = fc.property(climb, ({ base, rungs }) => {
      const ladder = openLadder(base);
      rungs.forEach((rung, i) => {
        ladder.add(rung);
        expect(ladder.estimate).toStrictEqual(estimateSlope(base, rungs.slice(0, i + 1)));
      });
    });
    fc.assert(law, { seed, numRuns: 300 });
  });

  test('says the same in whatever order they come', () => {
    const law = fc.property(climb, ({ base, rungs }) => {
      const finestFirst = [...rungs].sort((a, b) => a.right - b.right);
      expect(estimateSlope(base, rungs)).toStrictEqual(estimateSlope(base, finestFirst));
    });
    fc.assert(law, { seed: seed + 1, numRuns: 1000 });
  });

  test('and the ladders of these laws are of every kind', () => {
    const kinds = { kink: 0, slope: 0, nothing: 0, stairs: 0 };
    for (const { base, rungs } of fc.sample(climb, { seed: seed + 1, numRuns: 1000 })) {
      const { bar, slopes } = estimateSlope(base, rungs);
      kinds[slopes ? 'kink' : Number.isFinite(bar) ? 'slope' : 'nothing'] += 1;
      const still = rungs.filter((rung) => isUnmoved(base, rung));
      if (still.length > 0 && still.length < rungs.length) kinds.stairs += 1;
    }
    expect(kinds).toEqual({
      kink: atLeast30,
      slope: atLeast30,
      nothing: atLeast30,
      stairs: atLeast30,
    });
  });

  test('keeps its rungs finest first', () => {
    const ladder = openLadder(baseAt(1));
    for (const h of [0.1, 0.001, 0.01]) ladder.add(rungOver(Math.exp, h));
    expect(ladder.rungs.map(({ right }) => right)).toEqual([0.001, 0.01, 0.1]);
  });

  test('works nothing out again that it has worked out', () => {
    const ladder = openLadder(baseAt(1));
    for (const rung of rungsOf(Math.exp)) ladder.add(rung);
    expect(ladder.estimate).toBe(ladder.estimate);
    expect(ladder.noise).toBe(ladder.noise);
  });

  test('looks again when it hears how a value begins to move', () => {
    const ladder = openLadder(baseAt(1));
    for (const rung of rungsOf((t) => 1 + Math.floor(100 * Math.abs(t)))) ladder.add(rung);
    expect(ladder.noise.kind).toBe('quantum');
    ladder.noteOnset({ at: 0.01, size: 1, shrinks: false });
    expect(ladder.noise.kind).toBe('still');
    expect(ladder.estimate.value).toBe(0);
  });
});

test('what a ladder shows are its quotients, finest first', () => {
  const rungs = Object.freeze(rungsOf((t) => t * t + Math.max(0, t), [0.5, 0.125, 0.25]));
  expect(
    ladderOf(baseAt(0), rungs).map(({ step, central, right, left }) => [
      step,
      central,
      right,
      left,
    ]),
  ).toEqual([
    [0.125, 0.5, 1.125, -0.125],
    [0.25, 0.5, 1.25, -0.25],
    [0.5, 0.5, 1.5, -0.5],
  ]);
});

describe('a rung', () => {
  const rung = { right: 1, left: 1, plus: 1, minus: 1 };

  test('that is the same to both sides has not moved; one that is no number has', () => {
    expect(isUnmoved({ value: 1 }, rung)).toBe(true);
    expect(isUnmoved({ value: 1 }, { ...rung, minus: 2 })).toBe(false);
    expect(isUnmoved({ value: Number.NaN }, { ...rung, minus: Number.NaN })).toBe(false);
  });

  test('is inside where both its values are finite', () => {
    expect(isInside(rung)).toBe(true);
    expect(isInside({ ...rung, plus: Number.POSITIVE_INFINITY })).toBe(false);
    expect(isInside({ ...rung, minus: Number.NaN })).toBe(false);
  });
});
