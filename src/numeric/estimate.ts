import { type Bounded, type Estimate, NOTHING, RIVAL } from './bounded.ts';
import { noiseOfSteps } from './coarse-steps.ts';
import { type Extrapolation, openExtrapolation } from './extrapolation.ts';
import { atKink, isKink, isTorn } from './kink.ts';
import { type Quotients, quotientsOver } from './quotient.ts';
import { type Base, placeOf, type Rung } from './rung.ts';

export type { Estimate } from './bounded.ts';
export type { Base, Rung } from './rung.ts';

/** A ladder of steps, and the slope it shows. */
export interface Ladder {
  /** In the order in which they were added. */
  readonly rungs: readonly Rung[];
  /** The slope at the point, with a bar, from all of them; worked out once after each that is added. */
  readonly estimate: Estimate;
}

/** A ladder that grows. */
export interface OpenLadder extends Ladder {
  /** Adds a rung, finer or coarser than any, or between two. */
  add(rung: Rung): void;
  /** Takes another view of the point, when the noise of the value has been measured: the rungs stay. */
  rebase(base: Base): void;
}

/**
 * Opens a ladder, without rungs yet, that estimates φ′(0) from the values on its rungs.
 *
 * Three sequences of differences are extrapolated to step zero: central, right, left. When the one-sided slopes differ
 * by more than their bars the point is a kink; otherwise the sequence that resolves best speaks for all.
 *
 * A rung costs arithmetic in proportion to the rungs there are; the estimate is to the last digit what it would be from all of
 * them at once.
 */
export function openLadder(base: Base): OpenLadder {
  const rungs: Rung[] = [];
  const ladder: Rung[] = [];
  let given = base;
  let known: Estimate | undefined;
  let current = baseOver(given, ladder);
  let sequences = openSequences();

  function add(rung: Rung): void {
    const place = placeOf(rung, ladder);
    rungs.push(rung);
    ladder.splice(place, 0, rung);
    known = undefined;
    const next = baseOver(given, ladder);
    if (Object.is(next.noise.absolute, current.noise.absolute))
      extend(sequences, { rung, place, base: current });
    else redo(next);
  }

  /** Other noise is in every quotient. */
  function redo(next: Base): void {
    current = next;
    sequences = openSequences();
    for (const [place, rung] of ladder.entries()) extend(sequences, { rung, place, base: next });
  }

  return {
    rungs,
    add,
    rebase(other) {
      given = other;
      known = undefined;
      redo(baseOver(given, ladder));
    },
    get estimate() {
      known ??= estimateOf(sequences, { base: current, ladder });
      return known;
    },
  };
}

/** Estimates φ′(0), with a bar, from the values on a ladder of steps, in any order; not mutated. */
export function estimateSlope(base: Base, rungs: readonly Rung[]): Estimate {
  const ladder = openLadder(base);
  for (const rung of rungs) ladder.add(rung);
  return ladder.estimate;
}

/** The point as a ladder shows it: the value may come in steps. */
function baseOver({ value, noise }: Base, ladder: readonly Rung[]): Base {
  const { absolute, relative, size = 0, fading = 1 } = noise;
  const steps = noiseOfSteps({ value }, ladder);
  return { value, noise: { absolute: Math.max(absolute, steps), relative, size, fading } };
}

type Sequences = Readonly<Record<keyof Quotients, Extrapolation>>;

function openSequences(): Sequences {
  return {
    central: openExtrapolation(2),
    right: openExtrapolation(1),
    left: openExtrapolation(1),
  };
}

function extend(
  sequences: Sequences,
  { rung, place, base }: { readonly rung: Rung; readonly place: number; readonly base: Base },
): void {
  const { central, right, left } = quotientsOver(rung, base);
  sequences.central.add({ quotient: central, place });
  sequences.right.add({ quotient: right, place });
  sequences.left.add({ quotient: left, place });
}

function estimateOf(
  sequences: Sequences,
  { base, ladder }: { readonly base: Base; readonly ladder: readonly Rung[] },
): Estimate {
  const sides = { left: sequences.left.best(), right: sequences.right.best() };
  if (isTorn(sides, ladder)) return NOTHING;
  if (isKink(sides, base, ladder)) return atKink(sides);
  return mostReliable(sequences.central.best(), sides.right, sides.left);
}

/**
 * The central estimate, or a one-sided one with a far smaller bar, widened until it touches the bars of the others. One-sided
 * ones have more terms to extrapolate away, and more luck in it.
 */
function mostReliable(central: Bounded, ...oneSided: readonly Bounded[]): Estimate {
  const best = oneSided.reduce((a, b) => (RIVAL * b.bar < a.bar ? b : a), central);
  const gaps = [central, ...oneSided]
    .filter((other) => Number.isFinite(other.bar))
    .map((other) => Math.abs(other.value - best.value) - other.bar);
  return { value: best.value, bar: Math.max(best.bar, ...gaps) };
}
