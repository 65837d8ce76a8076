import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheckOptions } from '../../src/index.ts';

/** A step that is a power of two: differences of small polynomials come out exact. */
const exact = { epsilon: 2 ** -10, threshold: 1e-7 };

/** The next larger and the next smaller double. */
const up = (x: number) => x + 2 ** (Math.floor(Math.log2(x)) - 52);
const down = (x: number) => x - 2 ** (Math.floor(Math.log2(x)) - 52);

describe('the formula at its ends', () => {
  const line = (slopes: readonly number[], claimed: readonly number[]) => ({
    value: (x: readonly number[]) => slopes.reduce((sum, slope, k) => sum + slope * x[k], 0),
    gradient: () => claimed,
  });

  test.each<[string, number[], number[], number, string]>([
    ['equal', [3, -2], [3, -2], 0, 'match'],
    ['both zero', [0, 0], [0, 0], 0, 'match'],
    ['analytic zero', [3, -2], [0, 0], 1, 'mismatch'],
    ['numeric zero', [0, 0], [3, -2], 1, 'mismatch'],
    ['sign flipped', [3, -2], [-3, 2], 1, 'mismatch'],
    ['doubled', [3, -4], [6, -8], 1 / 3, 'mismatch'],
    ['three quarters', [3, -4], [2.25, -3], 1 / 7, 'mismatch'],
    ['swapped', [3, 4], [4, 3], Math.sqrt(2) / 10, 'mismatch'],
  ])('%s', (_, slopes, claimed, relativeError, verdict) => {
    const check = checkGradient(line(slopes, claimed), { at: [1, 2], ...exact });
    expect([check.relativeError, check.verdict]).toEqual([relativeError, verdict]);
  });

  test('a threshold of 1 lets even a flipped sign through: it is the largest relative error there is', () => {
    const flipped = line([3, -2], [-3, 2]);
    expect(checkGradient(flipped, { at: [1, 2], ...exact, threshold: 1 }).verdict).toBe('match');
    const below = { at: [1, 2], ...exact, threshold: 1 - 2 ** -53 };
    expect(checkGradient(flipped, below).verdict).toBe('mismatch');
  });

  test.each([2 ** 660, 2 ** -660])('norms of size %s neither overflow nor vanish', (size) => {
    const check = checkGradient(line([3 * size, -4 * size], [6 * size, -8 * size]), {
      at: [1, 2],
      ...exact,
    });
    expect(check.relativeError).toBe(1 / 3);
  });
});

describe('the threshold', () => {
  const cube = { value: (x: number) => x * x * x, gradient: (x: number) => 3 * x * x };
  // computed with exact rational arithmetic (Python fractions)
  const error = 2.6317792396744613e-10;

  test('is kept by a relative error equal to it, and exceeded by one ulp more', () => {
    const verdictAt = (threshold: number) =>
      checkGradient(cube, { at: 2, epsilon: 1e-7, threshold }).verdict;
    expect(verdictAt(error)).toBe('match');
    expect(verdictAt(up(error))).toBe('match');
    expect(verdictAt(down(error))).toBe('mismatch');
  });

  test('is never raised, also where the step can resolve nothing', () => {
    const offset = { value: (x: number) => 1e15 + x * x, gradient: (x: number) => 2 * x };
    const check = checkGradient(offset, { at: 1, epsilon: 1e-7, threshold: 1e-7 });
    expect([check.threshold, check.thresholdReason, check.resolution]).toEqual([
      1e-7,
      undefined,
      1,
    ]);
    expect(check.verdict).toBe('mismatch');
  });

  test('without one the default of the format holds, and is not raised either', () => {
    const wide = { value: (x: ArrayLike<number>) => x[0] * x[0], gradient: () => [2] };
    const narrow = { at: Float32Array.of(1), epsilon: 2 ** -10 };
    expect(checkGradient(wide, { at: [1], epsilon: 2 ** -10 }).threshold).toBe(1e-7);
    expect(checkGradient(wide, narrow).threshold).toBe(1e-4);
  });

  test('is a bound on the norm: a coordinate too small to show in it may be wrong', () => {
    const value = ([x, y]: readonly number[]) => x + 2 ** -40 * y;
    const check = checkGradient(
      { value, gradient: () => [1, 2 ** -39] },
      { at: [1, 0], epsilon: 0.25, threshold: 1e-7 },
    );
    expect(check.verdict).toBe('match');
    expect(check.variables[0].wrong).toBe(0);
  });
});

