import { describe, expect, test } from 'vitest';
import { type Base, openLadder, type Rung } from '../../src/numeric/estimate.ts';
import { openExtrapolation } from '../../src/numeric/extrapolation.ts';
import { extrapolateThrough, type Start, startAt } from '../../src/numeric/neville.ts';
import { definitionOfSlope } from './definition.ts';

type Line = (t: number) => number;

const lines: Readonly<Record<string, Line>> = {
  'a line': (t) => 3 * t,
  eᵗ: Math.exp,
  'a kink': (t) => Math.max(0, t),
  'a jump': Math.sign,
  'an oscillation': (t) => t + 1e-3 * Math.sin(1e6 * t),
};

/** Steps so dense that there are many of them, finest first. */
function steps(count: number): number[] {
  return Array.from({ length: count }, (_, k) => 1.1 ** (k - count / 2));
}

const orders: Readonly<Record<string, (finestFirst: readonly number[]) => readonly number[]>> = {
  coarser: (finestFirst) => finestFirst,
  finer: (finestFirst) => [...finestFirst].reverse(),
  'to and fro': (finestFirst) => [...finestFirst].sort((a, b) => distance(a) - distance(b)),
};

const distance = (h: number) => Math.abs(Math.log(h));

const rungsOf = (f: Line, hs: readonly number[]): readonly Rung[] =>
  hs.map((h) => ({ right: h, left: h, plus: f(h), minus: f(-h) }));

const baseOf = (f: Line): Base => ({ value: f(0), noise: { absolute: 0, relative: 2 ** -52 } });

/** How many absolute values are taken: whatever is compared, is compared by one. */
function comparisons(work: () => void): number {
  const { abs } = Math;
  let count = 0;
  Math.abs = (x) => {
    count += 1;
    return abs(x);
  };
  try {
    work();
  } finally {
    Math.abs = abs;
  }
  return count;
}

/** What each rung costs until the estimate is known again. */
function costs(f: Line, hs: readonly number[]): readonly number[] {
  const ladder = openLadder(baseOf(f));
  return rungsOf(f, hs).map((rung) =>
    comparisons(() => {
      ladder.add(rung);
      expect(ladder.estimate).toBeDefined();
    }),
  );
}

describe('what one more rung costs', () => {
  // measured: at most 28 and 63 comparisons for each rung that is there
  test.each(
    Object.keys(lines).flatMap((line) => Object.keys(orders).map((order) => ({ line, order }))),
  )('grows with the rungs, no faster: $line, $order', ({ line, order }) => {
    const most = order === 'to and fro' ? 70 : 30;
    for (const count of [32, 64, 128, 256]) {
      const all = costs(lines[line], orders[order](steps(count)));
      expect(Math.max(...all)).toBeLessThanOrEqual(most * count);
      expect(all[count - 1]).toBeGreaterThan(0);
    }
  });

  // a line is the worst case of both: every candidate agrees with every other
  test.each(Object.keys(orders))(
    'all rungs together cost little more than one estimate made at once: %s',
    (order) => {
      const hs = orders[order](steps(64));
      const together = costs(lines['a line'], hs).reduce((sum, cost) => sum + cost, 0);
      const atOnce = comparisons(() =>
        definitionOfSlope(baseOf(lines['a line']), rungsOf(lines['a line'], hs)),
      );
      expect(together).toBeLessThanOrEqual(3 * atOnce);
    },
  );

  test('nothing, when the estimate is asked for again', () => {
    const ladder = openLadder(baseOf(Math.exp));
    for (const rung of rungsOf(Math.exp, steps(16))) ladder.add(rung);
    const { estimate } = ladder;
    expect(comparisons(() => expect(ladder.estimate).toBe(estimate))).toBe(0);
  });
});

describe('more noise is looked into only where the first finds nothing', () => {
  /** How often the noise of a quotient is read: once by every look at it. */
  function looks(slope: (h: number) => number): number {
    let reads = 0;
    const extrapolation = openExtrapolation(1);
    for (let place = 0; place < 32; place++) {
      const step = 4 ** (place - 16);
      const quotient = { step, slope: slope(step), noise: 0 };
      const look = () => {
        reads += 1;
        return 1e-9;
      };
      Object.defineProperty(quotient, 'noise', { get: look });
      extrapolation.add({ quotient, place });
    }
    extrapolation.best();
    return reads / 32;
  }

  test('once where slopes converge', () => {
    expect(looks(() => 3)).toBe(1);
  });

  test('up to four times where they do not', () => {
    expect(looks((h) => 1 / h)).toBe(4);
  });
});

describe('Neville’s scheme', () => {
  /** Counts the combinations made for one more quotient by the powers of steps they read: each reads that of its finest and of its coarsest. */
  function counted(count: number) {
    let reads = 0;
    const starts: Start[] = [];
    const insert = (place: number, h: number) => {
      const start = startAt({ step: h, slope: Math.exp(h), noise: 1e-16 }, 2);
      const { u } = start;
      const read = () => {
        reads += 1;
        return u;
      };
      Object.defineProperty(start, 'u', { get: read });
      starts.splice(place, 0, start);
      reads = 0;
      extrapolateThrough(starts, place);
      return reads / 2;
    };
    steps(count).forEach((h, place) => void insert(place, h));
    return insert;
  }

  test.each([8, 64, 512])(
    'one more quotient among %s takes 4 combinations at an end, 14 between',
    (count) => {
      const insert = counted(count);
      expect(insert(count, 1e9)).toBe(4);
      expect(insert(0, 1e-9)).toBe(4);
      expect(insert(count >> 1, 1.01)).toBeLessThanOrEqual(14);
    },
  );

  test('extrapolates a polynomial in the step squared to its value at 0', () => {
    const starts: Start[] = [];
    for (const h of [1, 0.25, 4, 0.5]) {
      const place = starts.filter(({ finest }) => finest.step < h).length;
      starts.splice(place, 0, startAt({ step: h, slope: 7 - 3 * h ** 2 + h ** 4, noise: 0 }, 2));
      extrapolateThrough(starts, place);
    }
    expect(starts.map(({ values }) => values.length)).toEqual([4, 3, 2, 1]);
    expect(starts[0].values[2]).toBeCloseTo(7, 12);
    expect(starts[0].values[3]).toBeCloseTo(7, 12);
    expect(starts[1].values[2]).toBeCloseTo(7, 12);
  });
});
