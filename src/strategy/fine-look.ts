import { type Finding, judgeCoordinate } from '../judge/finding.ts';
import { thresholdFor } from '../judge/threshold.ts';
import { noiseOf } from '../numeric/noise.ts';
import { coordinateLine, firstStepAlong, type Line, roundedMove, rungAt } from '../probe/line.ts';
import { along } from '../probe/point.ts';
import { askRow } from '../probe/probes.ts';
import type { Check } from '../probe/request.ts';
import { drawn, grainAt, noiseLevel, type Study, variableOf } from '../probe/study.ts';
import { FAR_FROM_GROSS } from './first-look.ts';
import { climbTo } from './measured.ts';

/** A move beyond what the analytic slopes make it is one at so many standard deviations of what values are rounded by. */
const CLEARLY = 8;
/** So many coordinates are looked at one by one when together they are contradicted. */
const MOST = 64;

/**
 * Looks whether a step far finer than the first speaks against what agreed at those.
 *
 * What a function does within the first step, a short wave or a contact that it leads beyond, is nothing to the steps that were taken, and
 * a gradient without it agrees with all of them. One value at a fine step along a direction through all coordinates that agreed shows it.
 */
export function* lookFinely(study: Study, all: readonly Map<number, Finding>[]): Check<void> {
  const agreed = all.flatMap((findings) =>
    [...findings.values()].filter((finding) => hasAgreed(study, finding)),
  );
  // of a value that is noisy a fine step shows the noise
  if (agreed.length === 0 || study.violations.length > 0 || study.noise.shown > 0) return;
  const direction = through(study, agreed);
  if (!(yield* isContradicted(study, direction))) return;
  for (const finding of agreed.slice(0, MOST)) {
    const found = yield* lookAlong(study, finding);
    if (found)
      all.find((findings) => findings.get(finding.coordinate))?.set(found.coordinate, found);
  }
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

/** Whether the value moves otherwise than the analytic slopes make it, and to the other side the other way. */
function* isContradicted(study: Study, direction: Float64Array): Check<boolean> {
  const beyond = yield* excessAlong(study, direction, 1);
  const { explained } = beyond;
  if (!(Math.abs(beyond.excess) > explained)) return false;
  const opposite = yield* excessAlong(study, direction, -1);
  return Math.abs(beyond.excess - opposite.excess) / 2 > explained;
}

/** By how much a value moves more than the analytic slopes make it, and how much of that rounding and what is no gross error explain. */
interface Excess {
  readonly excess: number;
  readonly explained: number;
}

function* excessAlong(study: Study, direction: Float64Array, side: 1 | -1): Check<Excess> {
  const [value] = yield* askRow(study, [along(direction, side)]);
  let [expected, size] = [0, 0];
  for (const [k, v] of direction.entries()) {
    if (v === 0) continue;
    const move = study.reading.values[k] * roundedMove(study, k, side * v);
    expected += move;
    size += Math.abs(move);
  }
  const threshold = 1e-7;
  const tolerated = FAR_FROM_GROSS * Math.sqrt(threshold) * size;
  const noise = CLEARLY * noiseOf(study.value, noiseLevel(study));
  return { excess: value - study.value - expected, explained: noise + tolerated };
}

/** The finding with all that its line shows, where the fine step along it speaks against it. */
function* lookAlong(study: Study, finding: Finding): Check<Finding | undefined> {
  const { coordinate, rungs = [] } = finding;
  const line = coordinateLine(study, coordinate);
  const fine = yield* rungAt(study, line, fineStep(study, coordinate));
  const slope = (fine.plus - fine.minus) / (fine.right + fine.left);
  if (!speaksAgainst(study, line, { slope, span: fine.right + fine.left })) return;
  return yield* climbTo(study, coordinate, { start: [...rungs, fine], isWhole: true });
}

function speaksAgainst(
  study: Study,
  { analytic }: Line,
  { slope, span }: { readonly slope: number; readonly span: number },
): boolean {
  const noise = (CLEARLY * noiseOf(study.value, noiseLevel(study))) / span;
  const threshold = 1e-7;
  return Math.abs(slope - analytic) > noise + FAR_FROM_GROSS * Math.sqrt(threshold) * Math.abs(analytic);
}
