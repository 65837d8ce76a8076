import { combination, dot, largestOf, type Vector } from './vector.ts';

/** What rounding leaves of a weight, or of a step nearer, that is none. */
const ROUNDING = 1e-13;
/** Each round comes nearer, and no set of points returns; far fewer are ever needed. */
const ROUNDS_A_POINT = 4;

/** The points that carry the nearest one so far, by number, and their weights. */
interface Corral {
  readonly members: readonly number[];
  readonly weights: readonly number[];
}

/**
 * The nearest point to `target` in the convex hull of some points, by the algorithm of Wolfe.
 *
 * It walks over sets of points that are affinely independent: the one that lies farthest towards the target, seen from where the walk
 * is, joins; those that the nearest point of the affine hull leaves on its far side drop out.
 *
 * @param points - one or more; not mutated
 * @see Wolfe (1976), Finding the nearest point in a polytope, doi:10.1007/BF01580381
 */
export function nearestInHull(points: readonly Vector[], target: Vector): Float64Array {
  const { seen, scale } = seenFrom(target, points);
  const first = indexOfLeast(seen.map((one) => dot(one, one)));
  let corral: Corral = { members: [first], weights: [1] };
  let nearest: Float64Array = seen[first];
  for (let round = 0; round < ROUNDS_A_POINT * points.length; round++) {
    const next = indexOfLeast(seen.map((one) => dot(nearest, one)));
    if (dot(nearest, nearest) - dot(nearest, seen[next]) <= ROUNDING) break;
    corral = reduced({ members: [...corral.members, next], weights: [...corral.weights, 0] }, seen);
    const moved = combination(corral.weights, membersOf(corral, seen));
    if (!(dot(moved, moved) < dot(nearest, nearest))) break;
    nearest = moved;
  }
  return nearest.map((offset, k) => target[k] + scale * offset);
}

interface Seen {
  readonly seen: readonly Float64Array[];
  readonly scale: number;
}

/** The points as they lie from the target, the farthest coordinate at a distance of 1. */
function seenFrom(target: Vector, points: readonly Vector[]): Seen {
  const offsets = points.map((point) => Float64Array.from(target, (t, k) => point[k] - t));
  const scale = Math.max(...offsets.map(largestOf)) || 1;
  return { seen: offsets.map((one) => one.map((offset) => offset / scale)), scale };
}

/** The nearest point of the affine hull of the members; while it lies outside their own, towards it as far as that goes, and on. */
function reduced({ members, weights }: Corral, seen: readonly Float64Array[]): Corral {
  const wanted = affineWeights(membersOf({ members }, seen));
  if (wanted.every((weight) => weight > ROUNDING)) return { members, weights: wanted };
  const reach = wanted.map((to, i) =>
    to > ROUNDING ? Number.POSITIVE_INFINITY : Math.min(weights[i] / (weights[i] - to) || 0, 1),
  );
  const leaving = indexOfLeast(reach);
  const stays = (_: unknown, i: number) => i !== leaving;
  const moved = weights.map((from, i) => from + reach[leaving] * (wanted[i] - from));
  return reduced({ members: members.filter(stays), weights: moved.filter(stays) }, seen);
}

/**
 * The weights, of sum 1, of the point of an affine hull that is nearest to 0.
 *
 * They minimise ‖Σ αᵢpᵢ‖² and are proportional to the solution of (11ᵀ + PPᵀ)β = 1: the multiplier of Σα = 1 is the same in every row.
 */
function affineWeights(points: readonly Vector[]): readonly number[] {
  const solution = solve(points.map((p) => [...points.map((q) => 1 + dot(p, q)), 1]));
  const sum = solution.reduce((total, weight) => total + weight, 0);
  return solution.map((weight) => weight / sum);
}

/** Solves a small system by elimination with pivots. Each row ends with its right side; they are overwritten. */
function solve(rows: number[][]): readonly number[] {
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    const pivot = k + indexOfLeast(rows.slice(k).map((row) => -Math.abs(row[k])));
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    for (const row of rows.slice(k + 1)) subtract(row, row[k] / rows[k][k], rows[k]);
  }
  const solution = Array<number>(n).fill(0);
  for (let k = n - 1; k >= 0; k--)
    solution[k] = (rows[k][n] - dot(rows[k].slice(0, n), solution)) / rows[k][k];
  return solution;
}

function subtract(row: number[], times: number, other: readonly number[]): void {
  for (let j = 0; j < row.length; j++) row[j] -= times * other[j];
}

function membersOf({ members }: Pick<Corral, 'members'>, seen: readonly Float64Array[]) {
  return members.map((i) => seen[i]);
}

function indexOfLeast(values: readonly number[]): number {
  return values.indexOf(Math.min(...values));
}
