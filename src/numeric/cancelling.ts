import { LEAST_WEIGHT, TYPICAL_WEIGHT } from './weights.ts';

/** A vector of this norm, and how large its weighings are at the most where it is not seen. */
interface Vector {
  readonly norm: number;
  /** One number a weighing; they are independent. */
  readonly seen: readonly number[];
}

/**
 * The chance, at most, that a vector goes unseen through independent weighings: that each is no larger than what is seen.
 *
 * One number alone is never below half of its size, with v = ±U(½, 1). Of several the sum is small most often where two are equal and
 * the others nothing, which Ball's inequality for the density has as its worst case as well: P(|⟨e, v⟩| ≤ t) is 2τ(1 − τ) then, with
 * τ = √2·t / ‖e‖ up to ½; where it is larger, many small ones are the worst, whose sum is normally distributed.
 *
 * @see K. Ball, Cube slicing in ℝⁿ, Proc. Amer. Math. Soc. 97 (1986)
 */
export function missProbability({ norm, seen }: Vector): number {
  return seen.reduce((chance, bar) => chance * missedBy(bar / norm), 1);
}

/** What a vector has to look like to pass where it is looked for in parts as soon as it is not. */
interface Quiet extends Vector {
  /** Most weighings have to be within this part of what is seen. */
  readonly quiet: number;
  /** With fewer that are seen it is not told, and dealt out into so many parts. */
  readonly told: number;
  readonly parts: number;
}

/**
 * The chance, at most, that a vector goes unseen among kinks: that no weighing shows it and most show next to nothing; or that it is not
 * told, and then cancels in the part where it lies, which of two numbers both have to meet in.
 */
export function missedAmongKinks({ norm, seen, quiet, told, parts }: Quiet): number {
  const within = seen.map((bar) => missedBy(bar / norm));
  const quietly = seen.map((bar) => missedBy((quiet * bar) / norm));
  const most = (seen.length >> 1) + 1;
  // of those that are within, so many are quiet
  const passed = counted(quietly, (i) => within[i] - quietly[i]).slice(most);
  const untold = counted(
    within.map((one) => 1 - one),
    (i) => within[i],
  ).slice(0, told);
  const sum = (chances: readonly number[]) => chances.reduce((all, one) => all + one, 0);
  return Math.min(1, sum(passed) + (sum(untold) * Math.max(...within)) / parts);
}

/** The chances that of some independent events none, one, two … happen, each with its own, and that the others do something else. */
function counted(chances: readonly number[], others: (i: number) => number): readonly number[] {
  let known = [1];
  for (const [i, chance] of chances.entries())
    known = Array.from(
      { length: known.length + 1 },
      (_, count) => (known[count] ?? 0) * others(i) + (known[count - 1] ?? 0) * chance,
    );
  return known;
}

/** Halvings of what is between two powers of two: to a part in a thousand. */
const HALVINGS = 10;

