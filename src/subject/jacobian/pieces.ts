import { DEEPEST } from '../arrays.ts';
import { sameShape, squeezed } from '../cells.ts';
import { isObject } from '../kinds.ts';
import { isPromise } from '../then.ts';
import type { Sizes } from './compressed.ts';
import { type Numbers, numbersIn, withZeros } from './dense.ts';
import { partsOf, type Side } from './side.ts';
import { sparseIn } from './sparse.ts';

/** A part of a matrix that somebody holds as one array: which of both sides it is about, and its numbers, first by second. */
export interface Piece extends Sides {
  readonly numbers: Numbers;
}

/** Both sides of a matrix, or of a part of one, as they follow one another in what is held: what the rows are comes first. */
export interface Sides {
  readonly first: Side;
  readonly second: Side;
}

/**
 * Takes a matrix apart into the arrays that it is held in: one for all, one for each row or column, one for each variable or output,
 * and so on inside of each.
 *
 * @returns `undefined` where it does not fit
 */
export function piecesOf(found: unknown, sides: Sides): readonly Piece[] | undefined {
  return partOf(found, sides, []);
}

/** What a part is inside of: something that contains itself has no end. */
type Around = readonly unknown[];

function partOf(found: unknown, sides: Sides, around: Around): readonly Piece[] | undefined {
  if (around.includes(found) || around.length > DEEPEST) return undefined;
  const inside = [...around, found];
  return whole(found, sides) ?? byKey(found, sides, inside) ?? byItem(found, sides, inside);
}

function whole(found: unknown, sides: Sides): readonly Piece[] | undefined {
  const sparse = sparseIn(found);
  const numbers = sparse === undefined ? numbersIn(found) : withZeros(sparse, sizesOf(sides));
  return numbers && hasShape(numbers, sides) ? [{ ...sides, numbers }] : undefined;
}

function sizesOf({ first, second }: Sides): Sizes {
  return { rows: first.size, columns: second.size };
}

/** Whether an array has the shape of both sides together, each flat or as it is; axes of one entry may be left out. */
function hasShape({ shape }: Numbers, { first, second }: Sides): boolean {
  const shapes = shapesOf(first).flatMap((one) =>
    shapesOf(second).map((other) => [...one, ...other]),
  );
  if (shapes.some((one) => sameShape(one, shape))) return true;
  const isOtherWay = first.size !== second.size && sameShape(shape, [second.size, first.size]);
  return !isOtherWay && shapes.some((one) => sameShape(squeezed(one), squeezed(shape)));
}

function shapesOf({ size, shape = [size] }: Side): readonly (readonly number[])[] {
  return [[size], shape];
}

/** A record of one part for each output, or for each variable. */
function byKey(found: unknown, sides: Sides, around: Around): readonly Piece[] | undefined {
  if (!isObject(found) || Array.isArray(found) || isPromise(found)) return undefined;
  const { first, second } = sides;
  const outer = membersOf(first, found);
  const inner = membersOf(second, found);
  return (
    (outer && all(outer, ([key, part]) => partOf(found[key], { first: part, second }, around))) ??
    (inner && all(inner, ([key, part]) => partOf(found[key], { first, second: part }, around)))
  );
}

function membersOf({ members }: Side, found: object): readonly [string, Side][] | undefined {
  const entries = [...(members ?? [])] as [string, Side][];
  const isThere = entries.every(([key]) => typeof key === 'string' && key in found);
  return isThere && entries.length > 0 ? entries : undefined;
}

/** A list of one part for each row, or for each column. */
function byItem(found: unknown, sides: Sides, around: Around): readonly Piece[] | undefined {
  // a rectangular array of numbers has one shape, which is that of the whole or it does not fit
  if (!Array.isArray(found) || numbersIn(found) !== undefined) return undefined;
  const { first, second } = sides;
  const rows = partsOf(first, found.length)?.entries();
  const columns = partsOf(second, found.length)?.entries();
  return (
    (rows && all([...rows], ([i, part]) => partOf(found[i], { first: part, second }, around))) ??
    (columns && all([...columns], ([i, part]) => partOf(found[i], { first, second: part }, around)))
  );
}

/** The pieces of all items, when each of them has some. */
function all<T>(
  items: readonly T[],
  find: (item: T) => readonly Piece[] | undefined,
): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  for (const item of items) {
    const found = find(item);
    if (found === undefined) return undefined;
    pieces.push(...found);
  }
  return pieces;
}
