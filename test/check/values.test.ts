import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheck, type GradientCheckOptions } from '../../src/index.ts';

type Vector = number[];

const energy = (x: Vector) =>
  x.reduce((sum, xi, i) => sum + Math.sin(xi * (1 + i / 50)) + xi ** 3, 0);
const slopes = (x: Vector) =>
  x.map((xi, i) => Math.cos(xi * (1 + i / 50)) * (1 + i / 50) + 3 * xi * xi);
const flippedAt = (k: number) => (x: Vector) => slopes(x).map((g, i) => (i === k ? -g : g));
const at = Array.from({ length: 100 }, (_, i) => Math.sin(3 * i + 1));

/** The same subject with its values in one call, and how many points each call was given. */
function together(gradient: (x: Vector) => Vector = slopes, value = energy) {
  const calls: number[] = [];
  const values = (points: Vector[]) => {
    calls.push(points.length);
    return points.map(value);
  };
  return { calls, subject: { value, gradient, values } };
}

describe('many points in one call', () => {
  test('a hundred coordinates in a handful of calls, with the record of one by one', () => {
    const { calls, subject } = together();
    let single = 0;
    const value = (x: Vector) => {
      single += 1;
      return energy(x);
    };
    const check = checkGradient({ ...subject, value }, { at });
    expect(check).toEqual(checkGradient({ value: energy, gradient: slopes }, { at }));
    expect(check.evaluations.value).toBe(205);
    expect([calls, single]).toEqual([[200, 2], 3]);
  });

  test.each<[string, (x: Vector) => Vector, GradientCheckOptions]>([
    ['a wrong coordinate', flippedAt(40), {}],
    ['sampled', flippedAt(40), { coordinates: 9 }],
    ['the textbook', slopes, { epsilon: 1e-6, threshold: 1e-6 }],
    ['out of budget', slopes, { maxEvaluations: 50 }],
    ['out of budget between the two sides of a coordinate', slopes, { maxEvaluations: 52 }],
    ['textbook out of budget', slopes, { epsilon: 1e-6, maxEvaluations: 50 }],
    ['out of budget on a ladder', flippedAt(40), { maxEvaluations: 207 }],
  ])('%s: the record does not depend on it', async (_, gradient, options) => {
    const expected: GradientCheck = checkGradient({ value: energy, gradient }, { at, ...options });
    const { calls, subject } = together(gradient);
    expect(checkGradient(subject, { at, ...options })).toEqual(expected);
    expect(Math.max(...calls)).toBeGreaterThan(9);
    const later = {
      value: async (x: Vector) => energy(x),
      gradient,
      values: async (points: Vector[]) => points.map(energy),
    };
    for (const concurrency of [1, 8])
      expect(await checkGradient(later, { at, concurrency, ...options })).toEqual(expected);
  });

  test.each([
    { wrong: [], most: 12 },
    { wrong: [33_333], most: 15 },
    { wrong: [1234, 1235, 70_000], most: 24 },
    { wrong: Array.from({ length: 10 }, (_, j) => 10_001 * j + 5000), most: 50 },
  ])('of 100,000 coordinates, $wrong.length of them wrong, in few calls', ({ wrong, most }) => {
    const large = Float64Array.from({ length: 100_000 }, (_, i) => 1 + Math.sin(3 * i + 1));
    const value = (x: Float64Array) => x.reduce((sum, v) => sum + Math.sin(v) + v ** 3, 0);
    const gradient = large.map((v) => Math.cos(v) + 3 * v * v);
    for (const k of wrong) gradient[k] *= 1.5;
    const subject = { value, gradient: () => gradient };
    let calls = 0;
    const values = (points: Float64Array[]) => {
      calls += 1;
      return points.map(value);
    };
    const check = checkGradient({ ...subject, values }, { at: large });
    expect(check).toEqual(checkGradient(subject, { at: large }));
    expect(check.variables[0].worst).toHaveLength(wrong.length);
    expect(calls).toBeLessThanOrEqual(most);
  });

  test('every point counts: a limit is never exceeded', () => {
    for (let maxEvaluations = 1; maxEvaluations <= 260; maxEvaluations += 13) {
      const { calls, subject } = together(flippedAt(40));
      let single = 0;
      const value = (x: Vector) => {
        single += 1;
        return energy(x);
      };
      const check = checkGradient({ ...subject, value }, { at, maxEvaluations });
      const points = calls.reduce((sum, count) => sum + count, single);
      expect(points).toBe(check.evaluations.value);
      expect(points).toBeLessThanOrEqual(maxEvaluations);
    }
  });

  test('no more than 256 in a call', () => {
    const { calls, subject } = together();
    const long = Array.from({ length: 300 }, (_, i) => Math.cos(i));
    const check = checkGradient(subject, { at: long, coordinates: 'all' });
    expect([check.verdict, check.coverage.checked]).toEqual(['match', 300]);
    expect(calls.slice(0, 3)).toEqual([256, 256, 88]);
    expect(Math.max(...calls)).toBe(256);
  });

  test('values in a typed array', () => {
    const { subject } = together();
    const values = (points: Vector[]) => Float64Array.from(points, energy);
    expect(checkGradient({ ...subject, values }, { at })).toEqual(checkGradient(subject, { at }));
  });

  test('it is called as a method', () => {
    class Model {
      readonly factor = 2;
      value([x]: Vector) {
        return this.factor * x * x;
      }
      values(points: Vector[]) {
        return points.map(([x]) => this.factor * x * x);
      }
      gradient([x]: Vector) {
        return [2 * this.factor * x];
      }
    }
    expect(checkGradient(new Model(), { at: [3] }).verdict).toBe('match');
  });
});

