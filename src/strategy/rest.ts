import type { Finding } from '../judge/finding.ts';
import type { Estimate } from '../numeric/estimate.ts';
import { noiseOf } from '../numeric/noise.ts';
import { climb } from '../probe/climb.ts';
import { coordinateLine, directionLine, type Line, sharedDirection } from '../probe/line.ts';
import type { Check } from '../probe/request.ts';
import { hasMoved, steepness } from '../probe/steepness.ts';
import type { Study } from '../probe/study.ts';
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
  const { estimate, rungs } = yield* climb(study, line, ascent);
  return {
    coordinate,
    analytic: line.analytic,
    estimate,
    analyticBar: 0,
    steepness: steepness(study, coordinate, rungs),
    moved: hasMoved(study, rungs),
    rungs,
  };
}

function* lookAlong(
  study: Study,
  { selection, part }: { readonly selection: Selection; readonly part: Part },
  threshold: number,
): Check<boolean> {
  const set = `${selection.variable.path} ${part.from} ${part.to}`;
  const through = { coordinates: restIn(selection, part), key: set, set };
  const line = directionLine(study, sharedDirection(study, through));
  const enough = 1e4 * noiseOf(study.value, study.noise);
  const { estimate } = yield* climb(study, line, { start: [], tolerated: threshold, enough });
  study.directions += 1;
  return isWrong(line, estimate, threshold);
}

function isWrong({ analytic }: Line, { value, bar }: Estimate, threshold: number): boolean {
  const difference = Math.abs(analytic - value);
  return difference > 2 * bar && difference > threshold * (Math.abs(analytic) + Math.abs(value));
}
