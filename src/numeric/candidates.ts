import { bendAt, isNoSeries, type Term } from './bends.ts';
import { type Bounded, NOTHING, RIVAL } from './bounded.ts';
import { convergingRun, NOISE_COVERAGE, remainder } from './convergence.ts';
import { extrapolations, LONGEST_RUN } from './neville.ts';
import type { Quotient } from './quotient.ts';

/** One estimate from part of a sequence, with the bar it deserves by itself. */
interface Candidate extends Bounded {
  /** The shortest step it was made from. */
  readonly finest: number;
  /** How far the finest quotient it was made from lies from it. */
  readonly own: number;
}

const NONE: Candidate = { ...NOTHING, own: 0, finest: 0 };

/** When no candidate is consistent with the others, the noise is larger than it was taken to be: by how much, at most. */
const NOISIER: readonly number[] = [1, 8, 64];

/**
 * The slope at step zero.
 *
 * Every run of neighbouring quotients gives one candidate, and every quotient by itself one more, as wide as the slopes of its sides
 * are apart. A candidate from coarse steps counts only while it agrees with every candidate from finer ones, whose noise is larger but
 * whose truncation is smaller (Lepski's rule): that is what sees a kink, an edge or an oscillation between two rungs. Of those that
 * count the smallest bar wins, widened to cover its rivals: the smallest of many bars is likely to be one that is too small.
 *
 * @param sequence - finest first; those that are not finite do not count
 * @param power - of the step in which the quotients are a power series: 2 for central ones
 * @see Lepski (1991), doi:10.1137/1135065
 */
export function slopeAtZero(sequence: readonly Term[], power: 1 | 2): Bounded {
  const finite = sequence.filter(({ slope }) => Number.isFinite(slope));
  const bests = NOISIER.map((factor) => bestUnder(finite, { factor, power }));
  const first = bests.findIndex(({ bar }) => Number.isFinite(bar));
  if (first < 0) return NOTHING;
  const [best, noisier = NONE] = bests.slice(first);
  return SHARPER * noisier.bar < best.bar && isNoiseAround(finite, noisier) ? noisier : best;
}

/**
 * The slope at step zero where kinks are all around: no run of quotients counts as a power series, and each says no more than that the
 * slope lies between those of its sides, give or take what they still change by.
 */
export function slopeAmongKinks(sequence: readonly Term[]): Bounded {
  const finite = sequence.filter(({ slope }) => Number.isFinite(slope));
  const accepted: Candidate[] = [];
  for (let k = 0; k < finite.length; k++) {
    const alone = byItself(finite, k);
    if (alone !== undefined && agreesWithAll(alone, accepted)) accepted.push(alone);
  }
  return accepted.reduce((a, b) => (b.bar < a.bar ? b : a), NONE);
}

function bestUnder(
  sequence: readonly Term[],
  { factor, power }: { readonly factor: number; readonly power: 1 | 2 },
): Candidate {
  const noisier = sequence.map((one) => ({ ...one, noise: factor * one.noise }));
  return bestOf(consistent(noisier, power), noisier);
}

/** With more noise more steps agree; where the bar becomes so many times smaller the question is whether there is. */
const SHARPER = 4;
/** Fewer quotients off by more than their noise may be a kink that lies between two of them. */
const ENOUGH_OFF = 3;
/** What grows with the step by less than this power is noise. */
const NOISE_GROWS = 0.6;

/** A kink beside the point leaves so nearly the same at every step beyond it, and to one side. */
const SAME = 1.5;

/**
 * Whether the finest quotients are off from an estimate by more noise than they were thought to carry: by as much over every step, until
 * truncation takes over.
 */
function isNoiseAround(sequence: readonly Term[], { value, finest }: Candidate): boolean {
  const changes = sequence
    .filter(({ step }) => step < finest)
    .map(({ slope, noise, step }) => {
      const distance = Math.abs(slope - value);
      const isOff = distance > NOISE_COVERAGE * noise;
      return { step, change: distance * step, signed: (slope - value) * step, isOff };
    });
  const [first] = changes;
  const end = changes.findIndex(
    ({ step, change }) => change > first.change * (step / first.step) ** NOISE_GROWS,
  );
  const level = end < 0 ? changes : changes.slice(0, end);
  const off = level.filter(({ isOff }) => isOff).map(({ signed }) => signed);
  return off.length >= ENOUGH_OFF && !isOfOneKink(off);
}

/** Whether changes are one and the same, as of a kink that all the steps lead across. */
function isOfOneKink(changes: readonly number[]): boolean {
  const [least, most] = [Math.min(...changes), Math.max(...changes)];
  return least > 0 ? most <= SAME * least : most < 0 && least >= SAME * most;
}

function bestOf(candidates: readonly Candidate[], sequence: readonly Term[]): Candidate {
  const best = candidates.reduce((a, b) => (b.bar < a.bar ? b : a), NONE);
  const rivals = candidates.filter(({ bar }) => bar <= RIVAL * best.bar);
  const spread = rivals.map(({ value }) => Math.abs(value - best.value));
  const finer = [distanceToFiner(sequence, best), distanceToSides(sequence, best)];
  return { ...best, bar: Math.max(best.bar, ...spread, ...finer) };
}

