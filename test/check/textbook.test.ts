import { expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

// The procedure of every textbook, to the letter: (f(x + εeᵢ) − f(x − εeᵢ)) / 2ε, ‖a − n‖₂ / (‖a‖₂ + ‖n‖₂).
// Each number stands here twice: unrolled by hand, and as digits computed with exact rational arithmetic (Python
// fractions), rounded to the nearest double after each operation.
// Only + − · / and the square root occur: they are correctly rounded everywhere, `**` and `Math.hypot` are not.

const textbook = { epsilon: 1e-7, threshold: 1e-7 };

test('the whole record of x³ at 2, digit for digit', () => {
  const cube = { value: (x: number) => x * x * x, gradient: (x: number) => 3 * x * x };
  const right = 2 + 1e-7;
  const left = 2 - 1e-7;
  const numeric = (right * right * right - left * left * left) / (2 * 1e-7);
  const error = Math.abs(12 - numeric) / (12 + numeric);
  const bar = (2 ** -53 * (right * right * right + left * left * left)) / (2 * 1e-7);
  expect(numeric).toBe(11.99999999368373);
  expect(error).toBe(2.6317792396744613e-10);
  expect(checkGradient(cube, { at: 2, ...textbook })).toEqual({
    version: 1,
    of: 'gradient',
    rows: 1,
    verdict: 'match',
    relativeError: 2.6317792396744613e-10,
    threshold: 1e-7,
    resolution: bar / (12 + numeric),
    variables: [
      {
        path: 'x',
        shape: [],
        dtype: 'float64',
        verdict: 'match',
        relativeError: 2.6317792396744613e-10,
        threshold: 1e-7,
        resolution: bar / (12 + numeric),
        smallestDetectable: 1e-7 + bar / (12 + numeric),
        unverified: false,
        checked: 1,
        total: 1,
        wrong: 0,
        kinks: 0,
        coordinates: Uint32Array.of(0),
        at: Float64Array.of(2),
        analytic: Float64Array.of(12),
        numeric: Float64Array.of(11.99999999368373),
        bars: Float64Array.of(bar),
        worst: [],
      },
    ],
    diagnoses: [],
    contract: [],
    coverage: {
      checked: 1,
      total: 1,
      probes: 0,
      smallestDetectable: 1e-7 + bar / (12 + numeric),
      missProbability: 0,
    },
    evaluations: { value: 3, gradient: 2 },
    seed: 1,
    epsilon: 1e-7,
  });
});

test('x³ at 2 with the wrong slope 12.5', () => {
  const wrong = { value: (x: number) => x * x * x, gradient: () => 12.5 };
  const { verdict, relativeError, variables } = checkGradient(wrong, { at: 2, ...textbook });
  expect(verdict).toBe('mismatch');
  expect(relativeError).toBe(0.020408163528374434);
  expect(variables[0].worst).toEqual([
    {
      coordinate: 'x',
      index: [],
      analytic: 12.5,
      numeric: 11.99999999368373,
      bar: variables[0].bars[0],
      relativeError: 0.020408163528374434,
      verdict: 'mismatch',
      ladder: [
        {
          step: 1e-7,
          central: 11.99999999368373,
          right: ((2 + 1e-7) ** 3 - 8) / 1e-7,
          left: (8 - (2 - 1e-7) ** 3) / 1e-7,
          noise: expect.closeTo(1.26e-8, 9),
        },
      ],
    },
  ]);
});

test('another epsilon gives other digits', () => {
  const cube = { value: (x: number) => x * x * x, gradient: (x: number) => 3 * x * x };
  const { relativeError, variables } = checkGradient(cube, { at: 2, epsilon: 1e-5, threshold: 1 });
  expect(variables[0].numeric).toEqual(Float64Array.of(12.00000000021184));
  expect(relativeError).toBe(8.826643120033626e-12);
});

test('a quotient: 1/(1 + x²) at 0.7', () => {
  const witch = {
    value: (x: number) => 1 / (1 + x * x),
    gradient: (x: number) => (-2 * x) / ((1 + x * x) * (1 + x * x)),
  };
  const { verdict, relativeError, variables } = checkGradient(witch, { at: 0.7, ...textbook });
  expect(verdict).toBe('match');
  expect(variables[0].analytic).toEqual(Float64Array.of(-0.6306022251249943));
  expect(variables[0].numeric).toEqual(Float64Array.of(-0.6306022248825371));
  expect(relativeError).toBe(1.9224255468995656e-10);
});

// x²y + yz at a point none of whose numbers is a sum of few powers of two
const at = [0.1, -0.7, 1.3];
const value = ([x, y, z]: readonly number[]) => x * x * y + y * z;

test('three coordinates, unrolled by hand', () => {
  const gradient = ([x, y, z]: readonly number[]) => [2 * x * y, x * x + z, y];
  const [x, y, z, e] = [0.1, -0.7, 1.3, 1e-7];
  const n0 = ((x + e) * (x + e) * y + y * z - ((x - e) * (x - e) * y + y * z)) / (2 * e);
  const n1 = (x * x * (y + e) + (y + e) * z - (x * x * (y - e) + (y - e) * z)) / (2 * e);
  const n2 = (x * x * y + y * (z + e) - (x * x * y + y * (z - e))) / (2 * e);
  const [a0, a1, a2] = [2 * x * y, x * x + z, y];
  const [d0, d1, d2] = [a0 - n0, a1 - n1, a2 - n2];
  const error =
    Math.sqrt(d0 * d0 + d1 * d1 + d2 * d2) /
    (Math.sqrt(a0 * a0 + a1 * a1 + a2 * a2) + Math.sqrt(n0 * n0 + n1 * n1 + n2 * n2));
  expect([n0, n1, n2]).toEqual([-0.1400000004814217, 1.309999999032918, -0.7000000007417739]);
  expect(error).toBe(4.3919013093045067e-10);

  const check = checkGradient({ value, gradient }, { at, ...textbook });
  expect(check.verdict).toBe('match');
  expect(check.relativeError).toBe(4.3919013093045067e-10);
  expect(check.variables[0].numeric).toEqual(Float64Array.of(n0, n1, n2));
  expect(check.variables[0].relativeError).toBe(4.3919013093045067e-10);
});

test.each([
  {
    mistake: 'the sign of one coordinate turned',
    gradient: ([x, y, z]: readonly number[]) => [2 * x * y, x * x + z, -y],
    relativeError: 0.4692072644480559,
    coordinate: 'x[2]',
    own: 1,
  },
  {
    mistake: 'a factor 2 left out of one coordinate',
    gradient: ([x, y, z]: readonly number[]) => [x * y, x * x + z, y],
    relativeError: 0.02349922877669867,
    coordinate: 'x[0]',
    own: 0.33333333486165617,
  },
])('three coordinates, $mistake', ({ gradient, relativeError, coordinate, own }) => {
  const check = checkGradient({ value, gradient }, { at, ...textbook });
  expect(check.verdict).toBe('mismatch');
  expect(check.relativeError).toBe(relativeError);
  const { wrong, worst } = check.variables[0];
  expect(wrong).toBe(1);
  expect(worst.map((one) => [one.coordinate, one.relativeError])).toEqual([[coordinate, own]]);
});

test('two variables are measured each on its own, and together', () => {
  interface Point {
    readonly xy: readonly number[];
    readonly z: number;
  }
  const pair = {
    value: ({ xy: [x, y], z }: Point) => x * x * y + y * z,
    gradient: ({ xy: [x, y], z }: Point) => ({ xy: [2 * x * y, x * x + z], z: y }),
  };
  const check = checkGradient(pair, { at: { xy: [0.1, -0.7], z: 1.3 }, ...textbook });
  expect(check.variables.map(({ path, relativeError }) => [path, relativeError])).toEqual([
    ['xy', 4.099876547926774e-10],
    ['z', 5.298385537025715e-10],
  ]);
  expect(check.relativeError).toBe(4.3919013093045067e-10);
});

test('a point in a Float32Array moves to the numbers it can hold; the division is by 2ε all the same', () => {
  const square = {
    value: ([x]: Float32Array) => x * x,
    gradient: ([x]: Float32Array) => [2 * x],
  };
  // 0.1, 0.1 + 0.001 and 0.1 − 0.001 as float32 holds them
  const [x, right, left] = [0.10000000149011612, 0.10100000351667404, 0.0989999994635582];
  const numeric = (right * right - left * left) / (2 * 1e-3);
  const options = { at: Float32Array.of(0.1), epsilon: 1e-3, threshold: 1e-5 };
  const { verdict, relativeError, variables } = checkGradient(square, options);
  expect(numeric).toBe(0.20000040829182275);
  expect(variables[0].numeric).toEqual(Float64Array.of(numeric));
  expect(variables[0].analytic).toEqual(Float64Array.of(2 * x));
  expect(relativeError).toBe(1.0132779344484278e-6);
  expect(verdict).toBe('match');
});

test('at the usual epsilon float32 leaves nothing right: x has slope 1.19 at 1', () => {
  const identity = { value: ([x]: Float32Array) => x, gradient: () => [1] };
  const check = checkGradient(identity, { at: Float32Array.of(1), ...textbook });
  expect(check.variables[0].numeric).toEqual(Float64Array.of(1.1920928955078125));
  expect(check.relativeError).toBe(0.08762990651603428);
  expect(check.verdict).toBe('mismatch');
});

test('a correct gradient beside an offset is a mismatch, as the textbook has it', () => {
  const offset = { value: (x: number) => 1e6 + x * x, gradient: (x: number) => 2 * x };
  const { verdict, relativeError, variables } = checkGradient(offset, { at: 1, ...textbook });
  expect(variables[0].numeric).toEqual(Float64Array.of(2.00001522898674));
  expect(relativeError).toBe(3.807232189955942e-6);
  expect(verdict).toBe('mismatch');
});
