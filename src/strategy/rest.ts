import type { Finding } from '../judge/finding.ts';
import type { Estimate } from '../numeric/estimate.ts';
import { noiseOf } from '../numeric/noise.ts';
import { norm } from '../numeric/norm.ts';
import { climb } from '../probe/climb.ts';
import { coordinateLine, directionLine, type Line, randomDirection } from '../probe/line.ts';
import type { Check } from '../probe/request.ts';
import { hasMoved, steepnessOver } from '../probe/steepness.ts';
import { drawn, type Study } from '../probe/study.ts';
import { type Part, restIn, type Selection } from './selection.ts';

/**
 * Looks for a mistake among the coordinates that are not checked one by one.
 *
 * One random direction through all of them sees any error that is not small against their whole gradient. When it
 * disagrees, halves of the set are tried until one coordinate is left: the half that disagrees more goes on.
 *
 * @returns a coordinate that is worth a finding of its own, or nothing when the rest agrees; there has to be one
 */
export function* searchRest(
  study: Study,
  selection: Selection,
  threshold: number,
): Check<Finding | undefined> {
  let suspects: Part = { from: 0, to: selection.rest };
  const isWrongIn = (part: Part) => lookAlong(study, { selection, part }, threshold);
  if (!(yield* isWrongIn(suspects))) return;
  while (suspects.to - suspects.from > 1) {
    const middle = (suspects.from + suspects.to) >>> 1;
    const half = { from: suspects.from, to: middle };
    suspects = (yield* isWrongIn(half)) ? half : { from: middle, to: suspects.to };
  }
  const [coordinate] = restIn(selection, suspects);
  return yield* climbTo(study, coordinate, threshold);
}

/** The ladder of one coordinate, climbed to its end. */
function* climbTo(study: Study, coordinate: number, threshold: number): Check<Finding> {
  const line = coordinateLine(study, coordinate);
  const ascent = { start: [], tolerated: threshold, enough: 0 };
  const { estimate, rungs, noise } = yield* climb(study, line, ascent);
  return {
    coordinate,
    analytic: line.analytic,
    estimate,
    analyticBar: 0,
    steepness: steepnessOver(study, rungs, noise.deviation),
    moved: hasMoved(study, rungs),
    rungs,
  };
}

function* lookAlong(
  study: Study,
  { selection, part }: { readonly selection: Selection; readonly part: Part },
  threshold: number,
): Check<boolean> {
  const random = drawn(study, 'direction', `${selection.variable.path} ${part.from} ${part.to}`);
  const direction = randomDirection(study, restIn(selection, part), random);
  const line = directionLine(study, direction);
  const enough = 1e4 * noiseOf(study.value, study.noise);
  const { estimate } = yield* climb(study, line, { start: [], tolerated: threshold, enough });
  study.directions += 1;
  return isWrong(line, estimate, { threshold, size: sizeAlong(study, direction) });
}

/** What the derivative along a direction is to be expected to be: by chance it may be far larger, and an error small beside it. */
function sizeAlong({ reading }: Study, direction: Float64Array): number {
  return norm(direction.map((v, k) => (v === 0 ? 0 : v * reading.values[k])));
}

function isWrong(
  { analytic }: Line,
  { value, bar }: Estimate,
  { threshold, size }: { readonly threshold: number; readonly size: number },
): boolean {
  const difference = Math.abs(analytic - value);
  const tolerated = threshold * Math.min(2 * size, Math.abs(analytic) + Math.abs(value));
  return difference > 2 * bar && difference > tolerated;
}
