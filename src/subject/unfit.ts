import { asArray, DEEPEST, tensorFault } from './arrays.ts';
import { arrived } from './arrived.ts';
import { type Cells, indexAt, shapeText } from './cells.ts';
import { isIntegerArray, isTensor } from './kinds.ts';
import { nearest, quoted } from './near.ts';
import { memberPath } from './path.ts';
import { isPromise } from './then.ts';
import type { ArrayNode } from './tree.ts';

/** The variable that a gradient should be of. */
type Owner = Pick<ArrayNode, 'path' | 'cells'>;

/** The error for a gradient of another shape or kind than its variable. */
export function misfit(path: string, law: string, got: string): TypeError {
  const like = isPoint(path) ? 'the point' : 'the variable';
  return new TypeError(`${gradientOf(path)} must ${law} like ${like}, got ${got}`);
}

// a list of arrays hangs under the name of the option
function isPoint(path: string): boolean {
  return path === '' || path === 'at';
}

function gradientOf(path: string): string {
  return isPoint(path) ? 'the gradient' : `the gradient of \`${path}\``;
}

/** The error for what is no array of numbers at all. */
export function notOneArray({ path, cells }: Owner, gradient: unknown): TypeError {
  const law = lawOf(cells);
  if (isTensor(gradient)) return new TypeError(`${gradientOf(path)} ${tensorFault(gradient)}`);
  const odd = oddEntry(gradient, '', []);
  if (odd === 'endless')
    return new TypeError(`${gradientOf(path)} must not contain itself, or go on for ever`);
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

type Odd = { readonly place: string; readonly value: unknown } | 'endless' | undefined;

// The first entry of nested arrays that is neither a number nor an array.
function oddEntry(value: unknown, place: string, around: readonly unknown[]): Odd {
  if (typeof value === 'number' || asArray(value, 'typed') !== undefined) return undefined;
  if (!Array.isArray(value)) return { place, value };
  if (around.includes(value) || around.length > DEEPEST) return 'endless';
  for (let i = 0; i < value.length; i++) {
    const odd = oddEntry(value[i], memberPath(place, i), [...around, value]);
    if (odd !== undefined) return odd;
  }
  return undefined;
}

/** The error for an array of another shape than the variable. */
export function otherShape({ path, cells }: Owner, found: Cells): TypeError {
  return misfit(path, lawOf(cells), shapeOrNumber(found));
}

function lawOf({ shape }: Cells): string {
  return shape.length === 0 ? 'be a number' : `have shape ${shapeText(shape)}`;
}

function shapeOrNumber({ shape, rows }: Cells): string {
  return rows.length === 0 ? 'a number' : shapeText(shape);
}

export function notNumberAt(path: string, at: { found: Cells; entry: number }): TypeError {
  const { found, entry } = at;
  const place = indexAt({ shape: found.shape, entry }).reduce(memberPath, '');
  return new TypeError(
    `${gradientOf(path)} must hold numbers, got ${arrived(found.read(entry))} at ${place}`,
  );
}

export function extraKey(
  path: string,
  extra: string,
  keys: { wanted: readonly string[]; missing: readonly string[] },
): TypeError {
  return new TypeError(`${sameKeys(path)}, got \`${extra}\`; ${rightKey(extra, keys)}`);
}

export function missingKeys(path: string, missing: readonly string[]): TypeError {
  return new TypeError(`${sameKeys(path)}, but has no ${quoted(missing)}`);
}

function sameKeys(path: string): string {
  return `${gradientOf(path)} must have the same keys as ${isPoint(path) ? 'the point' : `\`${path}\``}`;
}

function rightKey(extra: string, keys: { wanted: readonly string[]; missing: readonly string[] }) {
  const near = nearest(extra, keys.missing);
  return near === undefined ? `the keys are ${quoted(keys.wanted)}` : `did you mean \`${near}\`?`;
}
