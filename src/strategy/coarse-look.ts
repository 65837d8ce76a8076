import { type Finding, judgeCoordinate, numericOf } from '../judge/finding.ts';
import { DEFAULT_THRESHOLD, highestAlong } from '../judge/threshold.ts';
import { NOISE_COVERAGE } from '../numeric/convergence.ts';
import { type Estimate, estimateSlope, type Rung } from '../numeric/estimate.ts';
import { noiseOf } from '../numeric/noise.ts';
import { quotientsOver } from '../numeric/quotient.ts';
import { inOrder } from '../numeric/rung.ts';
import { FACTOR } from '../probe/climb.ts';
import { coordinateLine, directionLine, type Line, rungAt, type Sides } from '../probe/line.ts';
import { askRow, isProvenWrong } from '../probe/probes.ts';
import type { Check } from '../probe/request.ts';
import {
  drawn,
  isRowOfMatrix,
  noiseLevel,
  noisyBaseOf,
  type Study,
  sizeAt,
  variableOf,
} from '../probe/study.ts';
import { coarserRungs, holds, OTHER_STEPS, type Plateau, partingOf, spanning } from './plateaus.ts';

/** About as long as a step can be on which functions still look like their derivatives. */
const COARSE = 1.17 / 16;
/** What a slope is off by falls with the square of the step, to a fiftieth from one rung to the next; what is rounded away stays. */
const STAYS = 1 / 8;
/** One-sided slopes differ by this part less over the shorter step, unless there is a kink between: of a parabola a seventh is left. */
const LESS_BENT = 1 / 2;
/** So many coordinates are looked at one by one when together they are contradicted. */
const MOST = 64;

/**
 * Looks whether steps far coarser than the first speak against what agreed at those.
 *
 * A value that is rounded inside, at something far larger than itself, does not move with a small step by what was rounded away: a
 * gradient without that part agrees to all digits. One direction through all coordinates that agreed, at two coarse steps, shows it.
 */
export function* lookCoarsely(study: Study, all: readonly Map<number, Finding>[]): Check<void> {
  const agreed = all.flatMap((findings) =>
    [...findings.values()].filter((finding) => hasAgreed(study, finding)),
  );
  if (agreed.length === 0 || study.violations.length > 0 || isSeenByOthers(study)) return;
  const looked = all.reduce((count, { size }) => count + size, 0);
  // nothing is missed: the matrix is wrong
  if (agreed.length < looked && isProvenWrong(study.probes)) return;
  const isWhole = isRowOfMatrix(study) && agreed.length === looked;
  const line = directionLine(study, isWhole ? throughAll(study) : through(study, placesOf(agreed)));
  if (!(yield* isContradicted(study, line, 1))) return;
  for (const finding of agreed.slice(0, MOST)) {
    const found = yield* lookAlong(study, finding);
    if (found)
      all.find((findings) => findings.get(finding.coordinate))?.set(found.coordinate, found);
  }
}

/** Cotangents see the same outputs, and a value that is rounded is so for all of them; the rows of a matrix are each of their own. */
export function isSeenByOthers(study: Study): boolean {
  return study.row > 0 && !isRowOfMatrix(study);
}

/**
 * The one entry of a row that first steps are too short for, as the coarse steps through all columns see it when the others are right.
 *
 * @returns nothing where it does not agree at both
 */
export function* byCoarseSteps(
  study: Study,
  finding: Finding,
  threshold: number,
): Check<Finding | undefined> {
  const direction = throughAll(study);
  const moved = direction[finding.coordinate];
  const { off, fine, blur } = yield* offsAlong(study, directionLine(study, direction), 1);
  const bar = 2 * Math.abs(off) + blur;
  const tolerated = threshold * Math.abs(finding.analytic * moved);
  if (!(bar <= tolerated && fine <= tolerated)) return;
  const estimate = { value: finding.analytic + off / moved, bar: bar / Math.abs(moved) };
  return { ...finding, estimate };
}

