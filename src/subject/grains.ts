import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import { numbersOf } from './output.ts';
import type { ArrayNode } from './tree.ts';

/** How much the rounding of outputs may move their inner product with one cotangent, as a standard deviation. */
export interface Grains {
  /** By the outputs that differ from those at the point. */
  readonly moved: number;
  /** By all of them. */
  readonly all: number;
}

/** So many numbers make up the grains of a value. */
const PARTS = 2;

/**
 * Weighs what the formats of outputs round away: of values in float32 an inner product in float64 does not show it.
 *
 * An output that stands still over a step may depend on what was moved all the same, by less than its own spacing.
 *
 * @returns for other outputs of the same shapes: `moved` and `all`, one pair a cotangent; none where all are in float64
 */
export function grainsFrom(
  model: readonly ArrayNode[],
  cotangents: readonly Float64Array[],
): (numbers: Float64Array) => readonly number[] {
  if (model.every(({ cells }) => cells.dtype === 'float64')) return () => [];
  const here = numbersOf(model);
  const units = Float64Array.from(
    model.flatMap(({ cells: { dtype, size } }) =>
      Array<number>(size).fill(dtype === 'float64' ? 0 : UNIT_ROUNDOFF[dtype]),
    ),
  );
  return (numbers) =>
    cotangents.flatMap((cotangent) => {
      let [moved, all] = [0, 0];
      for (let k = 0; k < numbers.length; k++) {
        const grain = (cotangent[k] * units[k] * numbers[k]) ** 2;
        all += grain;
        if (numbers[k] !== here[k]) moved += grain;
      }
      return [Math.sqrt(moved), Math.sqrt(all)];
    });
}

/** The grains of one row of so many; none where the value shows all there is. */
export function grainsOf(
  values: ArrayLike<number>,
  { row, rows }: { readonly row: number; readonly rows: number },
): Grains | undefined {
  const at = rows + PARTS * row;
  return at + 1 < values.length ? { moved: values[at], all: values[at + 1] } : undefined;
}
