import { norm } from '../numeric/norm.ts';
import { drawn, type Study } from '../probe/study.ts';
import type { Variable } from '../subject/variable.ts';
import { byBars } from './by-bars.ts';
import type { Comparison } from './comparison.ts';
import { type Finding, judgeCoordinate } from './finding.ts';
import type { Found, Judge, Judgement } from './judge.ts';
import {
  aloneSeen,
  CLOSE,
  gradientNorm,
  leastSeen,
  missedOf,
  type Probed,
  readingsIn,
  spreadError,
  unresolved,
} from './probed.ts';
import { thresholdAlong, thresholdFor } from './threshold.ts';

/** By directions through all of a variable: its coordinates are measured only to name and to show. */
export function byProbes(variable: Variable, probed: Probed): Judge {
  return {
    zerosAmong: byBars.zerosAmong,
    compare: (study, found) => compareWhole(study, { variable, found }, probed),
    judge: (study, { found, comparison }) =>
      judgeWhole(study, { variable, found, comparison }, probed),
    smallestDetectable: (study, { found }) => detectableIn(study, { variable, found }, probed),
  };
}

/** ‖e‖ over ‖a‖ + ‖n‖ of the whole variable: of what was located, and of what directions show beside that. */
function compareWhole(study: Study, { variable, found }: Found, probed: Probed): Comparison {
  const own = locatedIn(found, probed);
  const located = norm(own.map(({ analytic, estimate }) => analytic - estimate.value));
  const distance = Math.hypot(located, spreadError(probed));
  const size = sizeOfBoth(study, variable, own);
  return { error: share(distance, size), resolution: share(unresolved(probed), size) };
}

function locatedIn(found: readonly Finding[], { located }: Probed): readonly Finding[] {
  return found.filter(({ coordinate }) => located.includes(coordinate));
}

/** ‖a‖ + ‖n‖, where n is a but for what was located. */
function sizeOfBoth(study: Study, variable: Variable, located: readonly Finding[]): number {
  const analytic = gradientNorm(study, variable);
  const others = Math.max(0, analytic ** 2 - norm(located.map((one) => one.analytic)) ** 2);
  return (
    analytic + Math.hypot(Math.sqrt(others), norm(located.map(({ estimate }) => estimate.value)))
  );
}

/** 0 where there is nothing that it could be relative to. */
function share(distance: number, size: number): number {
  return distance === 0 || size === 0 ? 0 : Math.min(1, distance / size);
}

function judgeWhole(
  study: Study,
  { variable, found, comparison }: Found & { readonly comparison: Comparison },
  probed: Probed,
): Judgement {
  const { kinks } = study.options;
  const { error } = comparison;
  const asked = thresholdFor(study, variable);
  const raised = raisedIn(study, variable, probed);
  const threshold = isCertain(probed) ? asked : (raised ?? asked);
  const size = 2 * gradientNorm(study, variable);
  const own = error <= threshold ? Math.max(threshold, Math.sqrt(asked)) : threshold;
  const zeros = byBars.zerosAmong(study, found);
  const standings = found.map((one) =>
    zeros.has(one) ? 'agrees' : judgeCoordinate(one, { threshold: own, kinks }),
  );
  return {
    threshold,
    standings,
    complete: raised !== undefined && spreadError(probed) <= CLOSE * threshold * size,
    isOff: isCertain(probed) && error > threshold,
  };
}

/** Where no coordinate was found to be wrong, half of the directions have to be off by so many bars before all together are. */
const CLEARLY = 2;

/** Whether what is left is certainly wrong, by directions alone: by half of those through everything, or by blocks together. */
function isCertain(probed: Probed): boolean {
  const { parts, whole = [] } = probed;
  const isByBlocks = parts.length > 1;
  const some = isByBlocks && whole.length > 0 ? whole : readingsIn(probed);
  const clear = some.filter(({ value, bar }) => Math.abs(value) > CLEARLY * bar);
  const isTogether = isByBlocks && spreadError(probed) > CERTAINLY * unresolved(probed);
  return isTogether || 2 * clear.length >= some.length;
}

/** Blocks are wrong together where what they show is so many times what noise could make. */
const CERTAINLY = 4;

/** The relative error of the whole variable that would have been seen; 1 where directions cannot tell. */
function detectableIn(study: Study, { variable, found }: Found, probed: Probed): number {
  const raised = raisedIn(study, variable, probed);
  if (raised === undefined) return 1;
  const size = 2 * gradientNorm(study, variable);
  const alone = probed.isTogether ? share(aloneSeen(probed), size) : 0;
  return Math.max(raised, alone, share(passedIn(found, probed, raised * size), size));
}

/** The norm of an error that was located in part, which is within what is tolerated, and goes unseen in part. */
function passedIn(found: readonly Finding[], probed: Probed, tolerated: number): number {
  const own = locatedIn(found, probed);
  const located = norm(own.map(({ analytic, estimate }) => analytic - estimate.value));
  if (located === 0 || located > tolerated) return 0;
  return Math.hypot(located + norm(own.map(({ estimate }) => estimate.bar)), leastSeen(probed));
}

function raisedIn(study: Study, variable: Variable, probed: Probed): number | undefined {
  const { isTogether } = probed;
  return thresholdAlong(study, { variable, alone: aloneIn(study, variable, probed), isTogether });
}

/** The chance, at most, that an error so large goes unseen because it cancels. */
export function missedIn(
  study: Study,
  { variable, detectable }: Detectable,
  probed: Probed,
): number {
  const size = 2 * gradientNorm(study, variable);
  const random = drawn(study, 'direction', `what cancels in ${variable.path}`);
  return missedOf(probed, detectable * size, random);
}

/** A relative error of a variable that would have been seen. */
interface Detectable {
  readonly variable: Variable;
  readonly detectable: number;
}

function aloneIn(study: Study, variable: Variable, probed: Probed): number {
  return share(leastSeen(probed), 2 * gradientNorm(study, variable));
}
