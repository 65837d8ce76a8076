import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheckOptions, type KinkPolicy } from '../../src/index.ts';

type Numbers = readonly number[];
type Value = (x: Numbers) => number;

const seeds = Array.from({ length: 20 }, (_, i) => i + 1);

/** The verdict on a gradient claimed at a point. */
function verdict(
  value: Value,
  claim: { readonly at: Numbers; readonly gradient: Numbers },
  options: GradientCheckOptions = {},
) {
  const subject = { value, gradient: () => [...claim.gradient] };
  return checkGradient(subject, { at: [...claim.at], ...options }).verdict;
}

/** The verdicts at every seed, each once. */
function verdictsOverSeeds(
  value: Value,
  claim: { readonly at: Numbers; readonly gradient: Numbers },
  options: GradientCheckOptions = {},
) {
  return [...new Set(seeds.map((seed) => verdict(value, claim, { ...options, seed })))];
}

const maximum = (x: Numbers) => Math.max(...x);
const median = (x: Numbers) => [...x].sort((a, b) => a - b)[x.length >> 1];
const relu = (x: number) => Math.max(0, x);
const sum = (x: Numbers) => x.reduce((a, b) => a + b, 0);
const dot = (a: Numbers, b: Numbers) => sum(a.map((x, k) => x * b[k]));

describe('the maximum: right are the shares, 0 or more and of sum 1, of the largest', () => {
  const points = [
    { at: [1, 2, 2], tied: [1, 2] },
    { at: [0, 0, 0], tied: [0, 1, 2] },
    { at: [1e6, 1e6, 1e6 - 1], tied: [0, 1] },
    { at: [-3e-5, -3e-5, -3e-5, -1], tied: [0, 1, 2] },
    { at: [2, 2, 2, 2, 2, 2, 1.5], tied: [0, 1, 2, 3, 4, 5] },
  ];
  const shares = (at: Numbers, tied: Numbers, share: (i: number) => number) =>
    at.map((_, k) => (tied.includes(k) ? share(tied.indexOf(k)) : 0));

  test.each(points)('at $at', ({ at, tied }) => {
    const n = tied.length;
    const right = [
      shares(at, tied, (i) => (i === 0 ? 1 : 0)),
      shares(at, tied, (i) => (i === n - 1 ? 1 : 0)),
      shares(at, tied, () => 1 / n),
      shares(at, tied, (i) => (i === 0 ? 0.75 : 0.25 / (n - 1))),
    ];
    const wrong = [
      shares(at, tied, () => 1),
      shares(at, tied, () => 0),
      shares(at, tied, () => 0.7),
      shares(at, tied, (i) => (i < 2 ? 0.501 : 0)),
    ];
    const judged = (gradients: readonly Numbers[]) =>
      gradients.map((gradient) => verdict(maximum, { at, gradient }));
    expect(judged(right)).toEqual(right.map(() => 'match'));
    expect(judged(wrong)).toEqual(wrong.map(() => 'mismatch'));
  });

  test('at every seed', () => {
    const at = [1, 2, 2];
    expect(verdictsOverSeeds(maximum, { at, gradient: [0, 1, 1] })).toEqual(['mismatch']);
    expect(verdictsOverSeeds(maximum, { at, gradient: [0, 0, 0] })).toEqual(['mismatch']);
    expect(verdictsOverSeeds(maximum, { at, gradient: [0, 0, 1] })).toEqual(['match']);
    expect(verdictsOverSeeds(maximum, { at, gradient: [0, 0.5, 0.5] })).toEqual(['match']);
  });

  test('a millionth too much is seen, as beside a kink', () => {
    const gradient = [0.5 + 1e-6, 0.5 + 1e-6, 0];
    expect(verdict(maximum, { at: [1, 1, 0.5], gradient })).toBe('mismatch');
  });

  test('the relative error is that against the nearest right gradient', () => {
    const subject = { value: maximum, gradient: () => [0, 1, 1] };
    const { relativeError, variables } = checkGradient(subject, { at: [1, 2, 2] });
    // ‖[1, 1] − [½, ½]‖ / (‖[1, 1]‖ + ‖[½, ½]‖)
    expect(relativeError).toBeCloseTo(1 / 3, 6);
    expect(variables[0].worst.map(({ around }) => around?.kind)).toEqual([
      'impossible',
      'impossible',
    ]);
    for (const { around } of variables[0].worst) expect(around?.nearest).toBeCloseTo(0.5, 6);
  });

  test('of several variables', () => {
    const value = ({ a, b }: { a: number; b: number }) => Math.max(a, b);
    const check = (gradient: { a: number; b: number }) =>
      checkGradient({ value, gradient: () => gradient }, { at: { a: 2, b: 2 } }).verdict;
    expect(check({ a: 1, b: 1 })).toBe('mismatch');
    expect(check({ a: 0, b: 0 })).toBe('mismatch');
    expect(check({ a: 0, b: 1 })).toBe('match');
  });

  test('in float32, with something smooth behind it', () => {
    const round = Math.fround;
    const value = (x: Float32Array) =>
      round(round(Math.exp(Math.max(x[0], x[1]))) * round(Math.cos(x[2])));
    const at = Float32Array.of(0.5, 0.5, 0.3);
    const [e, c, s] = [Math.exp(0.5), Math.cos(at[2]), Math.sin(at[2])];
    const check = (first: number, second: number) =>
      checkGradient(
        { value, gradient: () => Float32Array.of(first * e * c, second * e * c, -e * s) },
        { at },
      ).verdict;
    expect([check(1, 0), check(0.5, 0.5)]).toEqual(['match', 'match']);
    expect([check(1, 1), check(0, 0)]).toEqual(['mismatch', 'mismatch']);
  });

  test('on a huge offset', () => {
    const value = (x: Numbers) => 1e6 + maximum(x);
    const at = [0.5, 0.5];
    expect(verdict(value, { at, gradient: [1, 0] })).toBe('match');
    expect(verdict(value, { at, gradient: [1, 1] })).toBe('mismatch');
  });

  test('a third that is smaller by next to nothing does not take part', () => {
    for (const less of [1e-3, 1e-6, 1e-9]) {
      const at = [1, 1, 1 - less];
      expect(verdict(maximum, { at, gradient: [0.5, 0.5, 0] })).toBe('match');
      expect(verdict(maximum, { at, gradient: [1, 1, 0] })).toBe('mismatch');
      expect(verdict(maximum, { at, gradient: [0.5, 0, 0.5] })).toBe('mismatch');
    }
  });
});