/** Whether a coordinate agrees at fine steps and has moved the value, or as an entry that is zero and does not move its row. */
function hasAgreed(study: Study, finding: Finding): boolean {
  const { moved, analytic, estimate } = finding;
  if (isRowOfMatrix(study) && !moved && analytic === 0) return true;
  const threshold = highestAlong(study, variableOf(study, finding.coordinate));
  const standing = judgeCoordinate(finding, { threshold, kinks: study.options.kinks });
  const { reach = 0 } = estimate;
  const isFine = reach < (COARSE / FACTOR) * sizeAt(study, finding.coordinate);
  return moved && isFine && estimate.slopes === undefined && standing === 'agrees';
}

function placesOf(findings: readonly Finding[]): readonly number[] {
  return findings.map(({ coordinate }) => coordinate);
}

/** Through all columns of a matrix, the same for every row of which all entries have agreed. */
function throughAll(study: Study): Float64Array {
  const { directions } = study.probes;
  const shared = directions.get(THROUGH_ALL) ?? through(study, [...study.base.keys()]);
  directions.set(THROUGH_ALL, shared);
  return shared;
}

const THROUGH_ALL = 'all, at coarse steps';

/** Random signs; together as long as one coordinate would be moved by itself. */
function through(study: Study, coordinates: readonly number[]): Float64Array {
  const random = drawn(study, 'direction', 'coarse');
  const direction = new Float64Array(study.base.length);
  for (const coordinate of coordinates) {
    const sign = random() < 0.5 ? -1 : 1;
    const length = (0.5 + 0.5 * random()) * lengthAt(study, coordinate);
    direction[coordinate] = (sign * length) / Math.sqrt(coordinates.length);
  }
  return direction;
}

/** Nearer to 0 than this nothing is known of how far away it is. */
const NEAR_ZERO = 1e-3;

/** The size of a coordinate, but no step leads half way to 0: a logarithm ends there, and may throw. */
export function lengthAt(study: Study, coordinate: number): number {
  const [size, distance] = [sizeAt(study, coordinate), Math.abs(study.base[coordinate])];
  return distance < NEAR_ZERO ? size : Math.min(size, distance / 2 / COARSE);
}

/** By how much slopes over a coarse and a finer step differ from the analytic one. */
interface Offs {
  /** Over the coarse one, and what noise makes of that. */
  readonly off: number;
  readonly blur: number;
  /** How far it is over the finer one beyond what noise explains; below 0 where it is not. */
  readonly fine: number;
  /** By how much the slopes to both sides differ over the coarse one. */
  readonly bend: number;
  /** The value over the finer one. */
  readonly value: number;
}

/**
 * Whether two coarse slopes leave the analytic derivative by more than noise, and that over the shorter step by not much less.
 *
 * Three evaluations, as the shorter step is taken to one side, and its curvature from the longer one; where that is what speaks against
 * the derivative, a fourth to the other side shows it.
 */
function* isContradicted(study: Study, line: Line, size: number): Check<boolean> {
  const seen = yield* offsAlong(study, line, size);
  if (!speaksAgainst(line, seen)) return false;
  const { right, left, points } = line.sidesAt((COARSE * size) / FACTOR);
  const [minus] = yield* askRow(study, [points[1]]);
  const shorter = { right, left, plus: seen.value, minus };
  const { central, bend } = quotientsOver(shorter, noisyBaseOf(study, line));
  const fine = Math.abs(central.slope - line.analytic) - NOISE_COVERAGE * central.noise;
  const isBent =
    Math.abs(bend.slope) - NOISE_COVERAGE * bend.noise > LESS_BENT * Math.abs(seen.bend);
  return isBent || speaksAgainst(line, { off: seen.off, fine });
}

