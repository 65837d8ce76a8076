import type { Finding } from '../judge/finding.ts';
import { noiseOf } from '../numeric/noise.ts';
import { norm } from '../numeric/norm.ts';
import { climb } from '../probe/climb.ts';
import { directionLine, sharedDirection } from '../probe/line.ts';
import type { Check } from '../probe/request.ts';
import type { Study } from '../probe/study.ts';
import { climbTo } from './measured.ts';
import { type Part, restIn, type Selection } from './selection.ts';

/**
 * Looks for a mistake among the coordinates that are not checked one by one.
 *
 * One random direction through all of them sees any error that is not small against their whole gradient. Where it disagrees, the same
 * direction is halved until one coordinate is left: what one half does not disagree by, the other does, and the larger part goes on.
 *
 * @returns a coordinate that is worth a finding of its own, or nothing when the rest agrees; there has to be one
 */
export function* searchRest(
  study: Study,
  selection: Selection,
  threshold: number,
): Check<Finding | undefined> {
  const set = selection.variable.path;
  let suspects: Part = { from: 0, to: selection.rest };
  const through = { coordinates: restIn(selection, suspects), key: `rest of ${set}`, set };
  const direction = sharedDirection(study, through);
  const whole = yield* lookAlong(study, direction, threshold);
  if (!whole.isWrong) return;
  let { difference } = whole;
  while (suspects.to - suspects.from > 1) {
    const middle = (suspects.from + suspects.to) >>> 1;
    const half = { from: suspects.from, to: middle };
    const part = within(direction, restIn(selection, half));
    const inHalf = (yield* lookAlong(study, part, threshold)).difference;
    const isInHalf = Math.abs(inHalf) >= Math.abs(difference - inHalf);
    suspects = isInHalf ? half : { from: middle, to: suspects.to };
    difference = isInHalf ? inHalf : difference - inHalf;
  }
  const [coordinate] = restIn(selection, suspects);
  return yield* climbTo(study, coordinate, { tolerated: threshold });
}

/** What is left of a direction that moves some coordinates only. */
function within(direction: Float64Array, coordinates: Iterable<number>): Float64Array {
  const part = new Float64Array(direction.length);
  for (const k of coordinates) part[k] = direction[k];
  return part;
}

/** By how much the analytic slope along a direction differs from the numeric one, and whether that is a mistake. */
interface Look {
  readonly difference: number;
  readonly isWrong: boolean;
}

function* lookAlong(study: Study, direction: Float64Array, threshold: number): Check<Look> {
  const line = directionLine(study, direction);
  const tolerance = threshold * sizeAlong(study, direction);
  const tolerated = Math.min(threshold, tolerance / Math.abs(line.analytic));
  const enough = 1e4 * noiseOf(study.value, study.noise);
  const { estimate } = yield* climb(study, line, { start: [], tolerated, enough });
  study.directions += 1;
  const difference = line.analytic - estimate.value;
  const size = Math.abs(difference);
  return { difference, isWrong: size > 2 * estimate.bar && size > tolerance };
}

/** About what the derivative along a direction is: by chance it may be far larger, and an error small beside it. */
function sizeAlong({ reading }: Study, direction: Float64Array): number {
  return norm(direction.map((v, k) => (v === 0 ? 0 : v * reading.values[k])));
}