/** Finer quotients with so many standard deviations more noise than an estimate's bar say nothing about it. */
const TELLING = 3;
/** One quotient in twenty is further off than so many of its own. */
const LIKELY = 2;

/**
 * How far a finer quotient lies from an estimate, where that is further than noise and truncation would make likely: coarse steps that
 * cross a few kinks agree with each other by luck.
 */
function distanceToFiner(
  sequence: readonly Term[],
  { value, bar, finest, own }: Candidate,
): number {
  const distances = sequence
    .filter(({ step, noise }) => step < finest && noise <= TELLING * bar)
    .map(({ slope, noise }) => ({ distance: Math.abs(slope - value), noise }))
    .filter(({ distance, noise }) => distance > LIKELY * noise + own);
  return Math.max(0, ...distances.map(({ distance }) => distance));
}

/** How far the slopes of either side over a finer step lie from an estimate, curvature apart, where kinks within that step show. */
function distanceToSides(sequence: readonly Term[], { value, bar, finest }: Candidate): number {
  const distances = sequence.flatMap(({ step, slope, noise }, k) => {
    const bend = step < finest && noise <= TELLING * bar ? bendAt(sequence, k) : 0;
    return bend > 0 ? Math.abs(slope - value) + bend / 2 : 0;
  });
  return Math.max(0, ...distances);
}

/** The candidates that nothing finer speaks against. */
function consistent(sequence: readonly Term[], power: 1 | 2): readonly Candidate[] {
  const accepted: Candidate[] = [];
  const finer: Candidate[] = [];
  for (let k = 0; k < sequence.length; k++) {
    const alone = byItself(sequence, k);
    const runs = fromRun(sequence, { from: k, power });
    const own = alone === undefined ? runs : [alone, ...runs];
    const isApproached = (one: Candidate) =>
      !sequence.slice(0, k).some((quotient) => isLedAwayFrom(one, quotient));
    accepted.push(...own.filter((one) => agreesWithAll(one, finer) && isApproached(one)));
    finer.push(...own.slice(0, alone === undefined ? 1 : 2));
  }
  return accepted;
}

/** One central quotient: the derivative lies between the slopes of its sides, give or take what the slope still changes by. */
function byItself(sequence: readonly Term[], k: number): Candidate | undefined {
  const { step, slope, noise, gap } = sequence[k];
  if (gap === undefined) return;
  const bar = Math.abs(gap.slope) / 2 + stillChangesBy(sequence, k) + NOISE_COVERAGE * noise;
  return { value: slope, bar, reach: step, finest: step, own: 0 };
}

/** What a slope changed by over the last step, or what the next would make of it where changes grow. */
function stillChangesBy(sequence: readonly Term[], k: number): number {
  const change = (i: number) =>
    i < 0 || i + 1 >= sequence.length ? 0 : Math.abs(sequence[i].slope - sequence[i + 1].slope);
  const last = change(k) || change(k - 1);
  const before = change(k + 1);
  return before > 0 && last > before ? (last / before) * last : last;
}

/**
 * So many times the last change: where the last step is too long for the series an extrapolation is off by all of that, and by what was left
 * before.
 */
const LAST = 1.25;

/** The extrapolations through the first two and more of a run; the bar is the noise and what the last term changed. */
function fromRun(
  sequence: readonly Term[],
  { from, power }: { readonly from: number; readonly power: 1 | 2 },
): readonly Candidate[] {
  const run = sequence.slice(from, from + LONGEST_RUN);
  if (run.length < 2) return [];
  const converging = convergingRun(run, power);
  const unsettled = remainder(converging, power);
  const through = extrapolations(converging, power);
  const bent = converging.map((_, k) => bendAt(sequence, from + k) / 2);
  const changes = through.slice(1).map(({ value }, i) => LAST * Math.abs(value - through[i].value));
  return through.slice(1).map(({ value, noise }, i) => ({
    value,
    bar: Math.max(
      NOISE_COVERAGE * noise + changes[i] + unsettled,
      isBeyondGap(run, i + 1) ? changes[i - 1] : 0,
      ...changes.slice(0, i).filter((_, k) => isNoSeries(run, k)),
      ...bent.slice(0, i + 2),
    ),
    reach: run[i + 1].step,
    finest: run[0].step,
    own: Math.abs(run[0].slope - value),
  }));
}

/** A quotient over a step so many times as long as the one before changes an extrapolation by nothing, wherever it is. */
const GAP = 100;

/** Whether one lies beyond a gap from those that are extrapolated already: what it changes says nothing about what these leave. */
function isBeyondGap(run: readonly Term[], k: number): boolean {
  return k > 1 && run[k].step > GAP * run[k - 1].step;
}

function agreesWithAll(one: Bounded, others: readonly Bounded[]): boolean {
  return others.every((other) => Math.abs(one.value - other.value) <= one.bar + other.bar);
}

/**
 * Whether a finer quotient lies further from a candidate than the finest it was made from, noise apart. Where finer steps
 * lead away from it, f has a pole, a jump or an edge that the coarse steps have passed over.
 */
function isLedAwayFrom({ value, bar, own }: Candidate, { slope, noise }: Quotient): boolean {
  return !(Math.abs(slope - value) <= own + bar + NOISE_COVERAGE * noise);
}
