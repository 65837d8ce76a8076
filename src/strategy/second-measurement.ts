import { type Finding, judgeCoordinate } from '../judge/finding.ts';
import { type Estimate, estimateSlope, type Ladder } from '../numeric/estimate.ts';
import { climb } from '../probe/climb.ts';
import { coordinateLine } from '../probe/line.ts';
import type { Check } from '../probe/request.ts';
import { baseAt, type Study } from '../probe/study.ts';
import { ofFinestSteps } from './finest.ts';
import { areLimiting, limitingSlope, openAround } from './limiting.ts';
import { coarserPlateau, OTHER_STEPS, spanning } from './plateaus.ts';

/** So many suspects are measured again at the most, the worst first. */
const MOST = 16;

/**
 * Measures again what is suspected of being wrong, at other steps and with the noise read along another direction: what the first
 * measurement took for certain by luck, the second does not.
 *
 * @returns the suspects that are not proven, with what both measurements together say; none once one is proven
 */
export function* unproven(known: Study, suspects: readonly Finding[]): Check<readonly Finding[]> {
  const study = { ...known };
  const doubtful: Finding[] = [];
  for (const suspect of worstFirst(suspects).slice(0, MOST)) {
    if (suspect.isProven) return doubtful;
    const { estimate, rungs } = yield* measureOnce(study, suspect);
    if (excludes(study, suspect, estimate)) {
      const other =
        (yield* ofCoarserSteps(known, suspect)) ??
        (yield* ofFinestSteps(known, suspect)) ??
        (yield* limitingSlope(known, suspect));
      if (other === undefined) return doubtful;
      doubtful.push(other);
      if (areLimiting(doubtful)) return [...doubtful, ...openAround(suspects, doubtful)];
      continue;
    }
    doubtful.push(asBothSay(study, suspect, { estimate, rungs }));
  }
  return doubtful;
}

/** A suspect measured again; with what both measurements together say, unless both exclude the analytic value. */
export function* measuredTwice(known: Study, suspect: Finding): Check<Finding> {
  const study = { ...known };
  const again = yield* measureOnce(study, suspect);
  if (!excludes(study, suspect, again.estimate)) return asBothSay(study, suspect, again);
  return { ...suspect, isProven: true };
}

function asBothSay(
  study: Study,
  suspect: Finding,
  { estimate, rungs }: Pick<Ladder, 'estimate' | 'rungs'>,
): Finding {
  const together = estimateSlope(baseAt(study, suspect.coordinate), [
    ...(suspect.rungs ?? []),
    ...rungs,
  ]);
  const agreed = excludes(study, suspect, together)
    ? spanning(suspect.estimate, estimate)
    : together;
  return { ...suspect, estimate: agreed, numericBar: agreed.bar };
}

/** The suspect as coarser steps see it, where they are right, or as both do, where that is open. */
function* ofCoarserSteps(study: Study, suspect: Finding): Check<Finding | undefined> {
  const coarse = yield* coarserPlateau(study, suspect);
  if (coarse === undefined) return;
  const estimate =
    coarse.right === 'coarse' ? coarse.estimate : spanning(suspect.estimate, coarse.estimate);
  return { ...suspect, estimate, numericBar: estimate.bar };
}

function* measureOnce(study: Study, { coordinate }: Finding): Check<Ladder> {
  const line = coordinateLine(study, coordinate);
  const ascent = { start: [], tolerated: 0, enough: 0 };
  return yield* climb(study, { ...line, first: OTHER_STEPS * line.first }, ascent);
}

function excludes({ options }: Study, suspect: Finding, estimate: Estimate): boolean {
  const { kinks } = options;
  return judgeCoordinate({ ...suspect, estimate }, { threshold: 0, kinks }) === 'disagrees';
}

function worstFirst(suspects: readonly Finding[]): readonly Finding[] {
  const excess = ({ analytic, estimate }: Finding) =>
    Math.abs(analytic - estimate.value) / estimate.bar;
  return [...suspects].sort((a, b) => excess(b) - excess(a) || a.coordinate - b.coordinate);
}
