export type Point = number[] | Float64Array | Float32Array;

/** A function whose gradient a released library computes. */
export interface LibraryCase {
  readonly name: string;
  /** Name and version, as npm knows them. */
  readonly library: string;
  /** The arithmetic inside the library, which is not always the type of `at`. */
  readonly precision: 'float64' | 'float32';
  readonly at: Point;
  value(x: Point): number;
  gradient(x: Point): Point;
  /** Whether every coordinate of the gradient lies between the true one-sided slopes; reference.test.ts proves it. */
  readonly correct: boolean;
  /** What is wrong with a wrong one, and where that is recorded. */
  readonly note?: string;
  readonly reference: Reference;
}

/** The same function at the same point, in a finer arithmetic than the library's. */
export interface Reference {
  value(): number;
  /** The slopes on both sides of a coordinate; the same but at a kink. */
  slopes(coordinate: number): readonly [left: number, right: number];
}

/** The verdict of a row: correct, unless a note says what is wrong. */
export function judged(note: string | undefined): Pick<LibraryCase, 'correct' | 'note'> {
  return note === undefined ? { correct: true } : { correct: false, note };
}

/**
 * A reference for a value in float64: differences, extrapolated to step zero (Richardson).
 *
 * Its slopes are good to 1e-9 where no other kink is nearer than 1e-3.
 */
export function float64Reference(f: (x: readonly number[]) => number, at: Point): Reference {
  const start = Array.from(at);
  let here: number | undefined;
  const value = () => (here ??= f(start));
  const slope = (coordinate: number, step: number) => {
    const moved = start.map((x, i) => (i === coordinate ? x + step : x));
    return (f(moved) - value()) / (moved[coordinate] - start[coordinate]);
  };
  return {
    value,
    slopes: (coordinate) => [
      extrapolate((h) => slope(coordinate, -h)),
      extrapolate((h) => slope(coordinate, h)),
    ],
  };
}

/** The limit of a + b h + c h² + … for h → 0 (Romberg's table). */
function extrapolate(estimate: (h: number) => number): number {
  let row = [1, 2, 4, 8, 16].map((part) => estimate(1e-3 / part));
  for (let power = 2; row.length > 1; power *= 2) {
    row = row.slice(1).map((finer, i) => (power * finer - row[i]) / (power - 1));
  }
  return row[0];
}
