import { coarsest } from '../numeric/dtype.ts';
import { FIRST_STEP } from '../numeric/step.ts';
import type { ResolvedOptions } from '../options/options.ts';
import type { Budget, OutOfBudget } from '../probe/budget.ts';
import { drive } from '../probe/driver.ts';
import { createEvaluator, type Evaluator } from '../probe/evaluation.ts';
import { HERE } from '../probe/point.ts';
import { askRow, openProbes, type Probes } from '../probe/probes.ts';
import { type Check, gradientAt } from '../probe/request.ts';
import { assumedNoise, drawn, isRowOfMatrix, type Study } from '../probe/study.ts';
import type { GradientCheck } from '../record.ts';
import { dealtOf } from '../strategy/dealt.ts';
import { type Wanted, wantedIn } from '../strategy/named.ts';
import { countsFor, type Selection, selectCoordinates } from '../strategy/selection.ts';
import { withSign } from '../subject/signed.ts';
import type { GradientReading, Subject } from '../subject/subject.ts';
import type { MaybePromise } from '../subject/then.ts';
import type { Variable } from '../subject/variable.ts';
import { conclude, type Gathered } from './conclusion.ts';
import { limitMet, lookInTurn, shareOfRow } from './looking.ts';
import { type Found, procedureFor } from './procedure.ts';

/** Checks a subject's gradient against finite differences of its value, synchronously if the subject is. */
export function checkSubject(
  subject: Subject,
  options: ResolvedOptions,
  budget: Budget,
): MaybePromise<GradientCheck> {
  const { concurrency } = options;
  const evaluator = createEvaluator(withSign(subject, options.sign), { budget, concurrency });
  return drive(checkRows(evaluator, options), evaluator.answer);
}

/**
 * Checks the gradient of one row after the other, until one does not match; each evaluation serves them all.
 *
 * What goes unseen through one cotangent, because it multiplies the wrong number with a small one or drowns it in the
 * others, shows through the next.
 *
 * @returns the check of the first row that does not match; when all do, the one with the largest relative error
 */
function* checkRows(evaluator: Evaluator, options: ResolvedOptions): Check<GradientCheck> {
  const { rows } = evaluator.subject;
  const probes = openProbes(rows);
  const { progress } = evaluator.budget;
  const check = function* (row: number): Check<GradientCheck> {
    const end = progress.within(shareOfRow({ row, rows }));
    try {
      return yield* checkRow({ evaluator, options, probes, row });
    } finally {
      end();
    }
  };
  let worst = yield* check(0);
  let seen = 1;
  for (; seen < rows && worst.verdict === 'match'; seen++) {
    const next = yield* check(seen);
    if (next.verdict !== 'match' || isWorse(next, worst)) worst = next;
  }
  const evaluations = { ...evaluator.evaluations };
  return { ...worst, rows: seen, evaluations };
}

/** Of parts that match the first row is shown of each: what two of them show of different ones could not be put together. */
function isWorse(next: GradientCheck, worst: GradientCheck): boolean {
  return next.part === undefined && next.relativeError > worst.relativeError;
}

/** One row of what a subject claims of its derivative. */
export interface Claim {
  readonly evaluator: Evaluator;
  readonly options: ResolvedOptions;
  readonly probes: Probes;
  readonly row: number;
  /** What is to be looked at; by the option `variables` when left out. */
  readonly wanted?: readonly Wanted[];
}

function* checkRow(claim: Claim): Check<GradientCheck> {
  return conclude(yield* lookAt(claim));
}

/** Finds out about one row whatever is to be known of it. */
export function* lookAt(claim: Claim): Check<Gathered> {
  const { evaluator, options } = claim;
  const read = yield* readPoint(claim);
  const study = studyOf(claim, read);
  const selections = select(study, claim);
  const examined = selections.map(
    ({ variable, checked, rest }): Found & { variable: Variable } => ({
      variable,
      wanted: checked.length,
      rest,
      findings: new Map(),
    }),
  );
  const procedure = procedureFor(options);
  let { stopped } = read;
  try {
    if (stopped === undefined && Number.isFinite(study.value)) {
      const { budget } = evaluator;
      stopped = yield* lookInTurn({ study, selections, examined, procedure, budget });
      if (budget.exhausted() === undefined) yield* procedure.reconsider(study, examined);
    }
  } catch (error) {
    stopped ??= limitMet(error);
  }
  const { second, missing } = read;
  return { study, second, evaluator, examined, judge: procedure.judge, stopped, missing };
}

/** What was read at the point: the gradient twice, because the second call shows what the first left behind. */
interface PointReading {
  readonly value: number;
  readonly reading: GradientReading;
  readonly second: GradientReading;
  /** Why it could not be read to the end, and what is missing of it: NaN stands there. */
  readonly stopped?: OutOfBudget;
  readonly missing?: 'value' | 'gradient';
}

function* readPoint({ evaluator, probes, row }: Claim): Check<PointReading> {
  const values: number[] = [];
  const readings: GradientReading[] = [];
  let stopped: OutOfBudget | undefined;
  try {
    values.push(...(yield* askRow({ probes, row }, [HERE])));
    readings.push(yield* gradientAt(row));
    readings.push(yield* gradientAt(row));
  } catch (error) {
    stopped = limitMet(error);
  }
  const [value = Number.NaN] = values;
  const [reading = nothingRead(evaluator.subject), second = reading] = readings;
  return {
    value,
    reading,
    second: sharing(reading, second),
    ...(stopped !== undefined && { stopped, missing: values.length === 0 ? 'value' : 'gradient' }),
  };
}

function nothingRead({ size, variables }: Subject): GradientReading {
  const values = new Float64Array(size).fill(Number.NaN);
  return { values, dtypes: variables.map(({ dtype }) => dtype), aliasesPoint: [], reused: [] };
}

function studyOf(claim: Claim, { value, reading }: PointReading): Study {
  const { evaluator, options, probes, row } = claim;
  const { subject, base } = evaluator;
  const dtypes = [...subject.variables.map(({ dtype }) => dtype), ...reading.dtypes];
  const noise = assumedNoise(dtypes, value);
  return {
    subject,
    options,
    base,
    probes,
    row,
    value,
    reading,
    slopes: new Map(),
    noise,
    step: FIRST_STEP[coarsest(...dtypes)],
    violations: [],
    directions: 0,
  };
}

/** The second reading in the array of the first, where they are the same: for a large point that is one array less to hold. */
function sharing(first: GradientReading, second: GradientReading): GradientReading {
  const { values, columns } = first;
  if (columns !== undefined && isSameRow(first, second)) return { ...second, values };
  for (let k = 0; k < values.length; k++)
    if (!Object.is(values[k], second.values[k])) return second;
  return { ...second, values };
}

/** Whether two rows of sparse matrices have the same entries. */
function isSameRow(first: GradientReading, second: GradientReading): boolean {
  const [own = [], other = []] = [first.columns, second.columns];
  return (
    own.length === other.length &&
    own.every((k, i) => other[i] === k && Object.is(first.values[k], second.values[k]))
  );
}

function select(study: Study, { wanted }: Claim): readonly Selection[] {
  const { subject, options } = study;
  const some = wanted ?? wantedIn(subject.variables, options);
  const countOf = countsFor(
    some.map(({ variable }) => variable),
    { ...options, rows: isRowOfMatrix(study) ? subject.rows : 1 },
  );
  return some.map((one) => {
    const random = drawn(study, 'strata', one.variable.path);
    const all = selectCoordinates(one, { count: countOf(one.variable), random });
    return options.part === undefined ? all : dealtOf(all, options.part);
  });
}
