import { CERTAINTY, type Finding, judgeCoordinate, numericOf } from '../judge/finding.ts';
import { DEFAULT_THRESHOLD, thresholdFor } from '../judge/threshold.ts';
import { NOISE_COVERAGE } from '../numeric/convergence.ts';
import type { Estimate } from '../numeric/estimate.ts';
import { noiseOf } from '../numeric/noise.ts';
import { type Quotient, quotientsOver } from '../numeric/quotient.ts';
import { inOrder } from '../numeric/rung.ts';
import { FACTOR } from '../probe/climb.ts';
import { coordinateLine, firstStepAlong, type Line, roundedMove, rungAt } from '../probe/line.ts';
import { along } from '../probe/point.ts';
import { askRow } from '../probe/probes.ts';
import type { Check } from '../probe/request.ts';
import { rungsAlong, stepsBetween } from '../probe/rungs-along.ts';
import {
  asShown,
  baseOf,
  drawn,
  grainAt,
  isRowOfMatrix,
  type Study,
  variableOf,
} from '../probe/study.ts';
import { isSeenByOthers } from './coarse-look.ts';
import { fineSide, noiseAlong, tellingStep } from './finest.ts';
import { FAR_FROM_GROSS } from './first-look.ts';
import { OTHER_STEPS, wayToCoarse } from './plateaus.ts';

/** A move beyond what the analytic slopes make it is one at so many standard deviations of what values are rounded by. */
const CLEARLY = 8;
/** No step is this near to one that was taken. */
const CLOSE = 2;
/** So many coordinates are looked at one by one when together they are contradicted. */
const MOST = 64;

/**
 * Looks whether a step far finer than the first speaks against what agreed at those.
 *
 * What a function does within the first step, a short wave or a contact that it leads beyond, is nothing to the steps that were taken, and
 * a gradient without it agrees with all of them. One value at a fine step along a direction through all coordinates that agreed shows it.
 */
export function* lookFinely(study: Study, all: readonly Map<number, Finding>[]): Check<void> {
  if (!mayBeFine(study)) return;
  const agreed = all.flatMap((findings) =>
    [...findings.values()].filter((finding) => hasAgreed(study, finding)),
  );
  if (agreed.length === 0) return;
  const direction = through(study, agreed);
  if (!(yield* isContradicted(study, direction))) return;
  for (const finding of agreed.slice(0, MOST)) {
    const found = yield* lookAlong(study, finding);
    if (found)
      all.find((findings) => findings.get(finding.coordinate))?.set(found.coordinate, found);
  }
}

/**
 * Whether a fine step may show something: of a value that is noisy it shows the noise, unless finer ones than those that show it have shown
 * less. Of a matrix every row would have its own, where all share those of the columns.
 */
function mayBeFine(study: Study): boolean {
  const { noise, violations } = study;
  const isNoisy = noise.shown > 0 && !noise.isBeyondFinest;
  return !isNoisy && violations.length === 0 && !isRowOfMatrix(study) && !isSeenByOthers(study);
}

function hasAgreed(study: Study, finding: Finding): boolean {
  const threshold = thresholdFor(study, variableOf(study, finding.coordinate));
  const standing = judgeCoordinate(finding, { threshold, kinks: study.options.kinks });
  return finding.moved && finding.estimate.slopes === undefined && standing === 'agrees';
}

/** In digits half way from the first step to the spacing of the numbers around. */
function fineStep(study: Study, coordinate: number): number {
  return Math.sqrt(firstStepAlong(study, coordinate) * grainAt(study, coordinate));
}

/** Each coordinate by its fine step, to either side. */
function through(study: Study, agreed: readonly Finding[]): Float64Array {
  const random = drawn(study, 'direction', 'fine');
  const direction = new Float64Array(study.base.length);
  for (const { coordinate } of agreed) {
    const sign = random() < 0.5 ? -1 : 1;
    direction[coordinate] = sign * (0.5 + 0.5 * random()) * fineStep(study, coordinate);
  }
  return direction;
}

/** What noise leaves over two steps is hardly ever the same slope, to this part of it. */
const SAME = 1 / 4;

