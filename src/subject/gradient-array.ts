import { asArray, tensorFault } from './arrays.ts';
import { arrived, shapeText } from './arrived.ts';
import { type Cells, indexAt, numberCell, sameShape } from './cells.ts';
import { isIntegerArray, isTensor } from './kinds.ts';
import { memberPath } from './path.ts';
import { isPromise } from './then.ts';
import type { ArrayNode } from './tree.ts';

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
  const law = cells.shape.length === 0 ? 'be a number' : `have shape ${shapeText(cells.shape)}`;
  if (found === undefined) throw unfit(path, law, gradient);
  if (!sameShape(found.shape, cells.shape)) throw misfit(path, law, shapeOrNumber(found));
  for (let i = 0; i < found.size; i++) {
    const value: unknown = found.read(i);
    const place = () => indexAt({ shape: found.shape, entry: i }).reduce(memberPath, '');
    if (typeof value !== 'number')
      throw new TypeError(
        `${gradientOf(path)} must hold numbers, got ${arrived(value)} at ${place()}`,
      );
  }
  return { path, cells: found };
}

function gradientCells(gradient: unknown): Cells | undefined {
  if (typeof gradient === 'number') return numberCell({ gradient }, 'gradient');
  return asArray(gradient, 'typed');
}

function shapeOrNumber({ shape, rows }: Cells): string {
  return rows.length === 0 ? 'a number' : shapeText(shape);
}

/** The error for a gradient of another shape or kind than its variable. */
export function misfit(path: string, law: string, got: string): TypeError {
  const like = path === '' ? 'the point' : 'the variable';
  return new TypeError(`${gradientOf(path)} must ${law} like ${like}, got ${got}`);
}

export function gradientOf(path: string): string {
  return path === '' ? 'the gradient' : `the gradient of \`${path}\``;
}

// The error for what is no array of numbers at all.
function unfit(path: string, law: string, gradient: unknown): TypeError {
  if (isTensor(gradient)) return new TypeError(`${gradientOf(path)} ${tensorFault(gradient)}`);
  const odd = oddEntry(gradient, '');
  if (odd === undefined) return misfit(path, law, 'rows of different lengths');
  const advice = isPromise(odd.value) ? '; await it first' : '';
  const where = odd.place === '' ? '' : ` at ${odd.place}`;
  if (where === '' && !isIntegerArray(gradient))
    return misfit(path, law, `${arrived(gradient)}${advice}`);
  const kind = isIntegerArray(odd.value) ? 'floating-point numbers' : 'numbers';
  return new TypeError(
    `${gradientOf(path)} must hold ${kind}, got ${arrived(odd.value)}${where}${advice}`,
  );
}

// The first entry of nested arrays that is neither a number nor an array.
function oddEntry(value: unknown, place: string): { place: string; value: unknown } | undefined {
  if (typeof value === 'number' || asArray(value, 'typed') !== undefined) return undefined;
  if (!Array.isArray(value)) return { place, value };
  for (let i = 0; i < value.length; i++) {
    const odd = oddEntry(value[i], memberPath(place, i));
    if (odd !== undefined) return odd;
  }
  return undefined;
}
