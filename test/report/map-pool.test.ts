import { expect, test } from 'vitest';
import {
  type Layout,
  layoutsOf,
  outputsDown,
  positionAlong,
  product,
} from '../../src/report/map-layout.ts';
import { pool } from '../../src/report/map-pool.ts';
import { ranksOf, UNCHECKED } from '../../src/report/map-ranks.ts';
import { variable } from './record.ts';

const SHAPES = [
  [30],
  [6, 7],
  [50, 2],
  [2, 50],
  [5, 1, 9],
  [8, 3, 8],
  [3, 9, 8, 2],
  [2, 8, 9, 3, 2],
  [3, 40],
  [4, 3, 41],
  [3, 40, 2],
];

/** The cells as they are defined: each has the worst of what it stands for. */
function byDefinition(
  ranks: ArrayLike<number>,
  { shape, layout, perCell }: { shape: number[]; layout: Layout; perCell: number },
) {
  const [rowOf, columnOf] = [layout.down, layout.across].map((axes) => {
    const place = positionAlong(axes, { shape });
    return (flat: number) => Math.floor(place(flat) / perCell);
  });
  const columns = Math.ceil(product(layout.across.map((axis) => shape[axis])) / perCell);
  const rows = Math.ceil(product(layout.down.map((axis) => shape[axis])) / perCell);
  const cells = Array<number>(rows * columns).fill(UNCHECKED);
  for (let flat = 0; flat < ranks.length; flat++) {
    const cell = rowOf(flat) * columns + columnOf(flat);
    cells[cell] = Math.max(cells[cell], ranks[flat]);
  }
  return cells;
}

test.each(SHAPES.map((shape) => ({ shape })))(
  'each cell has the worst of what it stands for: $shape',
  ({ shape }) => {
    const size = product(shape);
    const numeric = Array.from({ length: size }, (_, k) => Math.cos(3 * k + 1));
    const errors = [0, 0, 0, 0, 1e-5, 1e-3, 0, 0.05, 0, 0.5];
    const analytic = numeric.map((v, k) => v * (1 + errors[((k * 2654435761) % 97) % 10]));
    const ranks = ranksOf(variable({ path: 'W', shape, numeric, analytic }));
    expect(new Set(ranks.ranks).size).toBeGreaterThan(2);
    const halves = shape.map((_, axes) => outputsDown(shape, { axes }));
    for (const layout of [...layoutsOf(shape), ...halves])
      for (const perCell of [1, 3, 4]) {
        const grid = { shape, layout, rowsPerCell: perCell, columnsPerCell: perCell };
        const expected = byDefinition(ranks.ranks, { shape, layout, perCell });
        expect([...pool(ranks, grid).ranks]).toEqual(expected);
        const coordinates = Uint32Array.from(ranks.ranks, (_, k) => k);
        const each = { ...ranks, coordinates };
        expect([...pool(each, grid).ranks]).toEqual(expected);
      }
  },
);
