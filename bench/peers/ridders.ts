import { centralDifference, everyCoordinate, type Peer, type Problem } from './peer.ts';

const relativeStart = 1e-2;
const extrapolations = 10;
const convergence = 1e-12;

/**
 * |a − n| / max(|a|, |n|) < 1e-8, absolute where one of them is 0; n by Ridders' method.
 *
 * @see https://github.com/ceres-solver/ceres-solver/blob/2.2.0/internal/ceres/gradient_checker.cc
 */
export const ceres: Peer = {
  name: 'Ceres (Ridders)',
  study: (problem) =>
    everyCoordinate(
      Array.from(problem.at, (_, coordinate) => ridders(problem, coordinate)),
      ({ analytic, numeric }) => {
        const difference = Math.abs(analytic - numeric);
        if (analytic === 0 || numeric === 0) return difference < 1e-8;
        return difference / Math.max(Math.abs(analytic), Math.abs(numeric)) < 1e-8;
      },
    ),
};

/**
 * Central differences at halved steps, extrapolated to step zero until the tableau converges or turns unstable.
 *
 * The step starts at 32 times max(1e-2, 1e-2·|x|), so that the middle rung of ten stands there.
 *
 * @see https://github.com/ceres-solver/ceres-solver/blob/2.2.0/include/ceres/internal/numeric_diff.h
 * @see Ridders (1982), doi:10.1016/S0141-1195(82)80057-0
 */
export function ridders(problem: Problem, coordinate: number): number {
  let h = Math.max(relativeStart, relativeStart * Math.abs(problem.at[coordinate])) * 2 ** 5;
  let best = { value: Number.NaN, error: Number.MAX_VALUE };
  let previous: readonly number[] = [];
  for (let i = 0; i < extrapolations; i++, h /= 2) {
    const row = extrapolate(centralDifference(problem, { coordinate, h }), previous);
    if (i === 0) best = { ...best, value: row[0] };
    best = improve(best, { row, previous });
    if (best.error < convergence) break;
    if (i > 0 && Math.abs(row[i] - previous[i - 1]) >= 2 * best.error) break;
    previous = row;
  }
  return best.value;
}

/** The next row of the tableau: T₍ₖ₎ = (4ᵏ T₍ₖ₋₁₎ − previous₍ₖ₋₁₎) / (4ᵏ − 1). */
function extrapolate(difference: number, previous: readonly number[]): readonly number[] {
  const row = [difference];
  previous.forEach((coarser, k) => {
    const factor = 4 ** (k + 1);
    row.push((factor * row[k] - coarser) / (factor - 1));
  });
  return row;
}

interface Best {
  readonly value: number;
  readonly error: number;
}

function improve(
  known: Best,
  { row, previous }: { readonly row: readonly number[]; readonly previous: readonly number[] },
): Best {
  let best = known;
  for (let k = 1; k < row.length && best.error >= convergence; k++) {
    const error = Math.max(Math.abs(row[k] - row[k - 1]), Math.abs(row[k] - previous[k - 1]));
    if (error <= best.error) best = { value: row[k], error };
  }
  return best;
}
