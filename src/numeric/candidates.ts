import { type Bounded, NOTHING, RIVAL } from './bounded.ts';
import { convergingRun, NOISE_COVERAGE, remainder } from './convergence.ts';
import { extrapolateThrough, firstThrough, type Start, startAt } from './neville.ts';
import type { Quotient } from './quotient.ts';

/** What may speak against a candidate: a finer candidate or quotient. */
type Doubt = Bounded | Quotient;

/** Against a candidate that nobody has looked at yet. */
const UNJUDGED: Doubt = NOTHING;

/** One extrapolation, with the bar it deserves by itself. */
interface Candidate extends Bounded {
  /** How far the finest quotient it was made from lies from it. */
  readonly own: number;
  /** What speaks against it; the candidate counts when nothing does. */
  against: Doubt | undefined;
}

/** A quotient with the candidates that begin at it; the coarsest quotient of all has none. */
interface Origin extends Start {
  readonly candidates: Candidate[];
}

/** The candidates of a growing sequence of quotients. */
export interface Candidates {
  /** Finest first. */
  readonly starts: readonly Origin[];
  /** Takes in one more quotient, and changes only what it bears upon. */
  add(placed: { readonly quotient: Quotient; readonly place: number }): void;
}

/**
 * Opens the candidates for the slope at step zero, none yet.
 *
 * Every run of neighbouring rungs gives one candidate (Neville's scheme in stepᵖ, p = 2 for central differences). Its bar
 * is its noise plus what the last term changed. A candidate from coarse steps counts only while it agrees with every
 * candidate from finer ones, whose noise is larger but whose truncation is smaller (Lepski's rule): that is what sees
 * a kink, an edge or an oscillation between two rungs.
 *
 * One more quotient makes new candidates of the runs through it. The others stay as they are, and have two more to agree
 * with when they are coarser.
 *
 * @see Lepski (1991), doi:10.1137/1135065
 */
export function openCandidates(power: 1 | 2): Candidates {
  const starts: Origin[] = [];
  return {
    starts,
    add({ quotient, place }) {
      starts.splice(place, 0, { ...startAt(quotient, power), candidates: [] });
      extrapolateThrough(starts, place);
      judgeFrom(starts, place);
    },
  };
}

/**
 * The candidate with the smallest bar of those that count, widened to cover its rivals: the smallest of many bars is likely
 * to be one that is too small.
 */
export function bestOf(starts: readonly Origin[]): Bounded {
  const best = smallestBar(starts);
  let { bar } = best;
  for (const { candidates } of starts) {
    for (const one of candidates) {
      if (one.against !== undefined || !(one.bar <= RIVAL * best.bar)) continue;
      bar = Math.max(bar, Math.abs(one.value - best.value));
    }
  }
  return { value: best.value, bar };
}

function smallestBar(starts: readonly Origin[]): Bounded {
  let best = NOTHING;
  for (const { candidates } of starts) {
    for (const one of candidates) {
      if (one.against === undefined && one.bar < best.bar) best = one;
    }
  }
  return best;
}

/** Renews the candidates of the runs through a new quotient, and what speaks against any that it bears upon. */
function judgeFrom(starts: readonly Origin[], place: number): void {
  const gone: Doubt[] = [UNJUDGED];
  const fresh: Bounded[] = [];
  for (let k = firstThrough(place); k + 1 < starts.length; k++) {
    const [before] = starts[k].candidates;
    if (k <= place) renew(starts, k);
    for (const one of starts[k].candidates) {
      if (one.against === undefined) {
        const finer = place < k ? starts[place].finest : undefined;
        one.against = finer && isLedAwayFrom(one, finer) ? finer : dissenter(one, fresh);
      } else if (gone.includes(one.against)) one.against = doubtOf(one, starts, k);
    }
    const [after] = starts[k].candidates;
    if (before === after) continue;
    fresh.push(after);
    if (before) gone.push(before);
  }
}

/** Makes the candidates of one start anew; those that come out the same stay. */
function renew(starts: readonly Origin[], k: number): void {
  const { candidates, finest, values, noises } = starts[k];
  const unsettled = remainder(starts, k);
  const length = convergingRun(starts, k);
  for (let m = 1; m < length; m++) {
    const value = values[m];
    const truncation = Math.abs(value - values[m - 1]);
    const bar = NOISE_COVERAGE * noises[m] + truncation + unsettled;
    const old = candidates[m - 1];
    if (old && Object.is(old.value, value) && Object.is(old.bar, bar)) continue;
    candidates[m - 1] = { value, bar, own: Math.abs(finest.slope - value), against: UNJUDGED };
  }
  candidates.length = length - 1;
}

/** What speaks against a candidate, nearest first: the nearest bars are the narrowest. */
function doubtOf(one: Candidate, starts: readonly Origin[], k: number): Doubt | undefined {
  if (isLedAwayFrom(one, starts[k].finest)) return starts[k].finest;
  for (let i = k - 1; i >= 0; i--) {
    const { finest, candidates } = starts[i];
    if (isLedAwayFrom(one, finest)) return finest;
    if (!agrees(one, candidates[0])) return candidates[0];
  }
  return undefined;
}

function dissenter(one: Candidate, others: readonly Bounded[]): Bounded | undefined {
  for (const other of others) if (!agrees(one, other)) return other;
  return undefined;
}

function agrees(one: Bounded, other: Bounded): boolean {
  return Math.abs(one.value - other.value) <= one.bar + other.bar;
}

/**
 * Whether a finer quotient lies further from a candidate than the finest it was made from, noise apart. Where finer steps
 * lead away from it, f has a pole, a jump or an edge that the coarse steps have passed over.
 */
function isLedAwayFrom({ value, bar, own }: Candidate, { slope, noise }: Quotient): boolean {
  return !(Math.abs(slope - value) <= own + bar + NOISE_COVERAGE * noise);
}
