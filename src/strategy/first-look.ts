import type { Finding } from '../judge/finding.ts';
import type { Estimate, Rung } from '../numeric/estimate.ts';
import { bends } from '../numeric/kink.ts';
import { type NoiseLevel, noiseOf } from '../numeric/noise.ts';
import { norm } from '../numeric/norm.ts';
import { type Base, isUnmoved } from '../numeric/rung.ts';
import { isFarBelow } from '../probe/finer.ts';
import { coordinateLine, firstStepAlong, rungsAt, type Sides, sidesAlong } from '../probe/line.ts';
import type { Check } from '../probe/request.ts';
import { hasMoved, steepnessAlong } from '../probe/steepness.ts';
import { noiseLevel, noteSlope, type Study, sizeAt } from '../probe/study.ts';

/** What the first tier saw at one coordinate. */
export interface FirstLook {
  readonly coordinate: number;
  readonly rung: Rung;
  readonly estimate: Estimate;
  /**
   * `settled`: agrees to the threshold; `silent`: the difference is no larger than round-off; `slight`: it is larger, which may be
   * truncation; `unsettled`: there may be a kink, or no slope at all.
   */
  readonly outcome: Outcome;
  /** What it would be if there were no bend. */
  readonly unbent?: Outcome;
  /** Whether a step leaves more than is tolerated, by what its sides differ by: then agreement may be luck. */
  readonly isLucky?: boolean;
  /** A value over a shorter step to the right, where one was asked for. */
  readonly nearer?: Nearer;
}

/** What a coordinate may be off by without a closer look, as a part of what it would be grossly wrong by: √τ of its size. */
export const FAR_FROM_GROSS = 0.1;

/** A value nearer by, and the step that leads there. */
export interface Nearer {
  readonly step: number;
  readonly value: number;
}

type Outcome = 'settled' | 'silent' | 'slight' | 'unsettled';

/** The first tier: one central difference for each coordinate. */
export function* firstLooks(
  study: Study,
  coordinates: Uint32Array,
  { threshold, onLook }: { readonly threshold: number; readonly onLook: (look: FirstLook) => void },
): Check<void> {
  const typical = typicalSlope(study, coordinates);
  yield* rungsAt(study, coordinates, {
    sidesOf: (coordinate) => firstSides(study, coordinate),
    onRung: (coordinate, rung) => onLook(lookAt(study, coordinate, { rung, threshold, typical })),
  });
}

/** All rows are looked at over the same step: their values are known then. */
function firstSides(study: Study, coordinate: number): Sides {
  const { firstSteps, rows, company } = study.probes;
  if (company !== undefined)
    return sidesAlong(study, coordinate, firstStepAlong(study, coordinate));
  const known = firstSteps.get(coordinate);
  const sides = sidesAlong(study, coordinate, known ?? firstStepAlong(study, coordinate));
  if (known === undefined && rows > 1) firstSteps.set(coordinate, sides.right);
  return sides;
}

/**
 * The root mean square of the derivatives. A kink whose bend is far below it, at a coordinate that agrees, is none that matters,
 * unless kinks are not to be passed at all.
 */
function typicalSlope({ reading, options }: Study, coordinates: Uint32Array): number {
  if (options.kinks !== 'subgradient') return 0;
  const analytic = Float64Array.from(coordinates, (k) => reading.values[k]);
  const size = norm(analytic) / Math.sqrt(analytic.length);
  return Number.isFinite(size) ? size : 0;
}

interface Seen {
  readonly rung: Rung;
  readonly threshold: number;
  readonly typical: number;
}

function lookAt(study: Study, coordinate: number, { rung, threshold, typical }: Seen): FirstLook {
  const analytic = study.reading.values[coordinate];
  const estimate = singleDifference(rung, noiseLevel(study));
  noteSlope(study, coordinate, estimate.value);
  const difference = Math.abs(analytic - estimate.value);
  const tolerated = threshold * (Math.abs(analytic) + Math.abs(estimate.value));
  const around = { value: study.value, size: sizeAt(study, coordinate) };
  const isBent = bends(around, rung, { bar: estimate.bar, typical });
  const sizes = { difference, bar: estimate.bar };
  const isLucky = truncationOver(around, rung, estimate) > SURELY * tolerated;
  const seen = { coordinate, rung, estimate, ...(isLucky && { isLucky }) };
  const mayAgree = difference <= estimate.bar || (isBent && analytic === 0);
  // so far away slopes are of another place, and nothing is a zero against them
  const tellsNothing = mayAgree && isFarBelow(coordinateLine(study, coordinate));
  if (!Number.isFinite(difference) || tellsNothing) return { ...seen, outcome: 'unsettled' };
  if (isUnmoved(study, rung))
    return { ...seen, outcome: difference <= estimate.bar && !isBent ? 'silent' : 'unsettled' };
  if (!isBent) return { ...seen, outcome: outcomeOf({ ...sizes, tolerated }) };
  // a zero is one against the slopes to both sides
  const reference =
    analytic === 0
      ? threshold * steepnessAlong(study, coordinate, { rungs: [rung], deviation: 0 })
      : tolerated;
  const unbent = outcomeOf({ ...sizes, tolerated: reference });
  return { ...seen, outcome: 'unsettled', ...(unbent === 'settled' && { unbent }) };
}

/** What a step leaves is known to this factor. */
const SURELY = 1 / 2;
/** The sides differ by the noise of three values, by so many bars of the central difference at the most. */
const OF_SIDES = 4;
/** Where they differ by more than this part of the slope the point is close to a minimum, and its curvature says nothing of the scale. */
const STATIONARY = 1 / 8;

/**
 * About what a central difference leaves: its sides differ by h f″, and it is off by h² f‴ / 6, of a function of one scale by a sixth of the
 * square of the one over the slope; close to a minimum, where that scale is the size of the coordinate, by a sixth of h² f″ over it.
 */
function truncationOver(
  { value, size }: Pick<Base, 'value' | 'size'>,
  { right, left, plus, minus }: Rung,
  { value: central, bar }: Estimate,
): number {
  const bend = Math.abs((plus - value) / right - (value - minus) / left);
  const clear = Math.max(0, bend - OF_SIDES * bar);
  const isStationary = clear > STATIONARY * Math.abs(central);
  return (clear * (isStationary ? right / size : clear / Math.abs(central))) / 6;
}

interface Sizes {
  readonly difference: number;
  readonly bar: number;
  readonly tolerated: number;
}

function outcomeOf({ difference, bar, tolerated }: Sizes): Outcome {
  if (difference <= tolerated && bar <= tolerated) return 'settled';
  return difference <= bar ? 'silent' : 'slight';
}

/** One central difference with the bar of its noise, as far as that is known. */
export function singleDifference({ right, left, plus, minus }: Rung, noise: NoiseLevel): Estimate {
  const deviation = Math.hypot(noiseOf(plus, noise), noiseOf(minus, noise));
  return { value: (plus - minus) / (right + left), bar: (3 * deviation) / (right + left) };
}

/** What a first look amounts to when nothing more is looked at. */
export function findingOf(study: Study, { coordinate, estimate, rung }: FirstLook): Finding {
  const analytic = study.reading.values[coordinate];
  const difference = Math.abs(analytic - estimate.value);
  return {
    coordinate,
    analytic,
    // agreement is evidence that truncation is no larger than about the difference
    estimate: { ...estimate, bar: Math.max(estimate.bar, 2 * difference) },
    analyticBar: 0,
    steepness: steepnessAlong(study, coordinate, { rungs: [rung], deviation: 0 }),
    moved: hasMoved(study, [rung]),
  };
}
