/** A matrix, row by row. */
export type Rows = readonly (readonly number[])[];

/** Every slip that changes the matrix at a point: in one entry, in a row or a column, in all of it. */
export function slipsOf(rows: Rows): readonly (readonly [name: string, rows: Rows])[] {
  const entries = rows.flatMap((row, i) =>
    row.flatMap((entry, j) =>
      [1.01 * entry, -entry, entry + 1, 0, 1.0001 * entry].map(
        (wrong, k) =>
          [
            `entry ${i},${j} ${['× 1.01', 'negated', '+ 1', 'forgotten', '× 1.0001'][k]}`,
            put(rows, { i, j, wrong }),
          ] as const,
      ),
    ),
  );
  const whole = [
    ['rows turned round', [...rows].reverse()],
    ['columns turned round', rows.map((row) => [...row].reverse())],
    ['doubled', rows.map((row) => row.map((entry) => 2 * entry))],
    [
      'the last row forgotten',
      rows.map((row, i) => (i < rows.length - 1 ? row : row.map(() => 0))),
    ],
    ['the first column forgotten', rows.map((row) => row.map((entry, j) => (j > 0 ? entry : 0)))],
    ['transposed', rows[0].map((_, j) => rows.map((row) => row[j]))],
  ] as const;
  return [...entries, ...whole].filter(([, wrong]) => !isSame(wrong, rows));
}

function put(rows: Rows, { i, j, wrong }: { i: number; j: number; wrong: number }): Rows {
  return rows.map((row, r) => row.map((entry, c) => (r === i && c === j ? wrong : entry)));
}

/** A row that is off by no more than this is not wrong to anybody's threshold. */
const NOTHING = 1e-6;

function isSame(one: Rows, other: Rows): boolean {
  return (
    one.length === other.length &&
    one.every((row, i) => row.length === other[i].length && differenceOf(row, other[i]) <= NOTHING)
  );
}

/** ‖a − b‖ / (‖a‖ + ‖b‖), 0 of zeros. */
function differenceOf(a: readonly number[], b: readonly number[]): number {
  const apart = Math.hypot(...a.map((x, k) => x - b[k]));
  return apart === 0 ? 0 : apart / (Math.hypot(...a) + Math.hypot(...b));
}
