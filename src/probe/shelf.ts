/**
 * Directions that rows have looked along, by their numbers: a row that draws the same ones looks along the same array, and what was
 * evaluated on it is known.
 */
export interface Shelf {
  readonly byDigest: Map<number, Float64Array[]>;
  /** How many numbers they are together. */
  held: number;
}

/** So many numbers may be held; what is drawn beyond that is not kept. */
const MOST = 2 ** 22;

export function emptyShelf(): Shelf {
  return { byDigest: new Map(), held: 0 };
}

/** The direction of these numbers that is kept already, or this one, which is kept from now on. */
export function keptOn(shelf: Shelf, direction: Float64Array): Float64Array {
  const digest = digestOf(direction);
  const alike = shelf.byDigest.get(digest) ?? [];
  const kept = alike.find((one) => one.every((x, k) => x === direction[k]));
  if (kept !== undefined) return kept;
  if (shelf.held + direction.length > MOST) return direction;
  shelf.held += direction.length;
  shelf.byDigest.set(digest, [...alike, direction]);
  return direction;
}

const prints = new WeakMap<Float64Array, string>();

/** Two digests of the same numbers by different bases: that both agree for others is out of the question. */
export function fingerprintOf(direction: Float64Array): string {
  return `${digestOf(direction)},${digestOf(direction, OTHER_BASIS)}`;
}

/** The same of one that is not written to any more. */
export function printOf(direction: Float64Array): string {
  const print = prints.get(direction) ?? fingerprintOf(direction);
  prints.set(direction, print);
  return print;
}

const BASIS = 0x811c9dc5;
const OTHER_BASIS = 0x9e3779b1;

/** FNV-1a over the two halves of each number. @see http://www.isthe.com/chongo/tech/comp/fnv/ */
function digestOf({ buffer, byteOffset, length }: Float64Array, basis = BASIS): number {
  const words = new Uint32Array(buffer, byteOffset, 2 * length);
  let digest = basis;
  for (let i = 0; i < words.length; i++) digest = Math.imul(digest ^ words[i], 0x01000193);
  return digest;
}
