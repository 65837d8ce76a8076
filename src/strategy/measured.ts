import { type Finding, judgeCoordinate } from '../judge/finding.ts';
import { openLadder } from '../numeric/estimate.ts';
import { type Ascent, climb } from '../probe/climb.ts';
import { coordinateLine } from '../probe/line.ts';
import type { Check } from '../probe/request.ts';
import { rungsAlong } from '../probe/rungs-along.ts';
import { hasMoved, steepnessAlong } from '../probe/steepness.ts';
import { baseOf, type Study } from '../probe/study.ts';
import type { Gauge } from './gauge.ts';

/** The ladder of one coordinate, climbed to its end, or as far as was asked. */
export function* climbTo(
  study: Study,
  coordinate: number,
  ascent: Partial<Ascent> = {},
): Check<Finding> {
  const line = coordinateLine(study, coordinate);
  const whole = { start: [], tolerated: 0, enough: 0, ...ascent };
  const { estimate, rungs, noise, onset } = yield* climb(study, line, whole);
  return {
    coordinate,
    analytic: line.analytic,
    estimate,
    analyticBar: 0,
    steepness: steepnessAlong(study, coordinate, { rungs, deviation: noise.deviation }),
    deviation: noise.deviation,
    moved: hasMoved(study, rungs),
    isStill: noise.kind === 'still',
    rungs,
    onset,
  };
}

/** Six values tell the slope along one coordinate: over no shorter a step than all of them were moved by, and two finer ones. */
const FINER = [1 / 16, 1 / 4, 1];
const LONG_ENOUGH = 1 / 8;

/** How a coordinate of a variable is measured: whether it is wrong by more than a relative error. */
export interface Measuring {
  readonly gauge: Gauge;
  readonly threshold: number;
}

/** Measures one coordinate: over three steps that suit the variable, and where these do not tell, all that its line shows. */
export function* measure(
  study: Study,
  coordinate: number,
  { gauge, threshold }: Measuring,
): Check<Finding> {
  const line = coordinateLine(study, coordinate);
  const base = baseOf(study, line);
  const absolute = Math.max(base.noise.absolute, gauge.deviation);
  const ladder = openLadder({ ...base, noise: { ...base.noise, absolute } });
  const longest = gauge.spread.scale * Math.max(LONG_ENOUGH, gauge.step);
  const steps = FINER.map((part) => part * longest);
  for (const rung of yield* rungsAlong(study, line, steps)) ladder.add(rung);
  const { estimate, rungs } = ladder;
  const finding = {
    coordinate,
    analytic: line.analytic,
    estimate,
    analyticBar: 0,
    steepness: steepnessAlong(study, coordinate, { rungs, deviation: gauge.deviation }),
    moved: hasMoved(study, rungs),
    rungs,
  };
  return isOpen(finding, threshold)
    ? yield* climbTo(study, coordinate, { start: [...rungs] })
    : finding;
}

function isOpen(finding: Finding, threshold: number): boolean {
  const { bar, slopes } = finding.estimate;
  const standing = judgeCoordinate(finding, { threshold, kinks: 'subgradient' });
  return slopes !== undefined || !Number.isFinite(bar) || standing === 'undecided';
}
