import type { Rows } from './vector-slips.ts';
import type { VectorFunction } from './vectors.ts';

export type Vector = readonly number[];
/** A product: of a Jacobian with a vector. */
export type Times = (rows: Rows, vector: Vector) => number[];

export const forwards: Times = (rows, v) =>
  rows.map((row) => row.reduce((sum, entry, j) => sum + entry * v[j], 0));
export const backwards: Times = (rows, w) =>
  rows[0].map((_, j) => rows.reduce((sum, row, i) => sum + row[j] * w[i], 0));

/** Slips of the matrix: in an entry, in a row or a column, in all of it. */
function matrixSlips(rows: Rows): readonly (readonly [name: string, rows: Rows])[] {
  const entries = rows.flatMap((row, i) =>
    row.map((entry, j) => {
      const wrong = entry === 0 ? 1 : 1.01 * entry;
      const put = rows.map((r, a) => r.map((e, b) => (a === i && b === j ? wrong : e)));
      return [`entry ${i},${j} ${entry === 0 ? '+ 1' : '× 1.01'}`, put] as const;
    }),
  );
  const isSquare = rows.length === rows[0].length;
  const whole: (readonly [string, Rows])[] = [
    ['doubled', rows.map((row) => row.map((entry) => 2 * entry))],
    ['negated', rows.map((row) => row.map((entry) => -entry))],
    ['without its last row', rows.map((row, i) => (i < rows.length - 1 ? row : row.map(() => 0)))],
    ['without its first column', rows.map((row) => row.map((entry, j) => (j > 0 ? entry : 0)))],
    ['with a factor in each row', rows.map((row, i) => row.map((entry) => entry / (i + 2)))],
  ];
  const turned: Rows = rows[0].map((_, j) => rows.map((row) => row[j]));
  const all = [...entries, ...whole, ...(isSquare ? [['transposed', turned] as const] : [])];
  return all.filter(([, wrong]) => wrong.flat().some((entry, k) => entry !== rows.flat()[k]));
}

/** Slips of the product that no unit vector shows, and those that are no linear map. */
const PRODUCT_SLIPS: Readonly<Record<string, (times: Times) => Times>> = {
  'clips the vector': (times) => (rows, v) =>
    times(
      rows,
      v.map((x) => Math.max(-5, Math.min(5, x))),
    ),
  'normalises the vector': (times) => (rows, v) =>
    times(
      rows,
      v.map((x) => x / Math.hypot(...v)),
    ),
  'takes |v|': (times) => (rows, v) => times(rows, v.map(Math.abs)),
  'takes v²': (times) => (rows, v) =>
    times(
      rows,
      v.map((x) => x * Math.abs(x)),
    ),
  'has a dead zone': (times) => (rows, v) =>
    times(
      rows,
      v.map((x) => (Math.abs(x) < 1e-4 ? 0 : x)),
    ),
  'rounds to whole numbers': (times) => (rows, v) => times(rows, v.map(Math.round)),
  'adds a constant': (times) => (rows, v) => times(rows, v).map((y) => y + 1e-3),
  'adds a product of two': (times) => (rows, v) => {
    const [first = 0, second = first] = v;
    return times(rows, v).map((y) => y * (1 + 1e-3 * first * second));
  },
};

/** A product that is wrong in some way. */
export interface Wrong {
  readonly name: string;
  readonly product: (x: Vector, vector: Vector) => number[];
}

/** Every slip of a product: of the matrix, of the map, and of what it leaves behind. */
export function productSlips(
  { jacobian }: VectorFunction,
  at: Vector,
  times: Times,
): readonly Wrong[] {
  return [
    ...matrixSlips(jacobian(at)).map(([name, rows]) => ({
      name,
      product: (_: Vector, v: Vector) => times(rows, v),
    })),
    ...Object.entries(PRODUCT_SLIPS).map(([name, slip]) => ({
      name,
      product: (x: Vector, v: Vector) => slip(times)(jacobian(x), v),
    })),
    { name: ACCUMULATES, product: accumulating(jacobian, times) },
  ];
}

export const ACCUMULATES = 'adds to the call before';

function accumulating(jacobian: VectorFunction['jacobian'], times: Times): Wrong['product'] {
  let kept: number[] = [];
  return (x, v) => {
    kept = times(jacobian(x), v).map((y, i) => y + (kept[i] ?? 0));
    return kept;
  };
}
