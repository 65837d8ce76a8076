import type { Finding } from '../judge/finding.ts';
import type { Estimate } from '../numeric/estimate.ts';
import { noiseOf } from '../numeric/noise.ts';
import { climb } from '../probe/climb.ts';
import type { Check } from '../probe/evaluation.ts';
import { coordinateLine, directionLine, type Line, randomDirection } from '../probe/line.ts';
import { hasMoved, steepness } from '../probe/steepness.ts';
import type { Study } from '../probe/study.ts';

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
  rest: readonly number[],
  threshold: number,
): Check<Finding | undefined> {
  const whole = yield* lookAlong(study, rest, threshold);
  if (!whole.wrong) return;
  let suspects = rest;
  while (suspects.length > 1) {
    const middle = suspects.length >> 1;
    const halves = [suspects.slice(0, middle), suspects.slice(middle)];
    const first = yield* lookAlong(study, halves[0], threshold);
    suspects = first.wrong ? halves[0] : halves[1];
  }
  const [coordinate] = suspects;
  const line = coordinateLine(study, coordinate);
  const { estimate, rungs } = yield* climb(study, line, {
    start: [],
    tolerated: threshold,
    enough: 0,
  });
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
  coordinates: readonly number[],
  threshold: number,
): Check<{ readonly wrong: boolean }> {
  const line = directionLine(study, randomDirection(study, coordinates));
  const { estimate } = yield* climb(study, line, {
    start: [],
    tolerated: threshold,
    enough: 1e4 * noiseOf(study.value, study.noise),
  });
  return { wrong: isWrong(line, estimate, threshold) };
}

function isWrong({ analytic }: Line, { value, bar }: Estimate, threshold: number): boolean {
  const difference = Math.abs(analytic - value);
  return difference > 2 * bar && difference > threshold * (Math.abs(analytic) + Math.abs(value));
}
