import { bestDifferenceError, type Visible } from '../test/zoo/visibility.ts';

/** Coordinates that are compared together: those of one variable, or all. */
export interface Part {
  readonly begin: number;
  readonly end: number;
}

/** What the derivative is at a point; it never comes from differences. */
export interface Truth {
  /** The one-sided slopes of each coordinate, equal but at a kink. */
  readonly slopes: readonly Slopes[];
  /** The right gradient closest to this one, where the slopes along the axes do not tell. */
  readonly nearest?: (analytic: readonly number[]) => readonly number[];
  /** ‖error‖₂ of the best differences anyone could take; computed when first asked for. */
  readonly blur: (part?: Part) => number;
  /** ‖slopes‖₂ of the value over ordinary steps around: what a derivative near zero is small against. */
  readonly reference: (part?: Part) => number;
  /** The largest relative error that is still worth a verdict: how far a threshold may be raised here. */
  readonly ceiling: number;
}

export type Slopes = readonly [low: number, high: number];

/** How far a gradient is from the truth. */
export interface Distance {
  /** ‖a − t‖₂. */
  readonly absolute: number;
  /** ‖a − t‖₂ / (‖a‖₂ + ‖t‖₂); 0 when both norms are 0. */
  readonly relative: number;
}

/** Thresholds may be raised this far, and no further, before they hide mistakes. */
export const ceilings = { float64: 1e-4, float32: 5e-3, noisy: 1e-3 } as const;

/** The right gradient that is closest to the analytic one. */
export function nearestTo(truth: Truth, analytic: readonly number[]): readonly number[] {
  const nearest = truth.nearest?.(analytic);
  return (
    nearest ?? analytic.map((a, i) => Math.min(Math.max(a, truth.slopes[i][0]), truth.slopes[i][1]))
  );
}

export function distanceTo(truth: Truth, analytic: readonly number[]): Distance {
  return distanceBetween(analytic, nearestTo(truth, analytic));
}

export function distanceBetween(a: readonly number[], t: readonly number[]): Distance {
  const absolute = Math.hypot(...a.map((ai, i) => ai - t[i]));
  const relative = absolute === 0 ? 0 : absolute / (Math.hypot(...a) + Math.hypot(...t));
  return { absolute, relative };
}

/**
 * Whether the truth itself says that no one can resolve the derivative here: the best differences, chosen with the truth
 * at hand, are off by more than any threshold may be raised to. A gradient that is zero against the slopes around always can
 * be confirmed.
 */
export function isBeyondAnyone(truth: Truth, asked: number, part?: Part): boolean {
  const size = sizeOf(truth, part);
  return (
    !isZeroBeside(truth, { size, asked, part }) && !(truth.blur(part) <= truth.ceiling * 2 * size)
  );
}

/** Whether both gradients are zero, as near a stationary point: below the threshold against the slopes around. */
export function agreeAsZeros(truth: Truth, analytic: readonly number[], asked: number): boolean {
  const size = Math.max(sizeOf(truth), Math.hypot(...analytic));
  return isZeroBeside(truth, { size, asked, part: undefined });
}

function isZeroBeside(
  truth: Truth,
  {
    size,
    asked,
    part,
  }: { readonly size: number; readonly asked: number; readonly part?: Part | undefined },
): boolean {
  return size === 0 || size <= asked * truth.reference(part);
}

function sizeOf({ slopes }: Truth, part?: Part): number {
  const own = slopes.slice(part?.begin, part?.end);
  return Math.hypot(...own.map(([low, high]) => Math.max(Math.abs(low), Math.abs(high))));
}

/** No longer than the steps of `blurOf`: further away an iteration may never stop. */
const ORDINARY_STEPS = [1 / 2, -1 / 2, 1 / 8, -1 / 8, 1 / 64, -1 / 64];

/** The reference of a value; the truth takes nothing else from it, and nothing from differences. */
export function referenceOf({ value, at }: Pick<Visible, 'value' | 'at'>): (part?: Part) => number {
  const slope = (i: number, step: number) => {
    const moved = at.map((x, k) => (k === i ? x + step : x));
    return Math.abs((value(moved) - value(at)) / (moved[i] - at[i]));
  };
  const steepest = (i: number) =>
    Math.max(0, ...ORDINARY_STEPS.map((step) => slope(i, step)).filter(Number.isFinite));
  return normOver(at.length, steepest);
}

/**
 * The blur of a value: in each coordinate the error of the best difference, and at least `floor`, quantum over length scale,
 * where that is known: a lucky step on a staircase resolves nothing. Of many coordinates a few stand for all.
 */
export function blurOf(visible: Visible, floor = 0): (part?: Part) => number {
  return normOver(visible.at.length, (i) => Math.max(floor, bestDifferenceError(visible, i)));
}

const SAMPLED = 12;

/** ‖·‖₂ over the coordinates of a part, from a dozen of them at most; each is worked out once. */
function normOver(size: number, entry: (i: number) => number): (part?: Part) => number {
  const known = new Map<number, number>();
  const entryOf = (i: number) => {
    const found = known.get(i) ?? entry(i);
    known.set(i, found);
    return found;
  };
  return ({ begin, end } = { begin: 0, end: size }) => {
    const n = end - begin;
    const every = Math.max(1, n / SAMPLED);
    const entries = Array.from({ length: Math.min(n, SAMPLED) }, (_, k) =>
      entryOf(begin + Math.floor(k * every)),
    );
    return n === 0 ? 0 : Math.hypot(...entries) * Math.sqrt(n / entries.length);
  };
}
