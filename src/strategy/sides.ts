import type { Excess } from '../numeric/extrapolated.ts';
import type { Moving } from '../probe/course.ts';

/** A direction, and what two values along it exceed the analytic slope by. */
export interface Look {
  readonly moving: Moving;
  readonly excess: Excess;
}

/** What an error makes of the slope along a direction, and what half of the even part is without kinks. */
interface Supposed {
  readonly slope: number;
  readonly curvature: number;
}

/** One side of a direction: by how much the analytic slope exceeds its own, and what the curvature would have to be for what is supposed. */
export interface Side {
  readonly look: Look;
  readonly slope: number;
  readonly curvature: number;
}

/** The side that is nearer to what is supposed. */
export function sideNearest(look: Look, { slope, curvature }: Supposed): Side {
  const { odd, even } = look.excess;
  const bend = even / 2 - curvature;
  const sign = (odd - slope) * bend > 0 ? -1 : 1;
  return { look, slope: odd + sign * bend, curvature: even / 2 + sign * (odd - slope) };
}

/** By how much that side is off. */
export function offNearest(
  { excess: { odd, even } }: Look,
  { slope, curvature }: Supposed,
): number {
  return Math.abs(Math.abs(odd - slope) - Math.abs(even / 2 - curvature));
}
