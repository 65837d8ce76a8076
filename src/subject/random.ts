import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A source of numbers, uniform in [0, 1). */
export type Uniform = () => number;

/** What numbers are drawn for, and for which part of it; each has a sequence of its own, whatever else is drawn. */
export interface Key {
  readonly seed: number;
  readonly purpose: Purpose;
  /** The path of a variable, the ends of an interval, a count; all of it when left out. */
  readonly set?: string;
}

export type Purpose =
  | 'input'
  | 'cotangent'
  | 'samples'
  | 'nudge'
  | 'strata'
  | 'direction'
  | 'noise'
  | 'rounding'
  | 'around';

/** Draws left out at the start: the first ones of a small seed are all close to 1. */
const WARM_UP = 64;

/** The numbers a key stands for. */
export function uniformNumbers(key: Key): Uniform {
  const generator = xoroshiro128plus(stateOf(key));
  const uniform = () => uniformFloat64(generator);
  for (let i = 0; i < WARM_UP; i++) uniform();
  return uniform;
}

/** FNV-1a of the names, begun at the seed. @see http://www.isthe.com/chongo/tech/comp/fnv/ */
function stateOf({ seed, purpose, set = '' }: Key): number {
  let hash = Math.imul(0x811c9dc5 ^ seed, 0x01000193);
  for (const letter of `${purpose} ${set}`)
    hash = Math.imul(hash ^ (letter.codePointAt(0) as number), 0x01000193);
  return hash | 0;
}

/** A number of magnitude 0.5 to 1.5 and either sign: never so small that what it multiplies is lost. */
export function signedUnit(uniform: Uniform): number {
  const sign = uniform() < 0.5 ? -1 : 1;
  return sign * (0.5 + uniform());
}

/** A standard normal number (Box–Muller: the cosine half of it). */
export function standardNormal(uniform: Uniform): number {
  // 1 − u, because the logarithm of 0 is not wanted
  const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
  return radius * Math.cos(2 * Math.PI * uniform());
}
