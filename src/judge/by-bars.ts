import type { Study } from '../probe/study.ts';
import { type Comparison, compare, isLevel, levelThreshold, zerosAmong } from './comparison.ts';
import { smallestDetectable } from './detectable.ts';
import { type Finding, judgeCoordinate } from './finding.ts';
import type { Found, Judge, Judgement } from './judge.ts';
import { isWithin, raisedThreshold, thresholdFor } from './threshold.ts';

/** By the bars of the estimates. */
export const byBars: Judge = { compare, judge, zerosAmong, smallestDetectable };

/**
 * The threshold is raised only when no disagreement is certain without that.
 *
 * It is a bound on the norm. While the norm keeps it, one coordinate may exceed it, but not by orders of magnitude: a slip
 * in a coordinate too small for the norm to show is gross in that coordinate, round-off is not. The geometric mean of
 * the threshold and 1 stands between the two.
 */
function judge(
  study: Study,
  { variable, found, comparison }: Found & { readonly comparison: Comparison },
): Judgement {
  const { kinks } = study.options;
  const zeros = zerosAmong(study, found);
  const asked = thresholdFor(study, variable);
  const standingsAt = (threshold: number) => {
    const own = comparison.error <= threshold ? Math.max(threshold, Math.sqrt(asked)) : threshold;
    return found.map((one) =>
      // what a jump counts as is for the user to say, at a zero, too
      zeros.has(one) && one.around === undefined
        ? 'agrees'
        : judgeCoordinate(one, { threshold: own, kinks }),
    );
  };
  const certain = standingsAt(asked).includes('disagrees');
  const raised = isLevel(study, found)
    ? levelThreshold(study, found)
    : raisedThreshold(study, { variable, ...comparison });
  const threshold = certain ? asked : raised;
  const standings = standingsAt(threshold);
  const resolved = isWithin(largestError(comparison, threshold > asked), threshold);
  const complete =
    resolved && found.every((one, i) => standings[i] !== 'undecided' || isDecidable(one));
  return { threshold, standings, complete };
}

/**
 * The error to hold against a threshold. Where differences can show the one that was asked for, it is what they show; one that was raised
 * bounds the true error, which is larger by as much as they blur.
 */
function largestError({ error, resolution }: Comparison, isRaised: boolean): number {
  return isRaised ? error + resolution : resolution;
}

/** A coordinate that is undecided by its bar alone is settled by the variable's norm; a kink or a NaN is not. */
function isDecidable({ estimate, around }: Finding): boolean {
  return estimate.slopes === undefined && around === undefined && Number.isFinite(estimate.bar);
}