/** Whether the value moves otherwise than the analytic slopes make it, and by another slope: the same to both sides, and over another step. */
function* isContradicted(study: Study, direction: Float64Array): Check<boolean> {
  const beyond = yield* excessAlong(study, direction, 1);
  const { excess, explained } = beyond;
  const isSame = (times: number, other: Excess) =>
    Math.abs(other.excess - times * excess) <= SAME * Math.abs(times * excess) + explained;
  for (const times of [1, -1, OTHER_STEPS]) {
    const seen = times === 1 ? beyond : yield* excessAlong(study, direction, times);
    if (!(Math.abs(seen.excess) > seen.explained) || !isSame(times, seen)) return false;
  }
  return true;
}

/** By how much a value moves more than the analytic slopes make it, and how much of that rounding and what is no gross error explain. */
interface Excess {
  readonly excess: number;
  readonly explained: number;
}

function* excessAlong(study: Study, direction: Float64Array, times: number): Check<Excess> {
  const [value] = yield* askRow(study, [along(direction, times)]);
  let [expected, size] = [0, 0];
  for (const [k, v] of direction.entries()) {
    if (v === 0) continue;
    const move = study.reading.values[k] * roundedMove(study, k, times * v);
    expected += move;
    size += Math.abs(move);
  }
  return { excess: value - study.value - expected, explained: explainedIn(study, size) };
}

/** The finding with the derivative that fine steps see, where that is the right one and was seen twice. */
function* lookAlong(study: Study, finding: Finding): Check<Finding | undefined> {
  const { coordinate, rungs: own } = finding;
  const line = coordinateLine(study, coordinate);
  const apart = yield* apartOver(study, line, fineStep(study, coordinate));
  if (apart === 0) return;
  const known = own ?? [yield* rungAt(study, line, line.first)];
  const from = tellingStep(study, coordinate, apart);
  const upTo = Math.min(...known.map(({ right }) => right)) / CLOSE;
  const finer = yield* rungsAlong(study, line, stepsBetween({ from, upTo }, FACTOR));
  // what no finer step can tell stays as it was seen
  if (finer.length === 0) return;
  const rungs = inOrder([...known, ...finer]);
  const found = { ...finding, estimate: numericOf(finding), rungs };
  const estimate = fineSide(study, found, noiseAlong(study, found));
  if (estimate === undefined || !excludesAnalytic(finding, estimate)) return;
  if (isOfOneStep(estimate) && !isHeldByFiner(study, found, estimate)) return;
  const { way } = yield* wayToCoarse(asShown(study), { ...found, estimate }, found.estimate);
  if (way !== 'continuous' && way !== 'jump') return;
  if ((yield* apartOver(study, line, OTHER_STEPS * finer[0].right)) === 0) return;
  return { ...found, estimate, numericBar: estimate.bar, isProven: true };
}

/** Whether it rests on one step, which does not show that it is near a limit. */
function isOfOneStep({ reach, finest }: Estimate): boolean {
  return reach === finest;
}

/** Whether finer steps say the same, as far as rounding lets them: what is rounded at several sizes has another slope over each. */
function isHeldByFiner(
  study: Study,
  { coordinate, rungs = [] }: Finding,
  { value, bar, reach = 0 }: Estimate,
): boolean {
  const base = baseOf(asShown(study), coordinateLine(study, coordinate));
  const finer = rungs.filter(({ right }) => right < reach).map((rung) => quotientsOver(rung, base));
  const isSame = ({ slope, noise }: Quotient) =>
    Math.abs(slope - value) <= bar + NOISE_COVERAGE * noise;
  return finer.length > 0 && finer.every(({ central }) => isSame(central));
}

function excludesAnalytic({ analytic }: Finding, { value, bar }: Estimate): boolean {
  return Math.abs(value - analytic) > CERTAINTY * bar;
}

/** By how much the slope over a fine step is another than the analytic one; 0 where rounding, or what is no gross error, explains that. */
function* apartOver(study: Study, line: Line, step: number): Check<number> {
  const { right, left, plus, minus } = yield* rungAt(study, line, step);
  const span = right + left;
  const excess = Math.abs(plus - minus - line.analytic * span);
  return excess > explainedIn(study, line.analytic * span) ? excess / span : 0;
}

/** What rounding and no gross error of the slope explain of a move. */
function explainedIn(study: Study, move: number): number {
  const noise = CLEARLY * noiseOf(study.value, asShown(study).noise);
  return noise + FAR_FROM_GROSS * Math.sqrt(DEFAULT_THRESHOLD.float64) * Math.abs(move);
}
