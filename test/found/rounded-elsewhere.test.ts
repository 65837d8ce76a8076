import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';
import { uniformNumbers } from '../../src/subject/random.ts';

// One number is rounded to single precision on the way. Along a coordinate that it does not depend on the value has no noise at all, and the
// derivative is that of a slightly other function: the analytic one was called wrong by a few parts in 10⁶.
const { fround, log, log1p, exp, expm1, sqrt, hypot, sin, cos } = Math;

interface Formula {
  readonly value: (x: readonly number[]) => number;
  readonly gradient: (x: readonly number[]) => number[];
  /** The lower and the upper end of each variable. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

const FORMULAS: Readonly<Record<string, Formula>> = {
  'an annuity of P at a rate r over n terms': {
    from: [1e3, 0.002, 12],
    to: [1e5, 0.05, 300],
    value: ([P, r, n]) => (P * r) / (1 - fround(1 + r) ** -n),
    gradient: ([P, r, n]) => {
      const q = (1 + r) ** -n;
      const d = 1 - q;
      const byRate = P / d - (P * r * n * q) / (1 + r) / d ** 2;
      return [r / d, byRate, (-P * r * q * log(1 + r)) / d ** 2];
    },
  },
  'the kinetic energy of a mass m at a speed v': {
    from: [0.5, 0.02],
    to: [5, 0.3],
    value: ([m, v]) => m / sqrt(fround(1 - v * v)) - m,
    gradient: ([m, v]) => {
      const gamma = 1 / sqrt(1 - v * v);
      return [gamma - 1, m * v * gamma ** 3];
    },
  },
  'a logarithm of 1 + x': {
    from: [0.5, 0.02],
    to: [5, 0.3],
    value: ([a, x]) => a * log(fround(1 + x)),
    gradient: ([a, x]) => [log1p(x), a / (1 + x)],
  },
  'an exponential less 1': {
    from: [0.5, 0.01],
    to: [5, 0.2],
    value: ([a, x]) => (a * (fround(exp(x)) - 1)) / x,
    gradient: ([a, x]) => [expm1(x) / x, (a * (exp(x) * x - expm1(x))) / x / x],
  },
  'a spring of a length': {
    from: [0.5, 1, 1],
    to: [5, 4, 4],
    value: ([k, x, y]) => 0.5 * k * (fround(hypot(x, y)) - 1) ** 2,
    gradient: ([k, x, y]) => {
      const l = hypot(x, y);
      return [0.5 * (l - 1) ** 2, (k * (l - 1) * x) / l, (k * (l - 1) * y) / l];
    },
  },
  'a ratio in a wave': {
    from: [0.5, 1, 1],
    to: [5, 4, 4],
    value: ([a, x, y]) => a * a * fround(x / y) + sin(a * y),
    gradient: ([a, x, y]) => [
      (2 * a * x) / y + y * cos(a * y),
      (a * a) / y,
      (-a * a * x) / y / y + a * cos(a * y),
    ],
  },
};

const POINTS = 20;

function pointsOf({ from, to }: Formula): readonly number[][] {
  const random = uniformNumbers({ seed: 5, purpose: 'direction', set: 'points' });
  return Array.from({ length: POINTS }, () => from.map((a, i) => a + (to[i] - a) * random()));
}

describe.each(Object.entries(FORMULAS))('%s, with one number in single precision', (_, own) => {
  const { value, gradient } = own;
  const points = pointsOf(own);

  test('a right gradient is not called wrong', () => {
    const verdicts = points.map((at, seed) => checkGradient({ value, gradient }, { at, seed }));
    expect(verdicts.filter(({ verdict }) => verdict === 'mismatch')).toEqual([]);
  });

  test('a derivative that is twice as large is', () => {
    const first = (x: readonly number[]) => gradient(x).map((g, i) => (i === 0 ? 2 * g : g));
    const verdicts = points.map(
      (at, seed) => checkGradient({ value, gradient: first }, { at, seed }).verdict,
    );
    expect(new Set(verdicts)).toEqual(new Set(['mismatch']));
  });
});

describe('a small mistake in double precision is the same all around', () => {
  const value = ([x, y, z]: readonly number[]) => exp(x) * sin(y) + x * y * z ** 3;
  const right = ([x, y, z]: readonly number[]) => [
    exp(x) * sin(y) + y * z ** 3,
    exp(x) * cos(y) + x * z ** 3,
    3 * x * y * z * z,
  ];
  const at = [0.7, 1.3, -0.4];

  test.each([1e-6, 1e-5, 1e-4, 1e-3])('of %d', (part) => {
    const gradient = (x: readonly number[]) =>
      right(x).map((g, i) => (i === 1 ? g * (1 + part) : g));
    expect(checkGradient({ value, gradient }, { at }).verdict).toBe('mismatch');
    // and that of an array as well, which is the same everywhere
    const fixed = gradient(at);
    const constant = { value, gradient: () => [...fixed] };
    expect(checkGradient(constant, { at }).verdict).toBe('mismatch');
  });
});

// In double precision as well: 1/√(1 − v²/c²) is rounded at 1, and what is left of it when 1 is taken away is a few roundings.
describe('the kinetic energy of a mass, in joules', () => {
  const c = 299792458;
  const value = ([m, v]: readonly number[]) => m * c * c * (1 / sqrt(1 - (v / c) ** 2) - 1);
  const gradient = ([m, v]: readonly number[]) => {
    const w = (v / c) ** 2;
    const s = sqrt(1 - w);
    return [(c * c * w) / (s * (1 + s)), (m * v) / s ** 3];
  };
  // below, the value itself is off by a third and more
  const speeds = [10, 13, 20, 31, 50, 100, 123, 200, 484, 1000, 3000];

  test.each(speeds)('the right gradient is not called wrong at %d m/s', (v) => {
    expect(checkGradient({ value, gradient }, { at: [1.5, v] }).verdict).not.toBe('mismatch');
  });

  test.each(speeds.slice(2))('one that is twice as large is, at %d m/s', (v) => {
    const twice = (x: readonly number[]) => gradient(x).map((g, i) => (i === 0 ? 2 * g : g));
    expect(checkGradient({ value, gradient: twice }, { at: [1.5, v] }).verdict).toBe('mismatch');
  });
});

// Half of the value is rounding, and it is the same all along k.
describe('half of an angle by the tangent of the half, in single precision', () => {
  const value = ([k, x, y]: ArrayLike<number> & Iterable<number>) => {
    const away = fround(sqrt(fround(fround(x * x) + fround(y * y))));
    return fround(k * fround(Math.atan(fround(fround(away - x) / y))));
  };
  const gradient = ([k, x, y]: ArrayLike<number> & Iterable<number>) => {
    const square = x * x + y * y;
    return Float32Array.of(Math.atan2(y, x) / 2, (-k * y) / square / 2, (k * x) / square / 2);
  };

  test.each([
    [26.552, 66.874, 0.56887],
    [13.243, 89.803, 0.053428],
    [10.269, 89.518, 0.053286],
    [3.5, 41.7, 0.021],
    [-7.25, 12.5, 0.09],
  ])('the right gradient is not called wrong at %d, %d, %d', (...at) => {
    const check = checkGradient({ value, gradient }, { at: Float32Array.from(at) });
    expect(check.verdict).not.toBe('mismatch');
  });
});

describe('k (√(1 + x²) − 1)', () => {
  const value = ([k, x]: readonly number[]) => k * (sqrt(1 + x * x) - 1);
  const gradient = ([k, x]: readonly number[]) => [
    (x * x) / (sqrt(1 + x * x) + 1),
    (k * x) / sqrt(1 + x * x),
  ];

  test.each([2.5e-8, 5e-8, 8e-8, 1.3e-7, 2e-7, 3e-7, 1e-6, 1e-5])(
    'the right gradient is not called wrong at x = %d',
    (x) => expect(checkGradient({ value, gradient }, { at: [1, x] }).verdict).not.toBe('mismatch'),
  );
});