describe('each point is in the structure that was given', () => {
  const sum = (numbers: Iterable<number>) => Array.from(numbers).reduce((s, x) => s + x * x, 0);

  test.each<[string, unknown, (point: never) => number, (point: never) => unknown]>([
    [
      'nested rows',
      [
        [1, 2],
        [3, 4],
      ],
      (m: number[][]) => sum(m.flat()),
      (m: number[][]) => m.map((row) => row.map((x) => 2 * x)),
    ],
    [
      'a record',
      { a: 1, b: Float32Array.of(2, 3) },
      ({ a, b }: { a: number; b: Float32Array }) => a * a + sum(b),
      ({ a, b }: { a: number; b: Float32Array }) => ({ a: 2 * a, b: b.map((x) => 2 * x) }),
    ],
    [
      'a tensor',
      { data: Float64Array.of(1, 2, 3), shape: [3, 1] },
      ({ data }: { data: Float64Array }) => sum(data),
      ({ data, shape }: { data: Float64Array; shape: number[] }) => ({
        data: data.map((x) => 2 * x),
        shape,
      }),
    ],
    ['a single number', 3, (x: number) => x * x, (x: number) => 2 * x],
  ])('%s', (_, at, value, gradient) => {
    const seen: unknown[] = [];
    const values = (points: never[]) => {
      for (const point of points) {
        seen.push(outline(point));
        expect(point).not.toBe(at);
      }
      expect(new Set(points).size).toBe(
        typeof at === 'number' ? new Set(points).size : points.length,
      );
      return points.map(value);
    };
    const check = checkGradient({ value, gradient, values }, { at });
    expect(check).toEqual(checkGradient({ value, gradient }, { at }));
    expect(check.verdict).toBe('match');
    expect(seen.length).toBeGreaterThan(1);
    for (const one of seen) expect(one).toEqual(outline(at));
  });

  /** A container with the kinds of its numbers in place of them. */
  function outline(point: unknown): unknown {
    if (ArrayBuffer.isView(point)) return [Object.prototype.toString.call(point), point.byteLength];
    if (Array.isArray(point)) return point.map(outline);
    if (typeof point !== 'object' || point === null) return typeof point;
    return Object.entries(point).map(([key, part]) => [key, outline(part)]);
  }
});

describe('what goes wrong', () => {
  const messageOf = (values: (points: Vector[]) => unknown) => {
    try {
      return checkGradient({ value: energy, gradient: slopes, values }, { at: [1, 2] }).verdict;
    } catch (error) {
      return String(error);
    }
  };
  const must = 'TypeError: `values` must give one number a point, 4 here, got';

  test.each<[string, (points: Vector[]) => unknown, string]>([
    ['too few', (points) => points.slice(1).map(energy), 'an array of length 3'],
    ['too many', (points) => [...points.map(energy), 0], 'an array of length 5'],
    ['nothing', () => undefined, 'undefined'],
    ['a sum of them', () => 7, '7'],
    [
      'one that is none',
      (points) => points.map((x, i) => (i === 2 ? '1' : energy(x))),
      '"1" for the point 2',
    ],
    ['arrays', (points) => points.map((x) => [energy(x)]), 'an array of length 1 for the point 0'],
    ['promises', (points) => points.map(async (x) => energy(x)), 'a promise for the point 0'],
  ])('%s', (_, values, got) => {
    expect(messageOf(values)).toBe(`${must} ${got}`);
  });

  test('the same when they come later', async () => {
    const values = async (points: Vector[]) => points.slice(1).map(energy);
    const check: unknown = checkGradient(
      { value: energy, gradient: slopes, values },
      { at: [1, 2] },
    );
    const message = await (check as Promise<unknown>).catch(String);
    expect(message).toBe(`${must} an array of length 3`);
  });

  test('NaN is a number that the check judges, as that of `value`', () => {
    const value = ([x, y]: Vector) => Math.log(x) + y;
    const gradient = ([x]: Vector) => [1 / x, 1];
    const values = (points: Vector[]) => points.map(value);
    for (const point of [
      [1e-7, 2],
      [3, Number.MIN_VALUE],
    ]) {
      const check = checkGradient({ value, gradient, values }, { at: point });
      expect(check).toEqual(checkGradient({ value, gradient }, { at: point }));
    }
    const nowhere = () => Number.NaN;
    const check = checkGradient(
      {
        value: (x: Vector) => (x[0] === 1 ? 1 : nowhere()),
        gradient: () => [1],
        values: (points: Vector[]) => points.map(nowhere),
      },
      { at: [1] },
    );
    expect(check.verdict).toBe('inconclusive');
  });

  test('points that it changes are named, and the numbers are right all the same', () => {
    const values = (points: Vector[]) =>
      points.map((point) => {
        const found = energy(point);
        point[1] = 99;
        return found;
      });
    const check = checkGradient({ value: energy, gradient: slopes, values }, { at: [1, 2] });
    expect(check.contract.map(({ id, title }) => [id, title])).toEqual([
      ['input-mutated', '`values` changes `x`, which it was given to read'],
    ]);
    expect(check.variables[0].verdict).toBe('match');
  });

  test('a point that it resizes is an error', () => {
    const values = (points: Vector[]) => points.map((point) => energy(point.splice(0)));
    expect(messageOf(values)).toBe(
      'TypeError: `values` must leave its argument as it was given, but replaced or resized `at`',
    );
  });

  test('the list of the points is its own', () => {
    const values = (points: Vector[]) => points.splice(0).map(energy);
    expect(messageOf(values)).toBe('match');
  });

  test('what it throws is thrown', () => {
    const refusal = new Error('no');
    const values = () => {
      throw refusal;
    };
    expect(() =>
      checkGradient({ value: energy, gradient: slopes, values }, { at: [1, 2] }),
    ).toThrow(refusal);
  });
});