/** The least norm of a vector that goes unseen with no more than a chance. */
export function leastNorm(seen: readonly number[], chance: number): number {
  const isRarer = (norm: number) => missProbability({ norm, seen }) <= chance;
  let high = Math.min(...seen);
  if (!(high > 0)) return high;
  while (!isRarer(high)) high *= 2;
  let low = high / 2;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (isRarer(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function missedBy(share: number): number {
  return Number.isNaN(share) ? 1 : Math.max(ofTwo(share), ofMany(share));
}

function ofTwo(share: number): number {
  const part = Math.min(1 / 2, Math.SQRT2 * share);
  return 2 * part * (1 - part);
}

/** P(|X| ≤ share) for a normal X with the deviation of a weight; 7.1.27 of Abramowitz and Stegun, which is off by 5e-4 at the most. */
function ofMany(share: number): number {
  const x = share / TYPICAL_WEIGHT / Math.SQRT2;
  const series = 1 + x * (0.278393 + x * (0.230389 + x * (0.000972 + x * 0.078108)));
  return Math.max(0, 1 - series ** -4);
}

/** A vector that is dealt out to parts, each of which is weighed by itself, once or several times. */
interface Dealt {
  readonly norm: number;
  /** How large the weighings of each part are at the most where nothing is seen in it; how much of everything it holds. */
  readonly parts: readonly { readonly seen: readonly number[]; readonly size: number }[];
  /** Whether parts with these squares, summed, are seen together though none is by itself. */
  readonly isSeenTogether: (squares: number) => boolean;
}

/** So many numbers of one size are the vector, in turn: few that meet in a part, to many of which each part has some. */
const COUNTS = [2, 3, 4, 6, 10, 20, 64];
/** So often each is drawn, in rounds, of which those that go unseen more seldom than another, beyond luck, see only the first. */
const ROUNDS = [200, 800, 9_000];
/** What is seen to happen so often may happen oftener by so many standard deviations, and one; or more seldom. */
const DEVIATIONS = 2;

/**
 * The same for a vector dealt out to parts: several numbers cancel only within a part, where they have to meet first. Numbers of one size
 * are drawn and dealt out, for each of some counts of them; the one that goes unseen most often counts.
 */
export function missedInParts(dealt: Dealt, random: () => number): number {
  const isMissed = dealing(dealt, random);
  let open = COUNTS.map((count) => ({ count, missed: 0 }));
  let draws = 0;
  for (const round of ROUNDS) {
    for (const one of open)
      for (let i = 0; i < round; i++) if (isMissed(one.count)) one.missed += 1;
    draws += round;
    const least = Math.max(...open.map(({ missed }) => missed - leeway(missed)));
    open = open.filter(({ missed }) => missed + leeway(missed) >= least);
  }
  return Math.min(1, Math.max(...open.map(({ missed }) => missed + leeway(missed))) / draws);
}

function leeway(missed: number): number {
  return DEVIATIONS * Math.sqrt(missed) + 1;
}

/** Draws so many numbers of one size, deals them out to the parts, and tells whether they go unseen. */
function dealing(
  { norm, parts, isSeenTogether }: Dealt,
  random: () => number,
): (count: number) => boolean {
  const place = placesIn(parts);
  const sums = parts.map(({ seen }) => new Float64Array(seen.length));
  const places = new Uint32Array(Math.max(...COUNTS));
  return (count) => {
    const size = norm / Math.sqrt(count);
    for (let j = 0; j < count; j++) {
      places[j] = place(random());
      const own = sums[places[j]];
      for (let i = 0; i < own.length; i++) own[i] += weightBy(random()) * size;
    }
    let isHidden = true;
    let squares = 0;
    for (let j = 0; j < count; j++) {
      const own = sums[places[j]];
      if (!isWithin(own, parts[places[j]].seen)) isHidden = false;
      squares += meanSquare(own);
      // where others have met it, it counts once
      own.fill(0);
    }
    return isHidden && !isSeenTogether(squares);
  };
}

function isWithin(sums: Float64Array, seen: readonly number[]): boolean {
  return seen.every((most, i) => Math.abs(sums[i]) <= most);
}

function meanSquare(sums: Float64Array): number {
  let all = 0;
  for (let i = 0; i < sums.length; i++) all += sums[i] * sums[i];
  return all / sums.length;
}

/** A weight of either sign, as directions have them, by a number between 0 and 1. */
function weightBy(u: number): number {
  const size = Math.abs(2 * u - 1);
  return (u < 1 / 2 ? -1 : 1) * (LEAST_WEIGHT + (1 - LEAST_WEIGHT) * size);
}

/** The part that holds what lies at a place between 0 and 1, by bisection. */
function placesIn(parts: Dealt['parts']): (u: number) => number {
  const all = parts.reduce((sum, { size }) => sum + size, 0);
  const ends = new Float64Array(parts.length);
  parts.reduce((sum, { size }, i) => {
    ends[i] = sum + size / all;
    return ends[i];
  }, 0);
  return (u) => {
    let low = 0;
    let high = parts.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (u < ends[middle]) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
