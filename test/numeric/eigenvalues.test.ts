import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eigenvaluesOf } from '../../src/numeric/eigenvalues.ts';

const symmetric = fc.integer({ min: 1, max: 7 }).chain((n) =>
  fc
    .array(fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: n, maxLength: n }), {
      minLength: n,
      maxLength: n,
    })
    .map((rows) => rows.map((row, i) => row.map((_, j) => rows[Math.max(i, j)][Math.min(i, j)]))),
);

test('their sum is the trace, and the sum of their squares that of all entries', () => {
  fc.assert(
    fc.property(symmetric, (rows) => {
      const values = eigenvaluesOf(rows);
      const sum = (of: readonly number[]) => of.reduce((total, one) => total + one, 0);
      expect(sum([...values])).toBeCloseTo(sum(rows.map((row, i) => row[i])), 9);
      const squares = sum(rows.flat().map((entry) => entry * entry));
      expect(sum([...values].map((one) => one * one))).toBeCloseTo(squares, 8);
      expect([...values]).toEqual([...values].sort((a, b) => a - b));
    }),
  );
});

test('of a matrix that is known', () => {
  const second = [0, 1, 2, 3, 4].map((i) =>
    [0, 1, 2, 3, 4].map((j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0)),
  );
  // 2 − 2 cos(kπ / 6)
  const known = [1, 2, 3, 4, 5].map((k) => 2 - 2 * Math.cos((k * Math.PI) / 6));
  eigenvaluesOf(second).forEach((value, k) => {
    expect(value).toBeCloseTo(known[k], 12);
  });
});
