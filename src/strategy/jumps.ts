import type { Finding } from '../judge/finding.ts';
import { jumpOver } from '../numeric/jump.ts';
import { largestRoundingAtPoint } from '../numeric/line-noise.ts';
import { coordinateLine } from '../probe/line.ts';
import type { Check } from '../probe/request.ts';
import { rungsAlong } from '../probe/rungs-along.ts';
import { noisyBaseOf, type Study, sizeAt } from '../probe/study.ts';

/** How many times finer the steps are that tell a jump from a steep rise. */
const FINER = [2 ** -6, 2 ** -12];

/**
 * Looks where the value jumps at the point itself: one side may have a slope there all the same, and the analytic derivative may be that.
 *
 * A jump that is no more than rounding, a small part of what the value changes by, is none.
 */
export function* noteJumps(study: Study, all: readonly Map<number, Finding>[]): Check<void> {
  for (const findings of all)
    for (const finding of [...findings.values()].filter((one) => mayJump(study, one)))
      if (yield* jumpsAt(study, finding))
        findings.set(finding.coordinate, {
          ...finding,
          around: { kind: 'jump', nearest: finding.estimate.value },
        });
}

function mayJump(study: Study, { coordinate, estimate, rungs = [] }: Finding): boolean {
  return (
    estimate.slopes === undefined &&
    jumpOver(noisyBaseOf(study, { size: sizeAt(study, coordinate) }), rungs) > 0
  );
}

function* jumpsAt(study: Study, { coordinate, rungs = [] }: Finding): Check<boolean> {
  const line = coordinateLine(study, coordinate);
  const finest = Math.min(...rungs.map(({ right }) => right));
  const steps = FINER.map((share) => share * finest).filter((step) => step >= line.finest);
  const ladder = [...rungs, ...(yield* rungsAlong(study, line, steps))];
  const base = noisyBaseOf(study, { size: sizeAt(study, coordinate) });
  return jumpOver(base, ladder) > largestRoundingAtPoint(base, ladder);
}
