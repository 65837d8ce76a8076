import { asArray } from './arrays.ts';
import { type Cells, numberCell, sameShape } from './cells.ts';
import { isFloatArray } from './kinds.ts';
import type { ArrayNode } from './tree.ts';
import { notNumberAt, notOneArray, otherShape } from './unfit.ts';

/** The gradient of one variable, where the user keeps it. */
export interface GradientPart {
  readonly path: string;
  readonly cells: Cells;
}

/**
 * Fits the gradient of one variable: any kind of array that has the variable's shape.
 *
 * @throws TypeError - naming the path and both shapes
 */
export function fitArray({ path, cells }: ArrayNode, gradient: unknown): GradientPart {
  const found = gradientCells(gradient);
  if (found === undefined) throw notOneArray({ path, cells }, gradient);
  if (!sameShape(found.shape, cells.shape)) throw otherShape({ path, cells }, found);
  if (!found.rows.every(isFloatArray)) checkNumbers(path, found);
  return { path, cells: found };
}

function checkNumbers(path: string, found: Cells): void {
  for (let i = 0; i < found.size; i++) {
    const value: unknown = found.read(i);
    if (typeof value !== 'number') throw notNumberAt(path, { found, entry: i });
  }
}

function gradientCells(gradient: unknown): Cells | undefined {
  if (typeof gradient === 'number') return numberCell({ gradient }, 'gradient');
  return asArray(gradient, 'typed');
}
