import { indexIn } from '../naming.ts';
import type { Row } from './scope.ts';

/** The rows that differ only in their place along one axis, together. */
export function groupedAlong(rows: readonly Row[], axis: number): readonly (readonly Row[])[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const { shape, path } = row.variable;
    const index = indexIn(shape, row.flat).map((at, k) => (k === axis ? '*' : at));
    const key = JSON.stringify([path, ...index]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

/** The mean over the rows of a group. */
export function mean(rows: readonly Row[], value: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + value(row), 0) / rows.length;
}

/** What is computed for a group, for each of its rows. */
export function byRow(
  groups: readonly (readonly Row[])[],
  value: (group: readonly Row[]) => number,
): ReadonlyMap<Row, number> {
  return new Map(
    groups.flatMap((group) => {
      const own = value(group);
      return group.map((row) => [row, own] as const);
    }),
  );
}
