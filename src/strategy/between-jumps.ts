import { CERTAINTY, type Finding } from '../judge/finding.ts';
import { thresholdFor } from '../judge/threshold.ts';
import type { Base, Estimate, Rung } from '../numeric/estimate.ts';
import { largestRounding } from '../numeric/line-noise.ts';
import type { Check } from '../probe/request.ts';
import { baseAt, type Study, variableOf } from '../probe/study.ts';
import { isWithinCopy, jumpsOver, leavingFor, STAIRS } from './departure.ts';

/**
 * Where the derivative is if a fine slope is only the one between two jumps: of rounding, whatever the steps beyond would show, or of stairs,
 * along many of which the value keeps to the analytic slope.
 *
 * @returns nothing where the value does not leave the fine slope by such a jump, or the analytic slope is neither
 */
export function* betweenJumps(study: Study, suspect: Finding): Check<Estimate | undefined> {
  const { coordinate, analytic, estimate: fine, rungs: ladder = [] } = suspect;
  if (fine.slopes !== undefined || !Number.isFinite(analytic) || isFine(study, suspect)) return;
  const leaving = yield* leavingFor(study, suspect, analytic);
  if (leaving.kind !== 'jump') return;
  const { at, size } = leaving;
  const beyond = ladder.filter(({ right }) => right > at);
  const over = overStairs(beyond, { analytic, fine, size });
  if (over !== undefined) return over;
  const base = baseAt(study, coordinate);
  const isRounding = size <= largestRounding(base, ladder) || (yield* isWithinCopy(study, suspect));
  if (!isRounding || beyond.length === 0) return;
  const seen = beyond
    .map((rung) => betweenSides(rung, { base, size }))
    .reduce((a, b) => (b.bar < a.bar ? b : a));
  return Math.abs(seen.value - analytic) <= CERTAINTY * seen.bar ? seen : undefined;
}

/** Whether the analytic slope is the one on fine steps, to what is tolerated. */
function isFine(study: Study, { coordinate, analytic, estimate: { value } }: Finding): boolean {
  const tolerated = thresholdFor(study, variableOf(study, coordinate));
  return Math.abs(analytic - value) <= tolerated * (Math.abs(analytic) + Math.abs(value));
}

interface Stairs {
  readonly analytic: number;
  readonly fine: Estimate;
  readonly size: number;
}

/**
 * The analytic slope, where the value climbs by it, give or take a jump at either end, up to a step over which the fine slope leaves it by
 * several; a single jump does not, and what falls back with each jump, as x - floor(x), does not climb.
 */
function overStairs(
  beyond: readonly Rung[],
  { analytic, fine, size }: Stairs,
): Estimate | undefined {
  const apart = Math.abs(analytic - fine.value);
  const isSeveral = (rung: Rung) =>
    jumpsOver(rung, { apart, size }) >= STAIRS && Math.abs(rung.plus - rung.minus) >= STAIRS * size;
  const keeps = ({ plus, minus, right, left }: Rung) =>
    Math.abs(plus - minus - analytic * (right + left)) <= 2 * size;
  const last = beyond.findIndex(isSeveral);
  if (last < 0 || !beyond.slice(0, last + 1).every(keeps)) return;
  const { right, left } = beyond[last];
  return { value: analytic, bar: (2 * size) / (right + left) };
}

/** The derivative by a rung with jumps of a size in it: between the slopes of its sides, give or take a jump. */
function betweenSides(
  { right, left, plus, minus }: Rung,
  { base, size }: { readonly base: Base; readonly size: number },
): Estimate {
  const [one, other] = [(plus - base.value) / right, (base.value - minus) / left];
  const bar = Math.abs(one - other) / 2 + size / Math.min(right, left);
  return { value: (one + other) / 2, bar };
}
