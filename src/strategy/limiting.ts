import type { Finding } from '../judge/finding.ts';
import { bendOf } from '../numeric/kink.ts';
import type { Check } from '../probe/request.ts';
import type { Study } from '../probe/study.ts';
import { resolving } from '../probe/vicinity.ts';
import { expectedOf, lookAround } from './around.ts';
import { roomAround, straightAlong } from './room.ts';
import { SAME } from './walks.ts';

/** Steps over which the slope stays within this part of the difference show what the difference is about. */
const STRAIGHT = 1 / 64;

/**
 * Looks whether a derivative that the slopes at the point exclude is one in the limit from close around, where several kinks meet.
 *
 * An autodiff library takes one branch of each kink, and returns the gradient of the region that these branches make up; the slopes
 * along the axes may exclude it, and not show that there is a kink at all. It is no mistake, and no derivative either.
 *
 * @returns the finding with what was seen, where the analytic derivative may be such a limit
 */
export function* limitingSlope(
  study: Study,
  suspect: Finding,
  mistakes: readonly Finding[] | undefined,
): Check<Finding | undefined> {
  const { coordinate, analytic, estimate, rungs = [] } = suspect;
  if (study.options.kinks === 'fail' || !Number.isFinite(analytic)) return;
  const sign = analytic > estimate.value ? 1 : -1;
  const excess = Math.abs(analytic - estimate.value) - bendOf(estimate) / 2;
  const [left, right] = estimate.slopes ?? [estimate.value, estimate.value];
  const tolerance = STRAIGHT * excess;
  const side = { coordinate, rungs, slopes: { left, right }, tolerance };
  const straight = straightAlong(study, side);
  const close = straight && (yield* roomAround(study, [straight]));
  if (close === undefined) return;
  const scale = close.scales[coordinate];
  const vicinity = resolving(study, close, SAME * scale * excess);
  if (vicinity === undefined) return;
  const direction = new Float64Array(study.base.length);
  direction[coordinate] = sign * scale;
  const aim = {
    vicinity,
    direction,
    excess: scale * excess,
    expected: mistakes && expectedOf(study, mistakes),
  };
  const around = yield* lookAround(study, aim);
  if (around.kind === 'excluded') return;
  if (around.kind !== 'reached')
    return { ...suspect, around: { kind: 'open', nearest: estimate.value } };
  const nearest = analytic - (sign * around.shortfall) / scale;
  return { ...suspect, around: { kind: 'limiting', nearest } };
}

/** Where so many are limiting, or may be, the point is no place to judge the others at. */
const ENOUGH = 4;

/** Whether so many of what was suspected may be limits that the rest need not be looked at. */
export function areLimiting(doubtful: readonly Finding[]): boolean {
  return doubtful.filter(({ around }) => around !== undefined).length >= ENOUGH;
}

/** The suspects that were not looked at, beside those that may be limits. */
export function openAround(
  suspects: readonly Finding[],
  doubtful: readonly Finding[],
): readonly Finding[] {
  const seen = new Set(doubtful.map(({ coordinate }) => coordinate));
  return suspects
    .filter(({ coordinate }) => !seen.has(coordinate))
    .map((suspect) => ({ ...suspect, around: { kind: 'open', nearest: suspect.estimate.value } }));
}
