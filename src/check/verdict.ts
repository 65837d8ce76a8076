import type { Dtype } from '../numeric/dtype.ts';
import { norm, relativeError } from '../numeric/norm.ts';
import type { Variable } from '../subject/subject.ts';
import { type Selection, indexOf, nameCoordinate } from './coordinates.ts';
import { comparedWith, type Finding, judgeCoordinate, type Standing, uncertaintyOf } from './finding.ts';
import type { CoordinateCheck, VariableCheck, Verdict } from './record.ts';
import { comparedIn, type Study, variableOf } from './study.ts';

/** Relative errors that count as correct where the value carries no more noise than its format. */
const DEFAULT_THRESHOLD: Readonly<Record<Dtype, number>> = {
  float64: 1e-7,
  float32: 1e-4,
  float16: 1e-2,
};
/**
 * A threshold raised beyond this would let real mistakes through: a gradient 0.1 % too large has relative error 5e-4, one
 * that is 1 % too large 5e-3.
 */
const HIGHEST_RAISED: Readonly<Record<Dtype, number>> = {
  float64: 2e-3,
  float32: 3e-4,
  float16: 5e-2,
};
/** How far a threshold may be raised where nothing but round-off is the reason. */
const RAISED_BY_ROUNDOFF = 1.5e-5;

/** A derivative this many bars from zero may still be zero: a bar covers all but a few per cent of the errors. */
const NEARLY_ZERO = 3;
/** The worst coordinates that a record keeps. */
const KEPT = 64;

/** The threshold to begin with: the user's, or the default of the format. */
export function thresholdFor(study: Study, variable: Variable): number {
  return study.options.threshold ?? DEFAULT_THRESHOLD[comparedIn(study, variable)];
}

/** Judges one variable from what was found about its coordinates. */
export function judgeVariable(
  study: Study,
  { variable, checked }: Selection,
  findings: ReadonlyMap<number, Finding>,
): VariableCheck {
  const found = [...findings.values()]
    .filter(({ coordinate: k }) => k >= variable.offset && k < variable.offset + variable.size)
    .sort((a, b) => a.coordinate - b.coordinate);
  const comparison = study.options.epsilon === undefined ? compare(study, found) : compareLiterally(found);
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
    checked: found.length,
    total: variable.size,
    wrong: judgement.standings.filter((standing) => standing !== 'agrees').length,
    coordinates: Uint32Array.from(found, ({ coordinate }) => coordinate - variable.offset),
    at: Float64Array.from(found, ({ coordinate }) => study.base[coordinate]),
    analytic: Float64Array.from(found, ({ analytic }) => analytic),
    numeric: Float64Array.from(found, ({ estimate }) => estimate.value),
    bars: Float64Array.from(found, ({ estimate }) => estimate.bar),
    worst: worstOf(variable, found, judgement.standings),
  };
}

/**
 * The best central difference of a value with relative noise ν has relative error ν^⅔. What cannot be resolved to ten times
 * that is too hard for differences, and not a matter of the threshold.
 */
function highestRaised({ noise }: Study, dtype: Dtype): number {
  const byNoise = dtype === 'float64' ? 10 * noise.relative ** (2 / 3) : HIGHEST_RAISED[dtype];
  return Math.min(Math.max(byNoise, RAISED_BY_ROUNDOFF), HIGHEST_RAISED[dtype]);
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
    const own = comparison.error <= threshold ? Math.sqrt(threshold) : threshold;
    return found.map((one) => judgeCoordinate(one, { threshold: own, kinks }));
  };
  const certain = standingsAt(asked).includes('disagrees');
  const raised = raise(study, { asked, comparison, dtype: comparedIn(study, variable) });
  const threshold = certain ? asked : raised;
  const standings = standingsAt(threshold);
  const resolved = comparison.resolution <= threshold;
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

function errorOf(finding: Finding): number {
  return relativeError({ analytic: [finding.analytic], numeric: [comparedWith(finding)] });
}

function decide({ standings, error, threshold, complete }: Judgement): Verdict {
  if (standings.includes('disagrees')) return 'mismatch';
  return complete && error <= threshold ? 'match' : 'inconclusive';
}

/** One variable's derivatives side by side. */
interface Comparison {
  readonly error: number;
  readonly resolution: number;
}

function compare(study: Study, found: readonly Finding[]): Comparison {
  const nonZero = found.filter((finding) => !isZero(study, finding));
  const analytic = nonZero.map((one) => one.analytic);
  const numeric = nonZero.map(comparedWith);
  const uncertainty = norm(nonZero.map(unexplained));
  return {
    error: relativeError({ analytic, numeric }),
    resolution:
      uncertainty === 0 ? 0 : Math.min(1, uncertainty / (norm(analytic) + norm(numeric))),
  };
}

/** What is uncertain about a coordinate; nothing where the analytic value is one of the subgradients of a kink. */
function unexplained({ analytic, estimate }: Finding): number {
  const inside = estimate.slopes && Math.abs(analytic - estimate.value) <= estimate.bar;
  return inside ? 0 : uncertaintyOf(estimate);
}

/** By the formula alone: a textbook zero has no bar. */
function compareLiterally(found: readonly Finding[]): Comparison {
  const analytic = found.map((one) => one.analytic);
  const numeric = found.map(({ estimate }) => estimate.value);
  const bars = norm(found.map(({ estimate }) => estimate.bar));
  const resolution = bars === 0 ? 0 : Math.min(1, bars / (norm(analytic) + norm(numeric)));
  return { error: relativeError({ analytic, numeric }), resolution };
}

/**
 * Whether both derivatives are zero within a bar that is small against what the derivative would be if it were not zero.
 *
 * There is nothing then that their difference could be relative to; they agree.
 */
function isZero(study: Study, finding: Finding): boolean {
  const { analytic, coordinate, estimate, steepness } = finding;
  const { value, bar, slopes } = estimate;
  const dtype = comparedIn(study, variableOf(study, coordinate));
  if (slopes || bar > Math.sqrt(DEFAULT_THRESHOLD[dtype]) * steepness) return false;
  return Math.max(Math.abs(analytic), Math.abs(value)) <= NEARLY_ZERO * bar;
}

/**
 * The threshold after noise: never the user's own, never beyond what would hide real mistakes. Below the resolution a
 * correct gradient cannot be told from a wrong one.
 */
function raise(
  study: Study,
  known: { readonly asked: number; readonly comparison: Comparison; readonly dtype: Dtype },
): number {
  const { asked, dtype, comparison } = known;
  const { resolution } = comparison;
  if (study.options.threshold !== undefined) return asked;
  return resolution <= highestRaised(study, dtype) ? Math.max(asked, resolution) : asked;
}

function worstOf(
  variable: Variable,
  found: readonly Finding[],
  standings: readonly Standing[],
): readonly CoordinateCheck[] {
  const checks = found
    .map((one, i) => describe(variable, one, standings[i]))
    .filter(({ verdict }) => verdict !== 'match');
  return checks.sort(bySeverity).slice(0, KEPT);
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
