import type { Exact } from './duals.ts';

/** How far a gradient is from the truth, as a whole and at its worst coordinate. */
export interface TrueError {
  /** ‖a − e‖₂ / (‖a‖₂ + ‖e‖₂); 0 when both norms are 0. */
  readonly norm: number;
  /** Largest |a − e| / (|a| + |e|) of any coordinate. */
  readonly coordinate: number;
}

/** Compares with the nearest truth. */
export function trueError(gradient: ArrayLike<number>, exact: Exact): TrueError {
  const a = Array.from(gradient);
  const e = nearestTruth(a, exact);
  const coordinates = a.map((ai, i) => relative(Math.abs(ai - e[i]), Math.abs(ai), Math.abs(e[i])));
  return {
    norm: relative(Math.hypot(...a.map((ai, i) => ai - e[i])), Math.hypot(...a), Math.hypot(...e)),
    coordinate: Math.max(...coordinates),
  };
}

/** At a kink any value between the one-sided slopes is right; elsewhere only the derivative. */
export function nearestTruth(a: readonly number[], { gradient, slopes }: Exact): number[] {
  return a.map((ai, i) => {
    const interval = slopes?.[i];
    return interval ? Math.min(Math.max(ai, interval[0]), interval[1]) : gradient[i];
  });
}

function relative(difference: number, a: number, e: number): number {
  return difference === 0 ? 0 : difference / (a + e);
}
