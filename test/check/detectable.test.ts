import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheck, type Verdict } from '../../src/index.ts';
import { type ZooSubject, zoo } from '../zoo/zoo.ts';

// What a pass promises: a mistake a little above the smallest detectable error cannot pass. One below may, and mostly does.

/** One subject in so many of those without noise. */
const oneIn = 4;

interface Healthy {
  readonly subject: ZooSubject;
  readonly check: GradientCheck;
}

/** Subgradients are no mistakes, and float32 behind a float64 façade shows only once something disagrees. */
const healthy: readonly Healthy[] = zoo()
  .filter(({ tags, precision }) => !tags.includes('kink') && precision !== 'hidden-float32')
  .filter(({ precision }, i) => precision === 'noisy' || i % oneIn === 0)
  .map((subject) => ({ subject, check: checkGradient(subject, { at: subject.at }) }))
  .filter(({ check }) => check.verdict === 'match' && check.coverage.smallestDetectable < 0.1);

type Shape = (analytic: readonly number[]) => readonly number[];

/** The directions a mistake may have: proportional, in one coordinate, in all with either sign. */
const SHAPES: Readonly<Record<string, Shape>> = {
  'a factor': (a) => a,
  'the largest coordinate': (a) => unit(a, Math.max(...a.map(Math.abs))),
  'the smallest coordinate': (a) => unit(a, Math.min(...a.map(Math.abs))),
  'all coordinates alike': (a) => a.map((_, i) => (i % 2 === 0 ? 1 : -1)),
};

function unit(analytic: readonly number[], size: number): readonly number[] {
  const at = analytic.findIndex((value) => Math.abs(value) === size);
  return analytic.map((_, i) => (i === at ? 1 : 0));
}

/** The verdict on a gradient that is off by so many times the smallest detectable error. */
function verdictOn({ subject, check }: Healthy, shape: Shape, times: number): Verdict {
  const [{ analytic, numeric, smallestDetectable }] = check.variables;
  const error = shape([...analytic]);
  const size = times * smallestDetectable * (Math.hypot(...analytic) + Math.hypot(...numeric));
  const wrong = analytic.map((a, i) => a + (size * error[i]) / Math.hypot(...error));
  const inFormat = subject.precision === 'float32' ? Float32Array.from(wrong) : wrong;
  const { value, at } = subject;
  return checkGradient({ value, gradient: () => inFormat.slice() }, { at }).verdict;
}

/** Rounding inside that is larger than the value's own, as single precision leaves it, shows only once something disagrees. */
const isNoisy = ({ subject: { precision, tags } }: Healthy) =>
  precision !== 'float64' || tags.includes('cancellation');
const quiet = healthy.filter((one) => !isNoisy(one));
const noisy = healthy.filter(isNoisy);

describe('an error just above the smallest detectable one does not pass', () => {
  // a wrong gradient has more steps looked at than a right one, and those may show noise that widens the bars, and raises the threshold
  test.each(Object.entries(SHAPES))('in %s: at most two of a hundred', (_, shape) => {
    const passed = quiet.filter((one) => verdictOn(one, shape, 2) === 'match');
    expect(passed.length, passed.map(({ subject }) => subject.name).join(', ')).toBeLessThanOrEqual(
      0.02 * quiet.length,
    );
    expect(quiet.length).toBeGreaterThan(60);
  });

  test('under noise, or in single precision, of which bars cover all but a few per cent: at most one of twenty', () => {
    const shapes = Object.values(SHAPES);
    const passed = shapes.flatMap((shape) =>
      noisy.filter((one) => verdictOn(one, shape, 2) === 'match'),
    );
    expect(passed.length).toBeLessThanOrEqual(0.05 * shapes.length * noisy.length);
    expect(noisy.length).toBeGreaterThan(30);
  });
});

test('of half that size most factors pass in float64, so the promise is not idle', () => {
  const exact = quiet.filter(({ subject }) => subject.precision === 'float64');
  const passed = exact.filter((one) => verdictOn(one, SHAPES['a factor'], 0.5) === 'match');
  expect(passed.length).toBeGreaterThan(0.8 * exact.length);
});