function speaksAgainst({ analytic }: Line, { fine, off }: Pick<Offs, 'fine' | 'off'>): boolean {
  return fine > STAYS * Math.abs(off) && fine > DEFAULT_THRESHOLD.float64 * Math.abs(analytic);
}

function* offsAlong(study: Study, line: Line, size: number): Check<Offs> {
  const coarse = yield* rungAt(study, line, COARSE * size);
  const [{ right }, value] = yield* oneSide(study, line, (COARSE * size) / FACTOR);
  return offsOf(study, line, { coarse, step: right, value });
}

function* oneSide(study: Study, line: Line, step: number): Check<readonly [Sides, number]> {
  const sides = line.sidesAt(step);
  const [value] = yield* askRow(study, [sides.points[0]]);
  return [sides, value];
}

interface Seen {
  readonly coarse: Rung;
  /** One shorter step to the right, and the value there. */
  readonly step: number;
  readonly value: number;
}

function offsOf(study: Study, { analytic }: Line, { coarse, step, value }: Seen): Offs {
  const noise = noiseLevel(study);
  const { central, bend } = quotientsOver(coarse, { value: study.value, noise });
  const curved = (bend.slope / (coarse.right + coarse.left)) * step;
  const fine = (value - study.value) / step - curved;
  const blur = Math.hypot(noiseOf(value, noise), noiseOf(study.value, noise)) / step;
  return {
    off: central.slope - analytic,
    blur: NOISE_COVERAGE * central.noise,
    fine: Math.abs(fine - analytic) - NOISE_COVERAGE * blur,
    bend: bend.slope,
    value,
  };
}

/** The finding with the coarse derivative, where that is the right one and was seen twice. */
function* lookAlong(study: Study, finding: Finding): Check<Finding | undefined> {
  const { coordinate } = finding;
  const line = coordinateLine(study, coordinate);
  const size = sizeAt(study, coordinate);
  if (!(yield* isContradicted(study, line, size))) return;
  const known = finding.rungs ?? [yield* rungAt(study, line, line.first)];
  const rungs = inOrder([...known, ...(yield* coarserRungs(study, line, known))]);
  const fine = { ...finding, estimate: numericOf(finding), rungs };
  const plateau = yield* partingOf(study, fine, coarseSlope(study, line, rungs));
  if (plateau === undefined || isOnStair(study, fine, plateau)) return;
  if (plateau.right === 'open' || !isExcludedBy(plateau.estimate, line)) {
    const open = spanning(finding.estimate, plateau.estimate);
    return { ...finding, estimate: open, numericBar: open.bar, rungs };
  }
  if (!(yield* isContradicted(study, line, OTHER_STEPS * size))) return;
  const { estimate } = plateau;
  const seen = { estimate, numericBar: estimate.bar, rungs, moved: true, isStill: false };
  return { ...finding, ...seen, isProven: true };
}

/** Whether it is the derivative on a stair: that is right, whatever the slope over many is; zero even where they may be rounding. */
function isOnStair(study: Study, fine: Finding, { right, hasStairs }: Plateau): boolean {
  const isSlopeOfStair = hasStairs === true && holds(study, fine, fine.estimate);
  return right === 'open' && (fine.analytic === 0 || isSlopeOfStair);
}

/** The sharpest estimate of coarse rungs alone that excludes the analytic derivative, or else what the coarsest of them say. */
function coarseSlope(study: Study, line: Line, ladder: readonly Rung[]): Estimate {
  const base = noisyBaseOf(study, line);
  const suffixes = ladder.slice(2).map((_, i) => estimateSlope(base, ladder.slice(-2 - i)));
  const excluding = suffixes.filter((estimate) => isExcludedBy(estimate, line));
  return excluding.reduce((a, b) => (b.bar < a.bar ? b : a), excluding[0] ?? suffixes[0]);
}

function isExcludedBy({ value, bar }: Estimate, { analytic }: Line): boolean {
  return Math.abs(value - analytic) > 2 * bar;
}
