import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A source of numbers, uniform in [0, 1). */
export type Uniform = () => number;

/** What numbers are drawn for; each purpose has a sequence of its own. */
export type Purpose = 'input' | 'cotangent' | 'samples' | 'nudge' | 'directions';

/** Spreads the purposes of one seed apart; odd, so that no two of them meet: 2³²/φ as in Knuth's hashing. */
const SPREAD = 0x9e3779b9;
const PURPOSES: readonly Purpose[] = ['input', 'cotangent', 'samples', 'nudge', 'directions'];

/** Draws left out at the start: the first ones of a small seed are all close to 1. */
const WARM_UP = 64;

/** The numbers a seed stands for. */
export function uniformNumbers({ seed, purpose }: { seed: number; purpose: Purpose }): Uniform {
  const generator = xoroshiro128plus((seed + SPREAD * (PURPOSES.indexOf(purpose) + 1)) | 0);
  const uniform = () => uniformFloat64(generator);
  for (let i = 0; i < WARM_UP; i++) uniform();
  return uniform;
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
