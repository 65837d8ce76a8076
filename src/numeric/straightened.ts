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
export function straightened(
  { here, around: [above, below, farAbove, farBelow] }: OutputsAlong,
  { cotangent, unit }: Contracted,
): Straightened {
  const thirds = new Float64Array(here.length);
  let moved = 0;
  for (let k = 0; k < here.length; k++) {
    const third = farAbove[k] - 2 * above[k] + 2 * below[k] - farBelow[k];
    const isMoved = farAbove[k] !== here[k] || farBelow[k] !== here[k];
    if (isMoved) thirds[moved++] = Math.abs(third);
  }
  const shown = medianOf(thirds.subarray(0, moved)) / NORMAL_MEDIAN / Math.sqrt(OF_THIRD);
  const usual = Math.min(shown, (NOISIEST * unit * norm(here)) / Math.sqrt(here.length));
  const corrections = [0, 0, 0, 0];
  let [square, bend, straight] = [0, 0, 0];
  for (let k = 0; k < here.length; k++) {
    const [y, up, down, far, deep] = [here[k], above[k], below[k], farAbove[k], farBelow[k]];
    if (far === y && deep === y && up === y && down === y) continue;
    const weight = cotangent[k];
    const size = Math.max(Math.abs(far), Math.abs(deep));
    const deviation = Math.max(usual, ROUNDING * unit * size);
    const tolerance = CLEAR * Math.sqrt(OF_SECOND) * deviation;
    square += (weight * deviation) ** 2;
    const bends = [y - 2 * down + deep, up - 2 * y + down, far - 2 * up + y].map(Math.abs);
    const [left, middle, right] = bends.map((one) => one <= tolerance);
    if (middle && right && left) {
      straight += 1;
    } else if (middle) {
      // up to both shorter steps it is straight
      const slope = left ? (up - deep) / 3 : right ? (far - down) / 3 : (up - down) / 2;
      if (!right) corrections[2] += weight * (up + slope - far);
      if (!left) corrections[3] += weight * (down - slope - deep);
    } else if (left !== right) {
      const slope = left ? (y - deep) / 2 : (far - y) / 2;
      const [near, beyond] = left ? [up, far] : [down, deep];
      const sign = left ? 1 : -1;
      const [i, j] = left ? [0, 2] : [1, 3];
      corrections[i] += weight * (y + sign * slope - near);
      corrections[j] += weight * (y + 2 * sign * slope - beyond);
    } else {
      // between its slopes
      const slope = (up - down) / 2;
      corrections[0] += weight * (y + slope - up);
      corrections[1] += weight * (y - slope - down);
      corrections[2] += weight * (y + 2 * slope - far);
      corrections[3] += weight * (y - 2 * slope - deep);
      bend += Math.abs(weight) * Math.max(...bends);
    }
  }
  const share = moved < ENOUGH ? 0 : straight / moved;
  return { corrections, deviation: Math.sqrt(square), bend, straight: share };
}

function medianOf(values: Float64Array): number {
  return values.sort()[values.length >> 1] ?? Number.NaN;
}
