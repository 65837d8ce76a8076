import {
  gradientNotRepeatable,
  ignoresPoint,
  mutations,
  sharedArrays,
  statisticsUpdated,
  valueNotRepeatable,
  withRemedy,
} from '../judge/contract.ts';
import { coverageOf } from '../judge/coverage.ts';
import { type Finding, judgeCoordinate } from '../judge/finding.ts';
import { ignoredVariables } from '../judge/ignored.ts';
import { explainInconclusive } from '../judge/reasons.ts';
import { explainThreshold, thresholdFor } from '../judge/threshold.ts';
import { judgeVariable } from '../judge/verdict.ts';
import { comparedWith } from '../numeric/kink.ts';
import { relativeError } from '../numeric/norm.ts';
import type { ResolvedOptions } from '../options/options.ts';
import { OutOfBudget } from '../probe/budget.ts';
import { drive } from '../probe/driver.ts';
import {
  type Check,
  createEvaluator,
  type Evaluator,
  gradientAt,
  valueAt,
} from '../probe/evaluation.ts';
import { assumedNoise, type Study } from '../probe/study.ts';
import type { ContractViolation, GradientCheck, VariableCheck, Verdict } from '../record.ts';
import { requestsFor } from '../strategy/named.ts';
import { examine } from '../strategy/one-by-one.ts';
import { searchRest } from '../strategy/rest.ts';
import { measureRounding } from '../strategy/rounding.ts';
import { type Selection, selectCoordinates } from '../strategy/selection.ts';
import { textbookDifferences } from '../strategy/textbook.ts';
import { uniformNumbers } from '../subject/random.ts';
import type { GradientReading, Subject } from '../subject/subject.ts';
import type { MaybePromise } from '../subject/then.ts';
import { diagnosesOf } from './diagnoses.ts';

/** A value with one random unit repeats itself this often with a chance below one in two hundred. */
const REPETITIONS = 8;

/** Checks a subject's gradient against finite differences of its value, synchronously if the subject is. */
export function checkSubject(
  subject: Subject,
  options: ResolvedOptions,
): MaybePromise<GradientCheck> {
  const evaluator = createEvaluator(subject, options);
  return drive(restoringAfter(subject, investigate(evaluator, options)), evaluator.answer);
}

/** Runs a check, and puts the user's arrays back whatever happens. */
function* restoringAfter<Result>(subject: Subject, check: Check<Result>): Check<Result> {
  try {
    return yield* check;
  } finally {
    subject.restore();
  }
}

function* investigate(evaluator: Evaluator, options: ResolvedOptions): Check<GradientCheck> {
  const { study, second } = yield* openStudy(evaluator, options);
  const { variables } = study.subject;
  const requests = options.variables
    ? requestsFor(variables, options.variables)
    : variables.map((variable) => ({ variable }));
  const selections = requests.map((request) =>
    selectCoordinates(request, { count: options.coordinates, random: study.random }),
  );
  const findings = new Map<number, Finding>();
  let stopped: string | undefined;
  try {
    if (Number.isFinite(study.value)) yield* collect(study, selections, findings);
  } catch (error) {
    if (!(error instanceof OutOfBudget)) throw error;
    stopped = error.message;
  }
  const contract = [
    ...compact(gradientNotRepeatable(study.reading, second)),
    ...study.violations,
    ...mutations(evaluator),
    ...compact(statisticsUpdated(study.subject.changedStatistics?.() ?? [])),
    ...sharedArrays(study.reading, second),
  ].map((violation) => withRemedy(violation, study.subject.trainingSwitches ?? []));
  return conclude({ study, second, evaluator, selections, findings, contract, stopped });
}

/** Reads value and gradient at the point; the gradient twice, because the second call shows what the first left behind. */
function* openStudy(evaluator: Evaluator, options: ResolvedOptions) {
  const { subject, base } = evaluator;
  const value = yield* valueAt([]);
  const reading = yield* gradientAt([]);
  const second = yield* gradientAt([]);
  const dtypes = [...subject.variables.map(({ dtype }) => dtype), ...reading.dtypes];
  const study: Study = {
    subject,
    options,
    base,
    value,
    reading,
    slopes: reading.values.map(Math.abs),
    random: uniformNumbers({ seed: options.seed, purpose: 'directions' }),
    noise: assumedNoise(dtypes),
    violations: [],
  };
  return { study, second };
}

