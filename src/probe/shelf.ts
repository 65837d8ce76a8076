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

/** FNV-1a over the two halves of each number. @see http://www.isthe.com/chongo/tech/comp/fnv/ */
function digestOf({ buffer, byteOffset, length }: Float64Array): number {
  const words = new Uint32Array(buffer, byteOffset, 2 * length);
  let digest = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) digest = Math.imul(digest ^ words[i], 0x01000193);
  return digest;
}
