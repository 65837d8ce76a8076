import type { ResolvedOptions } from '../options/options.ts';
import { type Part, writePart } from '../options/part.ts';
import type { CheckPart } from '../record.ts';

/** What was looked at, and how. */
export interface PartLooked {
  readonly options: ResolvedOptions;
  /** The point, one number a coordinate. */
  readonly base: Float64Array;
  /** The cotangent of several that it was seen through. */
  readonly row: number;
  /** ‖n‖₂ of each variable, by what was compared. */
  readonly sizes: readonly number[];
}

/** What tells the parts of one check from those of another; nothing of a check that is whole. */
export function partOf({ options, base, row, sizes }: PartLooked): { readonly part?: CheckPart } {
  const { part } = options;
  if (part === undefined) return {};
  const { number, of } = part;
  return { part: { number, of, row, point: hashOf(base), asked: askedFor(options), sizes } };
}

/**
 * Drops a part that the environment asks for, where there are no coordinates to divide.
 *
 * @throws TypeError - for one that this check was asked for
 */
export function undivided(options: ResolvedOptions): ResolvedOptions {
  const { part } = options;
  if (part !== undefined && !part.isOfRun) throw new TypeError(indivisible(part));
  return { ...options, part: undefined };
}

function indivisible(part: Part): string {
  return `\`part\` divides coordinates, and products are compared along whole vectors: leave \`part: '${writePart(part)}'\` out`;
}

/** The options that the verdict of a part depends on and that are nowhere else in the record. */
function askedFor({ threshold, coordinates, variables, cotangents, kinks }: ResolvedOptions) {
  const count = coordinates === Number.POSITIVE_INFINITY ? 'all' : coordinates;
  return JSON.stringify({ threshold, coordinates: count, variables, cotangents, kinks });
}

/** FNV-1a of the words of a point. @see http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf({ buffer, byteOffset, length }: Float64Array): string {
  let hash = 0x811c9dc5;
  for (const word of new Uint32Array(buffer, byteOffset, 2 * length))
    hash = Math.imul(hash ^ word, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