describe('|a − b| at a = b: right are the multiples of (1, −1) from −1 to 1', () => {
  const distance = ([a, b]: Numbers) => Math.abs(a - b);

  test.each([0, 0.3, -7, 1e4])('at %d', (a) => {
    const judged = (gradients: readonly Numbers[]) =>
      gradients.map((gradient) => verdict(distance, { at: [a, a], gradient }));
    expect(
      judged([
        [1, -1],
        [-1, 1],
        [0, 0],
        [0.3, -0.3],
      ]),
    ).toEqual(['match', 'match', 'match', 'match']);
    expect(
      judged([
        [1, 1],
        [-1, -1],
        [1, 0],
        [0.3, 0.3],
      ]),
    ).toEqual(['mismatch', 'mismatch', 'mismatch', 'mismatch']);
  });

  test('at every seed', () => {
    const at = [0.3, 0.3];
    expect(verdictsOverSeeds(distance, { at, gradient: [1, 1] })).toEqual(['mismatch']);
    expect(verdictsOverSeeds(distance, { at, gradient: [0, 0] })).toEqual(['match']);
  });
});

describe('max pooling', () => {
  const windows = [
    [1, 1, 0.2, 0.5],
    [0, 0, 0, 0],
    [0.4, 0.1, 0.9, 0.2],
  ];
  const image = (count: number) => Array.from({ length: count }, (_, i) => windows[i % 3]);
  const pooled = (x: Numbers) => {
    let total = 0;
    for (let k = 0; k < x.length; k += 4) total += (1 + (k % 5)) * maximum(x.slice(k, k + 4));
    return total;
  };
  /** Backward passes: to the first of the largest, to all of them, shared among them. */
  const backward = (share: (rank: number, count: number) => number) => (own: Numbers) => {
    const tied = own.filter((v) => v === maximum(own)).length;
    let rank = 0;
    return own.map((v) => (v === maximum(own) ? share(rank++, tied) : 0));
  };
  const first = backward((rank) => (rank === 0 ? 1 : 0));
  const all = backward(() => 1);
  const shared = backward((_, count) => 1 / count);
  const gradientOf = (
    some: readonly Numbers[],
    pass: (own: Numbers, i: number) => Numbers,
  ): Numbers => some.flatMap((own, i) => pass(own, i).map((g) => (1 + ((4 * i) % 5)) * g));

  test.each([3, 25, 60])('of %d windows', (count) => {
    const some = image(count);
    const judge = (pass: (own: Numbers, i: number) => Numbers) =>
      verdict(pooled, { at: some.flat(), gradient: gradientOf(some, pass) });
    expect([judge(first), judge(shared)]).toEqual(['match', 'match']);
    expect(judge(all)).toBe('mismatch');
    expect(judge((own, i) => (i === 1 ? all(own) : first(own)))).toBe('mismatch');
  });
});

