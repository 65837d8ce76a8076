import type { Exact } from './duals.ts';
import type { Round } from './operations.ts';

/** What is differenced: a value in its own format, and the truth to compare with. */
export interface Visible {
  readonly value: (x: ArrayLike<number>) => number;
  readonly at: readonly number[];
  readonly round: Round;
  readonly exact: Exact;
}

/**
 * The error of the best finite difference along a coordinate: no difference scheme can see a mistake
 * much smaller than this.
 *
 * It is chosen with the truth at hand, over thirty steps and several orders. Two neighbouring steps have to be
 * that good, so that a lucky one does not count.
 */
export function bestDifferenceError(visible: Visible, coordinate: number): number {
  const { exact } = visible;
  const slopes = exact.slopes?.[coordinate];
  const { central, right, left } = differences(visible, coordinate);
  if (slopes) {
    const off = right.map((d, k) => {
      const [low, high] = [Math.min(d, left[k]), Math.max(d, left[k])];
      return Math.max(Math.abs(low - slopes[0]), Math.abs(high - slopes[1]));
    });
    return bestPair(off);
  }
  const error = (estimates: readonly number[]) =>
    bestPair(estimates.map((d) => Math.abs(d - exact.gradient[coordinate])));
  // steps fall by four: the error of order two falls by sixteen, of order one by four
  return Math.min(
    ...[central, extrapolated(central, 16), right, left].map(error),
    ...[extrapolated(right, 4), extrapolated(left, 4)].map(error),
  );
}

function differences(
  { value, at, round }: Visible,
  i: number,
): Record<'central' | 'right' | 'left', number[]> {
  const f = (t: number) => value(at.map((xj, j) => (j === i ? t : xj)));
  const x = at[i];
  const here = f(x);
  const rungs = Array.from({ length: 30 }, (_, k) => {
    const h = Math.max(1, Math.abs(x)) * 0.5 * 4 ** -k;
    const [up, down] = [round(x + h), round(x - h)];
    return { up, down, high: f(up), low: f(down) };
  });
  return {
    central: rungs.map(({ up, down, high, low }) => (high - low) / (up - down)),
    right: rungs.map(({ up, high }) => (high - here) / (up - x)),
    left: rungs.map(({ down, low }) => (here - low) / (x - down)),
  };
}

function extrapolated(estimates: readonly number[], gain: number): number[] {
  return estimates.slice(1).map((d, k) => (gain * d - estimates[k]) / (gain - 1));
}

function bestPair(errors: readonly number[]): number {
  const pairs = errors.slice(1).map((error, k) => Math.max(error, errors[k]));
  return Math.min(Number.POSITIVE_INFINITY, ...pairs.filter(Number.isFinite));
}