/** Gathers findings about every selected coordinate. */
function* collect(
  study: Study,
  selections: readonly Selection[],
  findings: Map<number, Finding>,
): Check<void> {
  const { epsilon } = study.options;
  for (const selection of selections) {
    if (epsilon !== undefined) {
      const found = yield* textbookDifferences(study, selection, epsilon);
      for (const finding of found) findings.set(finding.coordinate, finding);
      continue;
    }
    const threshold = thresholdFor(study, selection.variable);
    yield* examine(study, selection, { threshold, findings });
    if (selection.rest.length === 0) continue;
    const hidden = yield* searchRest(study, selection.rest, threshold);
    if (hidden) findings.set(hidden.coordinate, hidden);
  }
  if (epsilon === undefined) yield* reconsider(study, findings);
}

/** Before a mistake is reported: could the rounding of the analytic gradient itself explain it? */
function* reconsider(study: Study, findings: Map<number, Finding>): Check<void> {
  const { kinks } = study.options;
  const standing = (finding: Finding) => judgeCoordinate(finding, { threshold: 0, kinks });
  const doubtful = [...findings.values()].filter((finding) => standing(finding) !== 'agrees');
  if (doubtful.length === 0 || !(yield* repeatsItself(study))) return;
  const suspects = doubtful.filter((finding) => standing(finding) === 'disagrees');
  if (suspects.length === 0) return;
  for (const finding of yield* measureRounding(study, suspects)) {
    findings.set(finding.coordinate, finding);
  }
}

/** A mask of a few units is often drawn twice in a row: before anything is called wrong the value is asked for once more, and again. */
function* repeatsItself(study: Study): Check<boolean> {
  for (let i = 0; i < REPETITIONS && study.violations.length === 0; i++) {
    const violation = valueNotRepeatable(study.value, yield* valueAt([]));
    if (violation) study.violations.push(violation);
  }
  return study.violations.length === 0;
}

/** What one check has gathered when it ends, early or not. */
interface Outcome {
  readonly study: Study;
  /** The gradient as the second call returned it. */
  readonly second: GradientReading;
  readonly evaluator: Evaluator;
  readonly selections: readonly Selection[];
  readonly findings: ReadonlyMap<number, Finding>;
  readonly contract: readonly ContractViolation[];
  readonly stopped: string | undefined;
}

function conclude(outcome: Outcome): GradientCheck {
  const { study, evaluator, selections, findings, stopped } = outcome;
  const variables = selections.map((selection) => judgeVariable(study, selection, findings));
  const ignored = ignoredVariables(variables, { selections, findings });
  const contract = [...outcome.contract, ...compact(ignoresPoint(ignored))];
  const verdict = overall(variables, contract);
  const threshold = Math.max(...variables.map((variable) => variable.threshold));
  const thresholdReason = explainThreshold(study, variables);
  const { epsilon, seed } = study.options;
  return {
    verdict,
    ...(verdict === 'inconclusive' && {
      reason: explainInconclusive(study, { variables, contract, stopped }),
    }),
    relativeError: overallError(findings, variables),
    threshold,
    ...(thresholdReason !== undefined && { thresholdReason }),
    resolution: Math.max(...variables.map((variable) => variable.resolution)),
    variables,
    diagnoses: verdict === 'match' ? [] : diagnosesOf({ ...outcome, contract }, variables),
    contract,
    coverage: coverageOf(variables),
    evaluations: { ...evaluator.evaluations },
    seed,
    ...(epsilon !== undefined && { epsilon }),
  };
}

/**
 * A certain disagreement outweighs everything, except a value or a gradient that is another at every call: then no
 * number means anything.
 */
function overall(
  variables: readonly VariableCheck[],
  contract: readonly ContractViolation[],
): Verdict {
  if (contract.some(({ id }) => id.endsWith('not-repeatable'))) return 'inconclusive';
  const verdicts = variables.map(({ verdict }) => verdict);
  if (verdicts.includes('mismatch')) return 'mismatch';
  const broken = contract.some(({ fatal }) => fatal);
  return broken || verdicts.includes('inconclusive') ? 'inconclusive' : 'match';
}

function overallError(
  findings: ReadonlyMap<number, Finding>,
  variables: readonly VariableCheck[],
): number {
  if (variables.every(({ relativeError: error }) => error === 0)) return 0;
  const found = [...findings.values()];
  return relativeError({
    analytic: found.map(({ analytic }) => analytic),
    numeric: found.map(comparedWith),
  });
}

function compact<T>(item: T | undefined): readonly T[] {
  return item === undefined ? [] : [item];
}
