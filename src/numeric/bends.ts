import { growth, NOISE_COVERAGE } from './convergence.ts';
import type { Quotient } from './quotient.ts';

/** A quotient of a sequence that is to be extrapolated to step zero. */
export interface Term extends Quotient {
  /** By how much the slopes of its two sides differ, and the noise of that; of a single side nothing is known. */
  readonly gap?: Pick<Quotient, 'slope' | 'noise'>;
}

/** Over a step so many times as long a smooth function bends by as much more; beyond a kink by hardly any. */
const LONGER = 2.5;
/** Further apart no two steps need be of the same kinks. */
const COMPARABLE = 10;
const HARDLY_LESS = 0.6;
/** Twice the standard deviations that cover noise: the bends of several steps are compared. */
const CLEAR = 2 * NOISE_COVERAGE;
/** So many leave no doubt. */
const CLEARLY = 4 * NOISE_COVERAGE;

/** Whether the slopes of both sides differ by about the same over a step and over a longer one: no smooth function bends so, one with kinks does. */
export function showsKinks(sequence: readonly Term[]): boolean {
  return sequence.some(
    (_, k) => isKinked(sequence, { at: k, deviations: CLEARLY }) && !isCurved(sequence, k),
  );
}

/** What curvature makes of a bend from one step to the next is in proportion to the step, to so much. */
const PROPORTIONAL = 1.8;

/**
 * Whether a bend has grown from that over the next finer step as curvature makes it grow: a smooth function bends no more over longer steps
 * either, where it turns round, and a kink comes all at once.
 */
function isCurved(sequence: readonly Term[], k: number): boolean {
  const [finer, own] = [sequence[k - 1], sequence[k]];
  if (finer?.gap === undefined || own.gap === undefined) return false;
  const isClear = Math.abs(finer.gap.slope) > CLEAR * finer.gap.noise;
  const grown = own.gap.slope / finer.gap.slope / (own.step / finer.step);
  return isClear && grown > 1 / PROPORTIONAL && grown < PROPORTIONAL;
}

function isKinked(
  sequence: readonly Term[],
  { at, deviations }: { readonly at: number; readonly deviations: number },
): boolean {
  const { gap, step } = sequence[at];
  if (gap === undefined || Math.abs(gap.slope) <= deviations * gap.noise) return false;
  return sequence.slice(at + 1).some((longer) => {
    const share = longer.gap === undefined ? 0 : gap.slope / longer.gap.slope;
    const times = longer.step / step;
    const isComparable = times >= LONGER && times <= COMPARABLE;
    return isComparable && share > HARDLY_LESS && share < 1 / HARDLY_LESS;
  });
}

/**
 * What the slopes of both sides differ by beyond curvature, where that shows: then kinks lie within the step, and central slopes may
 * agree with others by luck alone.
 *
 * Of a smooth function, gap / h is f″ give or take what shrinks with the step: from one rung to the next finer it changes by less than
 * twice what it did from the one before, noise apart, and where there is none by no more than all of it. Beyond a kink the gap itself stays.
 */
export function bendAt(sequence: readonly Term[], k: number): number {
  const { gap, step } = sequence[k];
  if (gap !== undefined && isKinked(sequence, { at: k, deviations: CLEAR }))
    return Math.abs(gap.slope);
  const [own, next, after] = sequence.slice(k, k + 3).map(curvatureOver);
  if (own === undefined || next === undefined) return 0;
  const change = Math.abs(own.slope - next.slope);
  const most = after === undefined ? Math.abs(next.slope) : 2 * Math.abs(next.slope - after.slope);
  const noise = NOISE_COVERAGE * (own.noise + next.noise + (after?.noise ?? 0));
  return change > most + noise ? change * step : 0;
}

/**
 * Whether gap / h over three steps is no series in h²: what it changes by from the first to the second goes on to change by less than half of
 * what a series makes of that. Then f″ changes within the steps, and central slopes over them are no series either, whatever they look like.
 */
export function isNoSeries(sequence: readonly Term[], k: number): boolean {
  const three = sequence.slice(k, k + 3);
  const [finest, middle, longest] = three.map(curvatureOver);
  if (finest === undefined || middle === undefined || longest === undefined) return false;
  const change = Math.abs(finest.slope - middle.slope);
  if (change <= NOISE_COVERAGE * (finest.noise + middle.noise)) return false;
  return Math.abs(middle.slope - longest.slope) < (growth(three, 2) / 2) * change;
}

function curvatureOver({ gap, step }: Term): Pick<Quotient, 'slope' | 'noise'> | undefined {
  return gap && { slope: gap.slope / step, noise: gap.noise / step };
}
