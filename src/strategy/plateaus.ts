import type { Finding } from '../judge/finding.ts';
import { thresholdFor } from '../judge/threshold.ts';
import { ROUNDING, rangeOf } from '../numeric/coarse-steps.ts';
import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import { type Estimate, estimateSlope, type Rung } from '../numeric/estimate.ts';
import { coordinateLine, type Line, rungAt } from '../probe/line.ts';
import { askRow } from '../probe/probes.ts';
import type { Check } from '../probe/request.ts';
import { baseOf, comparedIn, type Study, variableOf } from '../probe/study.ts';

/** Coarse steps are looked at down from the length of the point itself, or 1, by this factor, so many of them. */
const FINER = 4;
const COARSE = 7;
/** Fewer rungs do not show that they converge. */
const ENOUGH = 3;
/** So often the interval between two plateaus is halved: what is left of it is a five-hundredth. */
const HALVINGS = 9;
/** A jump no larger than so many roundings of the point or the value is rounding, at something larger inside. */
const ROUNDINGS = 1e5;
/** What is left of a discrepancy after the halvings is a jump where it is more than this part: spread evenly it were a 512th. */
const LEFT_BY_A_JUMP = 1 / 16;

/**
 * Looks whether coarser steps converge as well, to the analytic derivative, where finer ones exclude it.
 *
 * With a ripple or a kink beside the point the fine steps are right and the coarse ones wrong; with rounding inside, at something
 * larger than the value, it is the reverse, and either can agree with itself to twelve digits. Only what lies between decides: where
 * the value turns out continuous the fine side is right; where it jumps by no more than rounding the coarse one is.
 *
 * @returns the estimate of the coarse side where it is right
 */
export function* otherPlateau(study: Study, suspect: Finding): Check<Estimate | undefined> {
  const line = coordinateLine(study, suspect.coordinate);
  const rungs = [...(suspect.rungs ?? []), ...(yield* coarseRungs(study, suspect, line))];
  const coarse = coarseSide(study, suspect, rungs);
  if (coarse === undefined) return;
  const parting = yield* partingOf(study, { suspect, line, rungs, side: coarse });
  return parting === 'rounding' ? coarse.estimate : undefined;
}

function* coarseRungs(study: Study, { coordinate }: Finding, line: Line): Check<readonly Rung[]> {
  const longest = Math.max(1, Math.abs(study.base[coordinate]));
  const rungs: Rung[] = [];
  for (let k = 0; k < COARSE; k++) rungs.push(yield* rungAt(study, line, longest / FINER ** k / 2));
  return rungs;
}

/** One side of two plateaus: what it says, and the shortest step it says it with. */
interface Side {
  readonly estimate: Estimate;
  readonly from: number;
}

/** The estimate of the sharpest run of coarse rungs that holds the analytic value and excludes the numeric one. */
function coarseSide(
  study: Study,
  { coordinate, analytic, estimate: fine }: Finding,
  rungs: readonly Rung[],
): Side | undefined {
  const ladder = [...rungs].sort((a, b) => b.right - a.right);
  let best: Side | undefined;
  for (let count = ENOUGH; count <= ladder.length; count++) {
    const estimate = estimateSlope(baseOf(study), ladder.slice(0, count));
    const tolerated = thresholdFor(study, variableOf(study, coordinate)) * Math.abs(analytic);
    const holds = Math.abs(estimate.value - analytic) <= estimate.bar + tolerated;
    const excludes = Math.abs(estimate.value - fine.value) > estimate.bar + fine.bar;
    if (estimate.slopes || !holds || !excludes) continue;
    if (best === undefined || estimate.bar < best.estimate.bar)
      best = { estimate, from: ladder[count - 1].right };
  }
  return best;
}

/**
 * Halves the interval over which the value leaves the slope of the coarse side most, nine times: what a continuous function leaves
 * it by is spread over the interval, and less by each half; where it jumps it stays whole.
 */
function* partingOf(
  study: Study,
  { suspect, line, rungs, side }: Parting,
): Check<'rounding' | 'continuous'> {
  const residue = (sign: 1 | -1, t: number, value: number) =>
    value - study.value - sign * side.estimate.value * t;
  const samples = rungs
    .filter(({ right }) => right <= side.from)
    .flatMap(({ right, left, plus, minus }) => [
      { sign: 1, t: right, off: residue(1, right, plus) } as const,
      { sign: -1, t: left, off: residue(-1, left, minus) } as const,
    ]);
  let [low, high] = widestGap(samples);
  const before = Math.abs(high.off - low.off);
  if (before > largestRounding(study, suspect, rungs)) return 'continuous';
  for (let i = 0; i < HALVINGS && high.t - low.t > 4 * line.finest; i++) {
    const t = (low.t + high.t) / 2;
    const { points } = line.sidesAt(t);
    const [value] = yield* askRow(study, [points[low.sign === 1 ? 0 : 1]]);
    const middle = { sign: low.sign, t, off: residue(low.sign, t, value) };
    const isBelow = Math.abs(middle.off - low.off) > Math.abs(high.off - middle.off);
    [low, high] = isBelow ? [low, middle] : [middle, high];
  }
  return Math.abs(high.off - low.off) > LEFT_BY_A_JUMP * before ? 'rounding' : 'continuous';
}

interface Parting {
  readonly suspect: Finding;
  readonly line: Line;
  readonly rungs: readonly Rung[];
  readonly side: Side;
}

/** By how much the value is off the slope of the coarse side, at a step to one side. */
interface Sample {
  readonly sign: 1 | -1;
  readonly t: number;
  readonly off: number;
}

/** The neighbours on one side of the point, the point among them, that differ most. */
function widestGap(samples: readonly Sample[]): readonly [Sample, Sample] {
  const pairs = ([1, -1] as const).flatMap((sign) => {
    const own = [{ sign, t: 0, off: 0 }, ...samples.filter((one) => one.sign === sign)].sort(
      (a, b) => a.t - b.t,
    );
    return own.slice(1).map((high, i) => [own[i], high] as const);
  });
  const gap = ([low, high]: readonly [Sample, Sample]) => Math.abs(high.off - low.off);
  return pairs.reduce((a, b) => (gap(b) > gap(a) ? b : a));
}

/** The largest jump that counts as rounding: so many roundings of the point or the value, or a part of what the value changes by. */
function largestRounding(study: Study, { coordinate }: Finding, rungs: readonly Rung[]): number {
  const unit = UNIT_ROUNDOFF[comparedIn(study, variableOf(study, coordinate))];
  const size = Math.max(1, Math.abs(study.base[coordinate]), Math.abs(study.value));
  return Math.max(ROUNDINGS * unit * size, ROUNDING * rangeOf(study.value, rungs));
}

/** The first estimate with a bar that reaches the far end of the other's. */
export function spanning(first: Estimate, again: Estimate): Estimate {
  const reach = Math.abs(again.value - first.value) + again.bar;
  return Number.isNaN(reach) ? again : { ...first, bar: Math.max(first.bar, reach) };
}
