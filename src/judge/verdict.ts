import { ladderOf } from '../numeric/ladder.ts';
import { baseOf, type Study } from '../probe/study.ts';
import type { CoordinateCheck, VariableCheck, Verdict } from '../record.ts';
import { indexOf, nameCoordinate, type Selection } from '../strategy/selection.ts';
import type { Variable } from '../subject/subject.ts';
import { type Comparison, compare, compareLiterally, errorOf, isZero } from './comparison.ts';
import { isUnverified, smallestDetectable } from './detectable.ts';
import { type Finding, judgeCoordinate, type Standing } from './finding.ts';
import { isWithin, raisedThreshold, thresholdFor } from './threshold.ts';

/** The worst coordinates that a record keeps. */
const KEPT = 64;
/** Those of them whose ladders it keeps. */
const LADDERS = 8;

/** Judges one variable from what was found about its coordinates. */
export function judgeVariable(
  study: Study,
  { variable, checked }: Selection,
  findings: ReadonlyMap<number, Finding>,
): VariableCheck {
  const found = [...findings.values()]
    .filter(({ coordinate: k }) => k >= variable.offset && k < variable.offset + variable.size)
    .sort((a, b) => a.coordinate - b.coordinate);
  const comparison =
    study.options.epsilon === undefined ? compare(study, found) : compareLiterally(found);
  const judgement = {
    ...judgeBy(study, { variable, found, comparison }),
    ...(found.length < checked.length && { complete: false }),
  };
  return {
    path: variable.path,
    shape: variable.shape,
    dtype: variable.dtype,
    verdict: decide(judgement),
    relativeError: comparison.error,
    threshold: judgement.threshold,
    resolution: comparison.resolution,
    smallestDetectable: smallestDetectable(study, { variable, found }),
    unverified: isUnverified(study, found),
    checked: found.length,
    total: variable.size,
    wrong: judgement.standings.filter((standing) => standing !== 'agrees').length,
    coordinates: Uint32Array.from(found, ({ coordinate }) => coordinate - variable.offset),
    at: Float64Array.from(found, ({ coordinate }) => study.base[coordinate]),
    analytic: Float64Array.from(found, ({ analytic }) => analytic),
    numeric: Float64Array.from(found, ({ estimate }) => estimate.value),
    bars: Float64Array.from(found, ({ estimate }) => estimate.bar),
    worst: worstOf(study, variable, { found, standings: judgement.standings }),
  };
}

/** How each coordinate stands under the threshold in force, and whether that decides. */
interface Judgement {
  readonly threshold: number;
  readonly standings: readonly Standing[];
  readonly error: number;
  /** False when something keeps the numeric side from deciding. */
  readonly complete: boolean;
}

interface Evidence {
  readonly variable: Variable;
  readonly found: readonly Finding[];
  readonly comparison: Comparison;
}

function judgeBy(study: Study, evidence: Evidence): Judgement {
  return study.options.epsilon === undefined
    ? judgeByBars(study, evidence)
    : judgeByTextbook(study, evidence);
}

/**
 * The threshold is raised only when no disagreement is certain without that.
 *
 * It is a bound on the norm. While the norm keeps it, one coordinate may exceed it, but not by orders of magnitude: a slip
 * in a coordinate too small for the norm to show is gross in that coordinate, round-off is not. The geometric mean of
 * the threshold and 1 stands between the two.
 */
function judgeByBars(study: Study, { variable, found, comparison }: Evidence): Judgement {
  const { kinks } = study.options;
  const asked = thresholdFor(study, variable);
  const standingsAt = (threshold: number) => {
    const own = comparison.error <= threshold ? Math.max(threshold, Math.sqrt(asked)) : threshold;
    return found.map((one) =>
      isZero(study, one) ? 'agrees' : judgeCoordinate(one, { threshold: own, kinks }),
    );
  };
  const certain = standingsAt(asked).includes('disagrees');
  const raised = raisedThreshold(study, { variable, resolution: comparison.resolution });
  const threshold = certain ? asked : raised;
  const standings = standingsAt(threshold);
  const resolved = isWithin(comparison.resolution, threshold);
  const complete =
    resolved && found.every((one, i) => standings[i] !== 'undecided' || isDecidable(one));
  return { threshold, standings, error: comparison.error, complete };
}

/** A coordinate that is undecided by its bar alone is settled by the variable's norm; a kink or a NaN is not. */
function isDecidable({ estimate }: Finding): boolean {
  return estimate.slopes === undefined && Number.isFinite(estimate.bar);
}

/** The relative error against the threshold, and nothing else. */
function judgeByTextbook(study: Study, { variable, found, comparison }: Evidence): Judgement {
  const threshold = thresholdFor(study, variable);
  const wrong = (one: Finding) =>
    !(comparison.error <= threshold) && !(errorOf(one) <= threshold) ? 'disagrees' : 'agrees';
  const complete = found.every(({ estimate }) => Number.isFinite(estimate.value));
  const standings = complete ? found.map(wrong) : found.map(undecidedWhereNotFinite);
  return { threshold, standings, error: comparison.error, complete };
}

function undecidedWhereNotFinite({ estimate }: Finding): Standing {
  return Number.isFinite(estimate.value) ? 'agrees' : 'undecided';
}

function decide({ standings, error, threshold, complete }: Judgement): Verdict {
  if (standings.includes('disagrees')) return 'mismatch';
  return complete && error <= threshold ? 'match' : 'inconclusive';
}

interface Judged {
  readonly found: readonly Finding[];
  readonly standings: readonly Standing[];
}

function worstOf(
  study: Study,
  variable: Variable,
  { found, standings }: Judged,
): readonly CoordinateCheck[] {
  const checks = found
    .map((finding, i) => ({ finding, check: describe(variable, finding, standings[i]) }))
    .filter(({ check }) => check.verdict !== 'match')
    .sort((a, b) => bySeverity(a.check, b.check))
    .slice(0, KEPT);
  return checks.map(({ finding, check }, i) =>
    i < LADDERS && finding.rungs
      ? { ...check, ladder: ladderOf(baseOf(study), finding.rungs) }
      : check,
  );
}

const SEVERITY: Readonly<Record<Verdict, number>> = { mismatch: 0, inconclusive: 1, match: 2 };

function bySeverity(a: CoordinateCheck, b: CoordinateCheck): number {
  return SEVERITY[a.verdict] - SEVERITY[b.verdict] || distance(b) - distance(a);
}

function distance({ analytic, numeric }: CoordinateCheck): number {
  const difference = Math.abs(analytic - numeric);
  return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
}

const VERDICTS = { agrees: 'match', disagrees: 'mismatch', undecided: 'inconclusive' } as const;

function describe(variable: Variable, finding: Finding, standing: Standing): CoordinateCheck {
  const { coordinate, analytic, estimate } = finding;
  return {
    coordinate: nameCoordinate(variable, coordinate),
    index: indexOf(variable, coordinate),
    analytic,
    numeric: estimate.value,
    bar: estimate.bar,
    ...(estimate.slopes && { slopes: estimate.slopes }),
    relativeError: errorOf(finding),
    verdict: VERDICTS[standing],
  };
}
