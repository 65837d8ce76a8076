import { norm } from './norm.ts';

/** Several outputs on a line: at the point, and at two steps to either side of it. */
export interface OutputsAlong {
  readonly here: Float64Array;
  /** At h, −h, 2h and −2h. */
  readonly around: readonly [Float64Array, Float64Array, Float64Array, Float64Array];
}

/** How outputs on a line count, with what they are contracted with. */
interface Contracted {
  readonly cotangent: Float64Array;
  /** The unit roundoff of the outputs. */
  readonly unit: number;
}

/** A contraction of outputs on a line as it would be if none of them had a kink beside the point. */
export interface Straightened {
  /** What is to be added to it at h, −h, 2h and −2h. */
  readonly corrections: readonly number[];
  /** The standard deviation of its noise. */
  readonly deviation: number;
  /** By how much it may bend over the shorter step, where outputs have kinks at the point itself, or to both sides of it. */
  readonly bend: number;
  /** What part of the outputs that move goes straight over all steps; 0 where too few move to tell what their noise is. */
  readonly straight: number;
}

/** An output leaves a straight line where a second difference is so many standard deviations. */
const CLEAR = 6;
/** A second difference has so many variances of a value; the third one about the point as well. */
const OF_SECOND = 1 + 4 + 1;
const OF_THIRD = 1 + 4 + 4 + 1;
/** The median of |x| for x of standard deviation 1. */
const NORMAL_MEDIAN = 0.6745;
/** Sums of thousands carry so many roundings of their size, at the most; what is more is no noise but curvature. */
const NOISIEST = 64;
/** Rounding is off by half of a unit in the mean, or less. */
const ROUNDING = 1 / 2;
/** Fewer outputs than these do not tell what noise is. */
const ENOUGH = 8;

/**
 * Takes the kinks of single outputs out of their contraction: where one of them goes straight up to the point from one side, and bends on
 * the other, its derivative is the slope of the straight side, and it is continued from there.
 *
 * A rectifier, or the largest of a few, is straight on either side of its kink, so that of an output at two steps to either side the
 * second differences tell on which side the kink lies.
 */
export function straightened(line: OutputsAlong, { cotangent, unit }: Contracted): Straightened {
  const { usual, moved } = noiseShown(line, unit);
  const corrections = [0, 0, 0, 0];
  let [square, bend, straight] = [0, 0, 0];
  for (let k = 0; k < line.here.length; k++) {
    const output = outputAt(line, k);
    if (isStill(output)) continue;
    const weight = cotangent[k];
    const size = Math.max(Math.abs(output.far), Math.abs(output.deep));
    const deviation = Math.max(usual, ROUNDING * unit * size);
    square += (weight * deviation) ** 2;
    const [left, middle, right] = bendsOf(output);
    const tolerance = CLEAR * Math.sqrt(OF_SECOND) * deviation;
    const goes = {
      left: left <= tolerance,
      middle: middle <= tolerance,
      right: right <= tolerance,
    };
    if (goes.left && goes.middle && goes.right) {
      straight += 1;
      continue;
    }
    continued(output, goes).forEach((to, i) => {
      corrections[i] += weight * (to - line.around[i][k]);
    });
    if (!goes.middle && goes.left === goes.right)
      bend += Math.abs(weight) * Math.max(left, middle, right);
  }
  const share = moved < ENOUGH ? 0 : straight / moved;
  return { corrections, deviation: Math.sqrt(square), bend, straight: share };
}

/** One output: at the point, at a step above and below it, and twice as far. */
interface Output {
  readonly y: number;
  readonly up: number;
  readonly down: number;
  readonly far: number;
  readonly deep: number;
}

function outputAt({ here, around: [above, below, farAbove, farBelow] }: OutputsAlong, k: number) {
  return { y: here[k], up: above[k], down: below[k], far: farAbove[k], deep: farBelow[k] };
}

function isStill({ y, up, down, far, deep }: Output): boolean {
  return far === y && deep === y && up === y && down === y;
}

/** The second differences below the point, about it and above it. */
function bendsOf({ y, up, down, far, deep }: Output): readonly [number, number, number] {
  return [Math.abs(y - 2 * down + deep), Math.abs(up - 2 * y + down), Math.abs(far - 2 * up + y)];
}

/** Where an output goes straight. */
interface Goes {
  readonly left: boolean;
  readonly middle: boolean;
  readonly right: boolean;
}

/** What an output would be at h, −h, 2h and −2h if it went on as it goes where it is straight; between its slopes where it is so nowhere. */
function continued({ y, up, down, far, deep }: Output, { left, middle, right }: Goes): number[] {
  if (middle) {
    // up to both shorter steps it is straight
    const slope = left ? (up - deep) / 3 : right ? (far - down) / 3 : (up - down) / 2;
    return [up, down, right ? far : up + slope, left ? deep : down - slope];
  }
  if (left && !right) return [y + (y - deep) / 2, down, y + (y - deep), deep];
  if (right && !left) return [up, y - (far - y) / 2, far, y - (far - y)];
  const slope = (up - down) / 2;
  return [y + slope, y - slope, y + 2 * slope, y - 2 * slope];
}

/** The noise that most outputs show in their third differences, where they go straight, and how many of them move. */
function noiseShown(
  { here, around: [above, below, farAbove, farBelow] }: OutputsAlong,
  unit: number,
): { readonly usual: number; readonly moved: number } {
  const thirds = new Float64Array(here.length);
  let moved = 0;
  for (let k = 0; k < here.length; k++) {
    const third = farAbove[k] - 2 * above[k] + 2 * below[k] - farBelow[k];
    const isMoved = farAbove[k] !== here[k] || farBelow[k] !== here[k];
    if (isMoved) thirds[moved++] = Math.abs(third);
  }
  const shown = medianOf(thirds.subarray(0, moved)) / NORMAL_MEDIAN / Math.sqrt(OF_THIRD);
  return { usual: Math.min(shown, (NOISIEST * unit * norm(here)) / Math.sqrt(here.length)), moved };
}

function medianOf(values: Float64Array): number {
  return values.sort()[values.length >> 1] ?? Number.NaN;
}