test('`wrong` counts the coordinates whose own relative error exceeds the threshold', () => {
  // slopes 1 to 5; the third is claimed twice as large, the fifth lost, the second off by half the threshold
  const value = ([a, b, c, d, e]: readonly number[]) => a + 2 * b + 3 * c + 4 * d + 5 * e;
  const gradient = () => [1, 2 + 2e-3, 6, 4, 0];
  const check = checkGradient(
    { value, gradient },
    { at: [0, 0, 0, 0, 0], ...exact, threshold: 1e-3 },
  );
  const [x] = check.variables;
  expect(x.wrong).toBe(2);
  expect(x.worst.map(({ coordinate, relativeError }) => [coordinate, relativeError])).toEqual([
    ['x[4]', 1],
    ['x[2]', 1 / 3],
  ]);
});

describe('where the value is not finite', () => {
  const log = { value: Math.log, gradient: (x: number) => 1 / x };

  test('a NaN beside the point is inconclusive, and names its coordinate', () => {
    const check = checkGradient(log, { at: 1e-8, epsilon: 1e-7, threshold: 1e-7 });
    expect(check.verdict).toBe('inconclusive');
    expect(check.variables[0].numeric).toEqual(Float64Array.of(Number.NaN));
    expect(check.reason).toMatchInlineSnapshot(
      `"no two steps along x agree: f is not finite around it, jumps, or oscillates faster than any step can follow; move the point"`,
    );
  });

  test('a NaN in the gradient is a mismatch: the difference is a number', () => {
    const lost = { value: (x: number) => x * x, gradient: () => Number.NaN };
    const check = checkGradient(lost, { at: 1, ...exact });
    expect([check.verdict, check.relativeError]).toEqual(['mismatch', Number.NaN]);
    expect(check.variables[0].wrong).toBe(1);
  });

  test('an infinite gradient is a mismatch with relative error 1', () => {
    const huge = { value: (x: number) => x * x, gradient: () => Number.POSITIVE_INFINITY };
    const check = checkGradient(huge, { at: 1, ...exact });
    expect([check.verdict, check.relativeError]).toEqual(['mismatch', 1]);
  });
});

describe('the evaluations', () => {
  function visits(at: unknown, options: GradientCheckOptions) {
    const seen: number[][] = [];
    const subject = {
      value: (x: ArrayLike<number>) => {
        seen.push(Array.from(x));
        return x[0];
      },
      gradient: () => [1, 0, 0],
    };
    const check = checkGradient(subject, { at, ...options });
    return { seen, ...check.evaluations };
  }

  test('are the point and 2n neighbours, each with one coordinate moved by exactly ε', () => {
    const [x, y, z, e] = [0.1, -1e-9, 3e8, 1e-7];
    expect(visits([x, y, z], { epsilon: 1e-7, threshold: 1e-7 })).toEqual({
      seen: [
        [x, y, z],
        [x + e, y, z],
        [x - e, y, z],
        [x, y + e, z],
        [x, y - e, z],
        [x, y, z + e],
        [x, y, z - e],
      ],
      value: 7,
      gradient: 2,
    });
  });

  test('are as many when the gradient is wrong, the value constant, or the point on a kink', () => {
    const counts = [
      { value: Math.abs, gradient: () => 5 },
      { value: () => 7, gradient: () => 1 },
      { value: () => Number.NaN, gradient: () => 1 },
    ].map((subject) => checkGradient(subject, { at: 0, epsilon: 1e-7 }).evaluations.value);
    expect(counts).toEqual([3, 3, 1]);
  });

  test('leave out the coordinates that are not asked for', () => {
    const { value } = visits([1, 2, 3], { epsilon: 1e-7, coordinates: 1 });
    expect(value).toBe(3);
  });
});

test('a kink is nothing special: |x| at 0 has the numeric slope 0, and its subgradient 1 is wrong', () => {
  const verdicts = [0, 1].map((slope) => {
    const subject = { value: Math.abs, gradient: () => slope };
    return checkGradient(subject, { at: 0, epsilon: 1e-7, threshold: 1e-7 }).verdict;
  });
  expect(verdicts).toEqual(['match', 'mismatch']);
});

// one step that is rounded away is not every step
test.fails('a value that one fixed step cannot move is not said to ignore its argument', () => {
  const identity = { value: ([x]: Float32Array) => x, gradient: () => [1] };
  const options = { at: Float32Array.of(1000), epsilon: 1e-7, threshold: 1e-7 };
  const { verdict, contract } = checkGradient(identity, options);
  expect([verdict, contract]).toEqual(['mismatch', []]);
});