describe('what was compared decides it', () => {
  const at = [1, 2, 3];
  const squares = { value: (x: number[]) => x.reduce((s, v) => s + v * v, 0) };
  const subject = { ...squares, gradient: (x: number[]) => x.map((v) => 2 * v) };
  const detectable = (options: object) =>
    checkGradient(subject, { at, ...options }).variables[0].smallestDetectable;

  test('the threshold, and little else where f is smooth', () => {
    expect(detectable({})).toBeCloseTo(1e-7, 8);
    expect(detectable({ threshold: 1e-3 })).toBeCloseTo(1e-3, 5);
  });

  test('the bars, where f is noisy', () => {
    const noisy = {
      value: (x: number[]) => squares.value(x) * (1 + 1e-10 * Math.sin(1e15 * x[0] * x[1] * x[2])),
      gradient: subject.gradient,
    };
    const { verdict, variables } = checkGradient(noisy, { at });
    expect(verdict).toBe('match');
    expect(variables[0].smallestDetectable).toBeGreaterThan(1.2e-7);
    expect(variables[0].smallestDetectable).toBeLessThan(1e-4);
  });

  test('the threshold and round-off in the textbook procedure, which raises nothing', () => {
    expect(detectable({ epsilon: 1e-4 })).toBeGreaterThan(1e-7);
    expect(detectable({ epsilon: 1e-4 })).toBeLessThan(1.001e-7);
    // 2⁻⁵³·f/ε of round-off in each difference
    expect(detectable({ epsilon: 1e-9, threshold: 1e-6 })).toBeGreaterThan(1.05e-6);
  });

  test('the coordinates that were checked: of a sample directions through the others', () => {
    const long = Array.from({ length: 400 }, (_, k) => 1 + (k % 5));
    const { coverage } = checkGradient(subject, { at: long, coordinates: 9 });
    expect(coverage.checked).toBeLessThanOrEqual(9);
    // directions through all of them leave nothing open beside the threshold, but for several that cancel
    expect(coverage.smallestDetectable).toBe(1e-7);
    expect(coverage.missProbability).toBeLessThan(1e-3);
  });

  test('of several variables the worst, in the coverage', () => {
    const mixed = {
      value: ({ a, b }: { a: number[]; b: Float32Array }) =>
        squares.value(a) + squares.value([...b]),
      gradient: ({ a, b }: { a: number[]; b: Float32Array }) => ({
        a: subject.gradient(a),
        b: Float32Array.from(b, (v) => 2 * v),
      }),
    };
    const { coverage, variables } = checkGradient(mixed, {
      at: { a: at, b: Float32Array.of(1, 2) },
    });
    const [a, b] = variables.map(({ smallestDetectable }) => smallestDetectable);
    expect(b).toBeGreaterThan(1e-4);
    expect(a).not.toBe(b);
    expect(coverage.smallestDetectable).toBe(Math.max(a, b));
  });

  test('at a kink only errors beyond the slopes are errors, and no smaller ones are promised to be seen', () => {
    const relu = (slope: number) => ({
      value: ([x, y]: number[]) => Math.max(0, x) + y * y,
      gradient: ([, y]: number[]) => [slope, 2 * y],
    });
    const { verdict, variables } = checkGradient(relu(0.3), { at: [0, 1] });
    expect(verdict).toBe('match');
    const [{ smallestDetectable }] = variables;
    // the slopes are 1 apart, beside an analytic norm of ‖[0.3, 2]‖ and a numeric one of ‖[0.5, 2]‖
    expect(smallestDetectable).toBeCloseTo(1 / (Math.hypot(0.3, 2) + Math.hypot(0.5, 2)), 6);
    expect(checkGradient(relu(1), { at: [0, 1] }).verdict).toBe('match');
    expect(checkGradient(relu(1 + 1e-6), { at: [0, 1] }).verdict).toBe('mismatch');
    expect(checkGradient(relu(0.3 + 2), { at: [0, 1] }).verdict).toBe('mismatch');
  });

  test('where kinks are all there is nothing is promised', () => {
    const subject = { value: Math.abs, gradient: () => 0.5 };
    const { verdict, coverage } = checkGradient(subject, { at: 0 });
    expect([verdict, coverage.smallestDetectable]).toEqual(['match', 1]);
  });
});