describe('units on their kinks, of either sign: what lies between the slopes of each is possible for all', () => {
  const weights = Array.from({ length: 100 }, (_, j) => Math.sin(7 * j + 1));
  const value = (b: Numbers) => sum(b.map((x, j) => weights[j] * relu(x) + 0.3 * x * x));

  test.each([2, 5, 20, 100])('%d of them', (n) => {
    const at = Array<number>(n).fill(0);
    const judge = (slope: (j: number) => number) =>
      verdict(value, { at, gradient: at.map((_, j) => slope(j) * weights[j]) });
    expect([judge(() => 0), judge(() => 1), judge(() => 0.5), judge((j) => j % 2)]).toEqual(
      Array(4).fill('match'),
    );
    expect(judge((j) => (j === 1 ? 2 : 0))).toBe('mismatch');
  });
});

describe('gradients in the limit from a region that the slopes along the axes exclude', () => {
  const value = ([x, y]: Numbers) => relu(x + y) - 2 * relu(x - y);
  const at = [0, 0];

  // where neither unit is on, the first, the second, both
  test.each([[[0, 0]], [[1, 1]], [[-2, 2]], [[-1, 3]]])('%j is no mistake', (gradient) => {
    expect(verdictsOverSeeds(value, { at, gradient })).toEqual(['inconclusive']);
  });

  test('beyond all of them is one', () => {
    for (const gradient of [
      [2, 3],
      [-4, 1],
      [0, 9],
    ])
      expect(verdictsOverSeeds(value, { at, gradient })).toEqual(['mismatch']);
  });

  test('the reason says what it is, and what to do about it', () => {
    const check = checkGradient({ value, gradient: () => [0, 0] }, { at: [0, 0] });
    expect(check.reason).toBe(
      'x[1] sits where several kinks meet: analytic is 0, which is no slope at the point (2 and 1) but one close around it, as automatic differentiation returns it; move the point off the kinks',
    );
    const [worst] = check.variables[0].worst;
    expect(worst.around?.kind).toBe('limiting');
    expect(worst.around?.nearest).toBeCloseTo(0, 6);
  });

  test('where no axis shows a kink', () => {
    const even = ([x, y]: Numbers) => relu(x + y) - relu(x - y);
    // along both axes the value goes straight, with the slopes 0 and 1
    expect(verdict(even, { at, gradient: [0, 1] })).toBe('match');
    expect(verdict(even, { at, gradient: [0, 0] })).toBe('inconclusive');
    expect(verdict(even, { at, gradient: [-1, 1] })).toBe('inconclusive');
    expect(verdict(even, { at, gradient: [0, 5] })).toBe('mismatch');
  });

  test('where no line shows one: a median of three that are equal', () => {
    const three = { at: [1, 1, 1] };
    expect(verdict(median, { ...three, gradient: [0, 1, 0] })).toBe('inconclusive');
    expect(verdict(median, { ...three, gradient: [0, 1, 1] })).toBe('mismatch');
    expect(verdict(median, { ...three, gradient: [0, 2, 0] })).toBe('mismatch');
  });

  test('a narrow region counts as any other', () => {
    // on between y = x and y = 2x only: (1, −1)·(x, y) and (−2, 1)·(x, y) are both positive
    const wedge = ([x, y]: Numbers) =>
      -2 * relu(x - y) + 3 * relu(-2 * x + y) - 2 * relu(2 * (y - x));
    expect(verdict(wedge, { at, gradient: [-8, 5] })).toBe('inconclusive');
    expect(verdict(wedge, { at, gradient: [-12, 8] })).toBe('mismatch');
  });

  test("`kinks: 'fail'` passes none of them", () => {
    expect(verdict(value, { at, gradient: [0, 0] }, { kinks: 'fail' })).toBe('mismatch');
  });
});

