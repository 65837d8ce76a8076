import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheck } from '../../src/index.ts';

describe('whatever the function and its containers, the record depends neither on concurrency nor on `values`', () => {
  const numbers = fc.double({ min: -3, max: 3, noNaN: true });
  const row = fc.array(numbers, { minLength: 1, maxLength: 5 });
  const matrix = fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(numbers, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    );
  const container = fc.oneof(
    numbers,
    row,
    row.map((x) => Float64Array.from(x)),
    row.map((x) => Float32Array.from(x)),
    row.map((x) => ({ data: Float64Array.from(x), shape: [x.length, 1] })),
    matrix,
    fc.record({ a: numbers, w: matrix, b: row.map((x) => Float32Array.from(x)) }),
    fc.tuple(row, fc.record({ c: row })).map(([x, y]) => [{ x }, y]),
  );

  type Law = {
    readonly weights: readonly number[];
    readonly frequency: number;
    readonly wrong: number;
  };

  const valueBy =
    ({ weights, frequency }: Law) =>
    (point: unknown): number =>
      leavesOf(point).reduce(
        (sum, x, i, all) =>
          sum +
          weights[i % weights.length] *
            Math.sin(frequency * x) *
            Math.cos(all[(i + 1) % all.length]),
        0,
      );
  const gradientBy =
    ({ weights, frequency, wrong }: Law) =>
    (point: unknown): unknown => {
      const all = leavesOf(point);
      const n = all.length;
      const weight = (i: number) => weights[i % weights.length];
      const slopeAt = (k: number) => {
        const before = (k + n - 1) % n;
        const own =
          weight(k) * frequency * Math.cos(frequency * all[k]) * Math.cos(all[(k + 1) % n]);
        return own - weight(before) * Math.sin(frequency * all[before]) * Math.sin(all[k]);
      };
      return filledWith(point, all.map((_, k) => slopeAt(k) * (k === wrong ? -1 : 1)).values());
    };

  function leavesOf(point: unknown): readonly number[] {
    if (typeof point === 'number') return [point];
    if (ArrayBuffer.isView(point)) return [...(point as Float64Array)];
    const parts =
      'data' in (point as object)
        ? [(point as { data: unknown }).data]
        : Object.values(point as object);
    return parts.flatMap(leavesOf);
  }

  function filledWith(point: unknown, numbers: Iterator<number>): unknown {
    if (typeof point === 'number') return numbers.next().value;
    if (ArrayBuffer.isView(point)) return (point as Float64Array).map(() => numbers.next().value);
    if (Array.isArray(point)) return point.map((part) => filledWith(part, numbers));
    const { shape, ...parts } = point as Record<string, unknown>;
    const filled = Object.entries(parts).map(([key, part]) => [key, filledWith(part, numbers)]);
    return { ...(shape !== undefined && { shape }), ...Object.fromEntries(filled) };
  }

  const law = fc.record({
    weights: fc.array(fc.double({ min: 0.5, max: 2, noNaN: true }), { minLength: 1, maxLength: 3 }),
    frequency: fc.double({ min: 0.5, max: 4, noNaN: true }),
    wrong: fc.integer({ min: -3, max: 4 }),
  });
  const options = fc.record(
    {
      coordinates: fc.integer({ min: 1, max: 6 }),
      maxEvaluations: fc.integer({ min: 1, max: 60 }),
      epsilon: fc.constant(1e-5),
      seed: fc.nat({ max: 1000 }),
    },
    { requiredKeys: [] },
  );

  test('eight at once, and all in one call', async () => {
    const verdicts = new Set<string>();
    const everyWay = fc.asyncProperty(container, law, options, async (at, said, given) => {
      const [value, gradient] = [valueBy(said), gradientBy(said)];
      const check = (subject: object, concurrency = 1): unknown =>
        checkGradient(subject, { at, concurrency, ...given });
      const expected = check({ value, gradient }) as GradientCheck;
      const later = async (point: unknown) => value(await point);
      const values = (points: unknown[]) => points.map(value);
      expect(check({ value, gradient, values })).toEqual(expected);
      for (const concurrency of [1, 3, 8])
        expect(await check({ value: later, gradient }, concurrency)).toEqual(expected);
      expect(
        await check(
          { value: later, gradient, values: async (points: unknown[]) => values(points) },
          8,
        ),
      ).toEqual(expected);
      verdicts.add(expected.verdict);
    });
    await fc.assert(everyWay, { seed: 10, numRuns: 150 });
    expect([...verdicts].sort()).toEqual(['inconclusive', 'match', 'mismatch']);
  });
});
