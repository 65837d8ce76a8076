/** Where a gradient is checked: numbers in the format they are stored in. */
export type Point = number[] | Float64Array | Float32Array;

/** What a rule may look at besides the gradient under test. */
export interface Problem {
  readonly at: Point;
  readonly value: (x: Point) => number;
}

export type Answer = 'correct' | 'wrong' | 'undecided';

/** Judges gradients of one problem; what it had to evaluate it has evaluated. */
export type Judge = (analytic: ArrayLike<number>) => Answer;

/** A rule by which others tell a correct gradient from a wrong one, at its own defaults. */
export interface Peer {
  readonly name: string;
  /** What it costs when that does not grow with the number of coordinates. */
  readonly flatCost?: string;
  readonly study: (problem: Problem) => Judge;
}

/** Correct when every coordinate passes; a NaN never does. */
export function everyCoordinate(
  numeric: readonly number[],
  passes: (pair: { readonly analytic: number; readonly numeric: number }) => boolean,
): Judge {
  return (analytic) =>
    numeric.every((n, i) => passes({ analytic: analytic[i], numeric: n })) ? 'correct' : 'wrong';
}

/** (f(x + h eᵢ) − f(x − h eᵢ)) / 2h for every coordinate, the step not re-read. */
export function centralDifferences(
  problem: Problem,
  step: (x: number) => number,
): readonly number[] {
  return Array.from(problem.at, (x, coordinate) =>
    centralDifference(problem, { coordinate, h: step(x) }),
  );
}

export function centralDifference(
  { at, value }: Problem,
  { coordinate, h }: { readonly coordinate: number; readonly h: number },
): number {
  const x = at[coordinate];
  return (value(moved(at, coordinate, x + h)) - value(moved(at, coordinate, x - h))) / (2 * h);
}

/** A copy of the point with one coordinate elsewhere; a typed array rounds it. */
export function moved(at: Point, coordinate: number, to: number): Point {
  const copy = at.slice();
  copy[coordinate] = to;
  return copy;
}
