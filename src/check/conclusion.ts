import { comparedWith } from '../judge/comparison.ts';
import {
  calledIn,
  gradientNotRepeatable,
  ignoresPoint,
  mutations,
  namedAfter,
  sharedArrays,
  statisticsUpdated,
  withRemedy,
} from '../judge/contract.ts';
import { coverageOf } from '../judge/coverage.ts';
import type { Finding } from '../judge/finding.ts';
import { ignoredVariables } from '../judge/ignored.ts';
import type { Judge } from '../judge/judge.ts';
import { explainInconclusive } from '../judge/reasons.ts';
import { explainThreshold, thresholdFor } from '../judge/threshold.ts';
import { unfinishedOf } from '../judge/unfinished.ts';
import { type Examined, judgeVariable } from '../judge/verdict.ts';
import { norm, relativeError } from '../numeric/norm.ts';
import type { OutOfBudget } from '../probe/budget.ts';
import type { Evaluator } from '../probe/evaluation.ts';
import type { Study } from '../probe/study.ts';
import type {
  ContractViolation,
  GradientCheck,
  Unfinished,
  VariableCheck,
  Verdict,
} from '../record.ts';
import type { GradientReading } from '../subject/subject.ts';
import type { Variable } from '../subject/variable.ts';
import { diagnosesOf } from './diagnoses.ts';
import { partOf } from './part-of.ts';

/** What one check has gathered when it ends, early or not. */
export interface Gathered {
  readonly study: Study;
  /** The gradient as the second call returned it. */
  readonly second: GradientReading;
  readonly evaluator: Evaluator;
  readonly examined: readonly Examined[];
  readonly judge: Judge;
  /** Why it has ended early. */
  readonly stopped: OutOfBudget | undefined;
  /** What could not even be read at the point. */
  readonly missing?: 'value' | 'gradient' | undefined;
}

/** Makes the record of one check. */
export function conclude(gathered: Gathered): GradientCheck {
  const check = concludeRow(gathered);
  const { second, examined } = gathered;
  const { variables, contract } = check;
  const isClear = check.verdict === 'match';
  return {
    ...check,
    diagnoses: isClear ? [] : diagnosesOf({ second, examined, contract }, variables),
  };
}

/** What the check of one row is, as long as no mistake in it has been named. */
export function concludeRow(gathered: Gathered): GradientCheck {
  const { study, evaluator, examined, judge, stopped } = gathered;
  const variables = examined.map((one) => judgeVariable(study, one, judge));
  const contract = [
    ...contractOf(gathered),
    ...compact(ignoresPoint(ignoredVariables(variables, examined), calledIn(study.subject))),
  ];
  const verdict = overall(variables, contract);
  const thresholdReason = explainThreshold(study, variables);
  const { epsilon, seed } = study.options;
  const unfinished = stopped && unfinishedOf(variables, examined, stopped.each);
  return {
    version: 1,
    of: 'gradient',
    rows: 1,
    verdict,
    ...(verdict === 'inconclusive' && {
      reason: reasonOf(gathered, { variables, contract, unfinished }),
      ...(unfinished && { unfinished }),
    }),
    relativeError: overallError(examined, variables),
    threshold: Math.max(...variables.map((variable) => variable.threshold)),
    ...(thresholdReason !== undefined && { thresholdReason }),
    resolution: Math.max(...variables.map((variable) => variable.resolution)),
    variables,
    diagnoses: [],
    contract,
    coverage: coverageOf(variables, study.directions),
    ...(study.subject.unchecked && { unchecked: study.subject.unchecked }),
    evaluations: { ...evaluator.evaluations },
    seed,
    ...(epsilon !== undefined && { epsilon }),
    ...partOf({ ...study, sizes: examined.map(sizeOf) }),
  };
}

function reasonOf(
  { study, examined, stopped, missing }: Gathered,
  found: Pick<GradientCheck, 'variables' | 'contract'> & {
    readonly unfinished: Unfinished | undefined;
  },
): string {
  return missing === undefined
    ? explainInconclusive(study, { ...found, examined, stopped: stopped?.message })
    : `${stopped?.message} for the ${missing} at the point itself; raise the limit`;
}

/** Which promises of a well-behaved subject were not kept. */
function contractOf(gathered: Gathered): readonly ContractViolation[] {
  const { study, second, evaluator, examined } = gathered;
  const { subject, reading, violations } = study;
  const called = calledIn(subject);
  const readings = {
    first: reading,
    second,
    variables: examined.map(({ variable }) => variable),
    thresholdOf: (variable: Variable) => thresholdFor(study, variable),
  };
  return [
    ...compact(gradientNotRepeatable(readings, called)),
    ...violations.map((violation) => namedAfter(called, violation)),
    ...mutations(evaluator.mutated, called),
    ...compact(statisticsUpdated(subject.changedStatistics?.() ?? [])),
    ...sharedArrays(reading, second),
  ].map((violation) => withRemedy(violation, subject.trainingSwitches ?? []));
}

/**
 * A certain disagreement outweighs everything, except a value or a gradient that is another at every call: then no
 * number means anything.
 */
export function overall(
  variables: readonly VariableCheck[],
  contract: readonly ContractViolation[],
): Verdict {
  if (contract.some(({ id }) => id.endsWith('not-repeatable'))) return 'inconclusive';
  const verdicts = variables.map(({ verdict }) => verdict);
  if (verdicts.includes('mismatch')) return 'mismatch';
  const broken = contract.some(({ fatal }) => fatal);
  return broken || verdicts.includes('inconclusive') ? 'inconclusive' : 'match';
}

function overallError(examined: readonly Examined[], variables: readonly VariableCheck[]): number {
  if (variables.every(({ relativeError: error }) => error === 0)) return 0;
  // ‖e‖ / (‖a‖ + ‖n‖) over all is no larger than the largest of parts
  if (examined.some(({ probed }) => probed !== undefined))
    return Math.max(...variables.map(({ relativeError: error }) => error));
  const found: Finding[] = examined.flatMap(({ findings }) => [...findings.values()]);
  return relativeError({
    analytic: found.map(({ analytic }) => analytic),
    numeric: found.map(comparedWith),
  });
}

/** ‖n‖₂ by what was compared. */
function sizeOf({ findings }: Examined): number {
  const size = norm([...findings.values()].map(comparedWith));
  return Number.isFinite(size) ? size : 0;
}

function compact<T>(item: T | undefined): readonly T[] {
  return item === undefined ? [] : [item];
}
