import { type Bounded, NOTHING } from './bounded.ts';
import { bestOf, type Candidates, openCandidates } from './candidates.ts';
import type { Quotient } from './quotient.ts';

/** When no candidate is consistent with the others, the noise is larger than it was taken to be: by how much, at most. */
const NOISIER: readonly number[] = [1, 8, 64, 512];

/** A quotient, and its place among those that were there before it, finest first. */
export interface Placed {
  readonly quotient: Quotient;
  readonly place: number;
}

/** Difference quotients over a growing ladder, extrapolated to step zero. */
export interface Extrapolation {
  /** Takes in the quotient over one more rung, given the rung's place; one that is not finite keeps the place of nothing. */
  add(placed: Placed): void;
  /** The best extrapolation of all that were added. */
  best(): Bounded;
}

/**
 * Opens an extrapolation, empty yet.
 *
 * The candidates are those of the noise as given, and only where it leaves none, of a larger one: which is then worked out, and
 * kept up from there on when it is needed again.
 *
 * @param power - of the step in which the quotients are a power series: 2 for central ones
 */
export function openExtrapolation(power: 1 | 2): Extrapolation {
  const arrived: Placed[] = [];
  const finite: boolean[] = [];
  const levels: Candidates[] = [];

  function add({ quotient, place }: Placed): void {
    const counts = Number.isFinite(quotient.slope);
    if (counts) arrived.push({ quotient, place: countTrue(finite, place) });
    finite.splice(place, 0, counts);
  }

  function best(): Bounded {
    for (let i = 0; i < NOISIER.length; i++) {
      levels[i] ??= openCandidates(power);
      catchUp(levels[i], NOISIER[i]);
      const found = bestOf(levels[i].starts);
      if (Number.isFinite(found.bar)) return found;
    }
    return NOTHING;
  }

  function catchUp(level: Candidates, factor: number): void {
    for (let i = level.starts.length; i < arrived.length; i++) {
      const { quotient, place } = arrived[i];
      const { step, slope, noise } = quotient;
      level.add({ quotient: { step, slope, noise: factor * noise }, place });
    }
  }

  return { add, best };
}

function countTrue(flags: readonly boolean[], end: number): number {
  let count = 0;
  for (let i = 0; i < end; i++) if (flags[i]) count += 1;
  return count;
}