describe('a dense layer of units at zero input', () => {
  const layer = (n: number, m: number) => {
    const rows = Array.from({ length: m }, (_, j) =>
      Array.from({ length: n }, (__, i) => Math.sin(3 * i + 5 * j * j + 1)),
    );
    const out = rows.map((_, j) => Math.cos(2 * j + 1));
    const value = (x: Numbers) => sum(rows.map((row, j) => out[j] * relu(dot(row, x))));
    const onSide = (y: Numbers) =>
      y.map((_, i) => sum(rows.map((row, j) => (dot(row, y) > 0 ? out[j] * row[i] : 0))));
    return { value, onSide, at: Array<number>(n).fill(0) };
  };

  test.each([
    { n: 3, m: 4 },
    { n: 8, m: 8 },
    { n: 20, m: 30 },
  ])('$m units of $n inputs: the gradients of a region are never called wrong', ({ n, m }) => {
    const { value, onSide, at } = layer(n, m);
    for (const k of [1, 2, 3]) {
      const side = at.map((_, i) => Math.sin(k * i + k));
      expect(verdict(value, { at, gradient: onSide(side) })).not.toBe('mismatch');
    }
  });

  test('a gradient far beyond is', () => {
    const { value, onSide, at } = layer(3, 4);
    const gradient = onSide([1, 0.3, -0.2]).map((g) => 30 * g + 5);
    expect(verdict(value, { at, gradient })).toBe('mismatch');
  });
});

describe('a jump at the point', () => {
  const policies: readonly KinkPolicy[] = ['subgradient', 'inconclusive', 'fail'];
  const under = (value: Value, gradient: Numbers, at: Numbers) =>
    policies.map((kinks) => verdict(value, { at, gradient }, { kinks }));

  test.each([1e-6, 1e-3, 1, 10])('of %d', (height) => {
    for (const p of [0, 0.3, -2]) {
      const above = ([x]: Numbers) => x + (x > p ? height : 0);
      const atOrAbove = ([x]: Numbers) => x + (x >= p ? height : 0);
      // the slope beside the jump is no mistake, but no derivative either
      expect(under(above, [1], [p])).toEqual(['match', 'inconclusive', 'mismatch']);
      expect(under(atOrAbove, [1], [p])).toEqual(['match', 'inconclusive', 'mismatch']);
    }
  });

  test('beside it nothing changes', () => {
    const value = ([x]: Numbers) => Math.sin(x) + (x > 0.35 ? 1 : 0);
    expect(under(value, [Math.cos(0.3)], [0.3])).toEqual(['match', 'match', 'match']);
  });

  test('a steep rise, a root and rounding inside are none', () => {
    const right: readonly [Value, number, number][] = [
      [([x]) => Math.tanh(1e4 * x), 0, 1e4],
      [([x]) => 1e6 + x - 1e6, 0, 1],
      [([x]) => Math.round(1e9 * Math.sin(x)) / 1e9, 0.5, Math.cos(0.5)],
    ];
    for (const [value, at, slope] of right)
      expect(verdict(value, { at: [at], gradient: [slope] }, { kinks: 'fail' })).not.toBe(
        'mismatch',
      );
  });

  test('the record and the reason name it', () => {
    const subject = { value: (x: number) => x + (x > 0 ? 1 : 0), gradient: () => 1 };
    const { reason, variables } = checkGradient(subject, { at: 0, kinks: 'inconclusive' });
    expect(reason).toBe(
      "the value jumps at the point along x; move the point off the jump, or allow `kinks: 'subgradient'`",
    );
    expect(variables[0].worst[0].around).toEqual({ kind: 'jump', nearest: expect.closeTo(1, 6) });
    expect(variables[0].kinks).toBe(1);
  });
});

describe('what it costs', () => {
  test('nothing beyond two a coordinate and a look at coarse and fine steps, where nothing sits on a kink', () => {
    const value = (x: Numbers) => sum(x.map((v) => v ** 3));
    const subject = { value, gradient: (x: Numbers) => x.map((v) => 3 * v * v) };
    const { evaluations } = checkGradient(subject, { at: [1, 2, 3] });
    expect(evaluations.value).toBe(1 + 2 * 3 + 3 + 1);
  });

  test('two evaluations a kinked coordinate, where the gradient is that of a region', () => {
    const value = (x: Numbers) => sum(x.map(relu));
    const evaluations = (n: number, slope: number) =>
      checkGradient(
        { value, gradient: () => Array<number>(n).fill(slope) },
        { at: Array<number>(n).fill(0) },
      ).evaluations.value;
    // one by itself needs no look at others
    const alone = evaluations(1, 0);
    expect(evaluations(10, 0)).toBeLessThanOrEqual(10 * alone + 2 * 10);
  });
});