describe('a variable whose gradient is zero wherever it was compared', () => {
  type Point = { used: number[]; unused: number[] };
  const subject = {
    value: ({ used }: Point) => used.reduce((s, v) => s + v ** 3, 0),
    gradient: ({ used, unused }: Point) => ({
      used: used.map((v) => 3 * v * v),
      unused: unused.map(() => 0),
    }),
  };
  const at = { used: [1, 2], unused: [3, 4, 5] };
  const calledOut = ({ variables }: GradientCheck) =>
    variables.filter(({ unverified }) => unverified).map(({ path }) => path);

  test('is a match, unverified, and does not spoil what the others promise', () => {
    const check = checkGradient(subject, { at });
    expect(check.verdict).toBe('match');
    expect(calledOut(check)).toEqual(['unused']);
    expect(check.variables[1].smallestDetectable).toBe(1);
    expect(check.coverage.smallestDetectable).toBeLessThan(2e-7);
  });

  test('so in the textbook procedure', () => {
    expect(calledOut(checkGradient(subject, { at, epsilon: 1e-4, threshold: 1e-4 }))).toEqual([
      'unused',
    ]);
  });

  test('alone promises nothing', () => {
    const check = checkGradient({ value: () => 7, gradient: () => [0, 0] }, { at: [1, 2] });
    expect([check.verdict, calledOut(check), check.coverage.smallestDetectable]).toEqual([
      'match',
      ['x'],
      1,
    ]);
  });

  test.each([
    ['a stationary point', ([x, y]: number[]) => (x - 1) ** 2 + (y - 2) ** 2, [1, 2], true],
    ['a dead ReLU', ([x, y]: number[]) => Math.max(0, x) + Math.max(0, y), [-1, -2], true],
    [
      'a ReLU on its kink, whose slopes differ',
      ([x, y]: number[]) => Math.max(0, x) + Math.max(0, y),
      [0, 0],
      false,
    ],
    [
      'one live unit beside a dead one',
      ([x, y]: number[]) => Math.max(0, x) + Math.max(0, y),
      [-1, 2],
      false,
    ],
  ])('%s', (_, value, point, unverified) => {
    const gradient = ([, y]: number[]) => [0, y === 2 && point[0] === -1 ? 1 : 0];
    const check = checkGradient({ value, gradient }, { at: point });
    expect(check.verdict).toBe('match');
    expect(check.variables[0].unverified).toBe(unverified);
  });

  test('in a sample is verified by directions through the others, which see what is not zero', () => {
    const size = 100;
    const sparse = {
      value: (x: number[]) => x[50] ** 2,
      gradient: (x: number[]) => x.map((v, i) => (i === 50 ? 2 * v : 0)),
    };
    const point = Array.from({ length: size }, () => 2);
    const [x] = checkGradient(sparse, { at: point, coordinates: 2 }).variables;
    expect([x.unverified, x.checked, x.total]).toEqual([false, 2, 100]);
    const forgotten = { ...sparse, gradient: (at: number[]) => at.map(() => 0) };
    expect(checkGradient(forgotten, { at: point, coordinates: 2 }).verdict).toBe('mismatch');
    const [all] = checkGradient(sparse, { at: point }).variables;
    expect(all.unverified).toBe(false);
  });

  test('is not what a gradient that is missing looks like', () => {
    const forgotten = {
      ...subject,
      gradient: () => ({ used: [0, 0], unused: [0, 0, 0] }),
    };
    const check = checkGradient(forgotten, { at });
    expect(check.verdict).toBe('mismatch');
    expect(calledOut(check)).toEqual(['unused']);
  });
});
