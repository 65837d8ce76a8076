import type { GradientPart } from './gradient-array.ts';
import type { Row } from './kinds.ts';
import type { GradientReading } from './subject.ts';
import type { ArrayNode } from './tree.ts';

/** Which parts of a gradient are held in arrays that will not keep them. */
export type Aliasing = Pick<GradientReading, 'aliasesPoint' | 'reused'>;

/** Watches the gradients that come in: for arrays that hold the point, and for arrays that came in before. */
export function watchAliasing(
  point: readonly ArrayNode[],
): (gradient: readonly GradientPart[]) => Aliasing {
  const sharesPoint = overlapWith(point.flatMap(({ cells }) => cells.rows));
  const seen = new WeakSet<Row>();
  return (gradient) => {
    const pathsWhere = (test: (row: Row) => boolean) =>
      gradient.filter(({ cells }) => cells.rows.some(test)).map(({ path }) => path);
    const aliasing = {
      aliasesPoint: pathsWhere(sharesPoint),
      reused: pathsWhere((row) => seen.has(row)),
    };
    for (const { cells } of gradient) for (const row of cells.rows) seen.add(row);
    return aliasing;
  };
}

/** Tests whether a row is one of these, or looks at the same bytes of memory as one of them. */
function overlapWith(rows: readonly Row[]): (row: Row) => boolean {
  const same = new Set(rows);
  const views = new Map<unknown, ArrayBufferView[]>();
  for (const row of rows)
    if (ArrayBuffer.isView(row)) views.set(row.buffer, [...(views.get(row.buffer) ?? []), row]);
  return (row) =>
    same.has(row) ||
    (ArrayBuffer.isView(row) && (views.get(row.buffer) ?? []).some((view) => overlap(view, row)));
}

function overlap(one: ArrayBufferView, other: ArrayBufferView): boolean {
  return (
    one.byteOffset < other.byteOffset + other.byteLength &&
    other.byteOffset < one.byteOffset + one.byteLength
  );
}
