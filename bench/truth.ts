import { bestDifferenceError, type Visible } from '../test/zoo/visibility.ts';

/** What the derivative is at a point; it never comes from differences. */
export interface Truth {
  /** The one-sided slopes of each coordinate, equal but at a kink. */
  readonly slopes: readonly Slopes[];
  /** The right gradient closest to this one, where the slopes along the axes do not tell. */
  readonly nearest?: (analytic: readonly number[]) => readonly number[];
  /** ‖error‖₂ of the best differences anyone could take; computed when first asked for. */
  readonly blur: () => number;
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
 * at hand, are off by more than any threshold may be raised to. A zero gradient always can be confirmed.
 */
export function isBeyondAnyone(truth: Truth): boolean {
  const size = Math.hypot(
    ...truth.slopes.map(([low, high]) => Math.max(Math.abs(low), Math.abs(high))),
  );
  return size > 0 && !(truth.blur() <= truth.ceiling * 2 * size);
}

/**
 * The blur of a value: in each coordinate the error of the best difference, and at least `floor`, quantum over length scale,
 * where that is known: a lucky step on a staircase resolves nothing.
 */
export function blurOf(visible: Visible, floor = 0): () => number {
  let known: number | undefined;
  return () => {
    known ??= Math.hypot(
      ...visible.at.map((_, i) => Math.max(floor, bestDifferenceError(visible, i))),
    );
    return known;
  };
}
