import fc from 'fast-check';
import { expect, test } from 'vitest';
import { colouringOf } from '../../src/numeric/colouring.ts';
import { columnsIn, type Pattern, turned } from '../../src/numeric/pattern.ts';

function patternOf(rows: readonly (readonly number[])[], width: number): Pattern {
  const starts = new Uint32Array(rows.length + 1);
  for (const [i, row] of rows.entries()) starts[i + 1] = starts[i] + row.length;
  return { starts, columns: Uint32Array.from(rows.flat()), width };
}

const patterns = fc.integer({ min: 1, max: 12 }).chain((width) =>
  fc.array(fc.uniqueArray(fc.nat(width - 1)), { minLength: 1, maxLength: 12 }).map((rows) =>
    patternOf(
      rows.map((row) => [...row].sort((a, b) => a - b)),
      width,
    ),
  ),
);

const rowsOf = (pattern: Pattern) =>
  Array.from({ length: pattern.starts.length - 1 }, (_, i) => [...columnsIn(pattern, i)]);

test('no row has two columns of one colour, and every column has one', () => {
  fc.assert(
    fc.property(patterns, fc.boolean(), (pattern, isReversed) => {
      const order = [...Array(pattern.width).keys()];
      const { colours, groups } = colouringOf(pattern, isReversed ? order.reverse() : order);
      for (const row of rowsOf(pattern)) {
        const own = row.map((column) => colours[column]);
        expect(new Set(own).size).toBe(own.length);
      }
      expect(groups.flatMap((group) => [...group]).sort((a, b) => a - b)).toEqual([
        ...Array(pattern.width).keys(),
      ]);
      for (const [colour, group] of groups.entries())
        for (const column of group) expect(colours[column]).toBe(colour);
    }),
  );
});

test('a pattern turned twice is what it was', () => {
  fc.assert(
    fc.property(patterns, (pattern) => {
      expect(rowsOf(turned(turned(pattern)))).toEqual(rowsOf(pattern));
    }),
  );
});

const around = (offsets: readonly number[], size: number) =>
  Array.from({ length: size }, (_, i) =>
    offsets.map((offset) => i + offset).filter((j) => j >= 0 && j < size),
  );

test.each([
  ['a diagonal', [0], 1],
  ['three diagonals', [-1, 0, 1], 3],
  ['seven diagonals', [-3, -2, -1, 0, 1, 2, 3], 7],
])('%s takes as many colours as it is wide', (_, offsets, count) => {
  expect(colouringOf(patternOf(around(offsets, 60), 60)).groups).toHaveLength(count);
});

test('the five points of a stencil take seven at the most', () => {
  const width = 30;
  const size = width * width;
  const rows = Array.from({ length: size }, (_, k) => [
    ...(k >= width ? [k - width] : []),
    ...(k % width > 0 ? [k - 1] : []),
    k,
    ...(k % width < width - 1 ? [k + 1] : []),
    ...(k < size - width ? [k + width] : []),
  ]);
  expect(colouringOf(patternOf(rows, size)).groups.length).toBeLessThanOrEqual(7);
});

test('a full row takes a colour for each column', () => {
  expect(colouringOf(patternOf([[0, 1, 2, 3], [1]], 4)).groups).toHaveLength(4);
});
