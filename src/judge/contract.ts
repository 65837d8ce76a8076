import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import { norm } from '../numeric/norm.ts';
import type { Evaluator } from '../probe/evaluation.ts';
import type { ContractViolation } from '../record.ts';
import type { Called, GradientReading, Subject } from '../subject/subject.ts';
import type { Variable } from '../subject/variable.ts';
import {
  accumulatedGradient,
  aliasedGradient,
  changingGradient,
  changingValue,
  ignoredPoint,
  mutatedInput,
  reusedGradient,
  updatedStatistics,
} from './violations.ts';

/** Two values of the same point this close are the same: a parallel sum may add in another order. */
const SAME_VALUE = 16 * UNIT_ROUNDOFF.float64;

/** Of the threshold of a format this share is rounding, for any of them: a small number may be the rest of large ones. */
const ROUNDING = 1e-3;

/** The functions of a subject that says nothing else. */
const UNNAMED: Called = { value: '`value`', gradient: '`gradient`' };

/** What the functions of a subject are called. */
export function calledIn({ called = UNNAMED }: Pick<Subject, 'called'>): Called {
  return called;
}

/** The value changes although the point does not. */
export function valueNotRepeatable(first: number, second: number): ContractViolation | undefined {
  if (Object.is(first, second) || Math.abs(first - second) <= SAME_VALUE * Math.abs(first)) return;
  return changingValue([first, second]);
}

/** The same, of a value that has another name. */
export function namedAfter({ value }: Called, violation: ContractViolation): ContractViolation {
  return { ...violation, title: violation.title.replace(/^`value`/, value) };
}

/** With the switches that say `training`, where something is drawn anew at each call. */
export function withRemedy(
  violation: ContractViolation,
  switches: readonly string[],
): ContractViolation {
  if (switches.length === 0 || !violation.id.endsWith('not-repeatable')) return violation;
  const [first] = switches;
  const more = switches.length > 1 ? `, and ${switches.length - 1} more` : '';
  return {
    ...violation,
    help: `\`${first}\`${more}: switch to inference, or keep the random mask of one call for the next`,
  };
}

/** The two readings of a gradient at the point, of what is checked. */
export interface Readings {
  readonly first: GradientReading;
  readonly second: GradientReading;
  readonly variables: readonly Variable[];
  /** The relative error that counts as correct. */
  readonly thresholdOf: (variable: Variable) => number;
}

/**
 * The gradient changes although the point does not, by as much as would be a mistake; when it grows by itself each time it is added
 * to an old one.
 */
export function gradientNotRepeatable(
  { first, second, variables, thresholdOf }: Readings,
  { gradient }: Called = UNNAMED,
): ContractViolation | undefined {
  if (first.values === second.values) return;
  const changes = variables
    .map((variable) => changeOf(variable, { first, second }))
    .filter((change, i) => isChanged(change, thresholdOf(variables[i])));
  if (changes.length === 0) return;
  return changes.every(isDoubled) ? accumulatedGradient(gradient) : changingGradient(gradient);
}

/** One variable's gradient, as it was read twice. */
interface Change {
  readonly once: Float64Array;
  readonly again: Float64Array;
  /** The sum of both norms, of what is finite. */
  readonly size: number;
}

function changeOf(
  { offset, size }: Variable,
  { first, second }: Pick<Readings, 'first' | 'second'>,
): Change {
  const [once, again] = [first, second].map(({ values }) => values.subarray(offset, offset + size));
  const [one, other] = [once, again].map((values) => norm(values.filter(Number.isFinite)));
  return { once, again, size: one + other };
}

/** Whether all of it differs by what would be a mistake, or one number by what would be one of its own. */
function isChanged({ once, again, size }: Change, threshold: number): boolean {
  const differences = once.map((value, k) => difference(value, again[k]));
  const distance = norm(differences);
  if (distance === 0 || distance >= threshold * size) return distance > 0;
  const own = Math.sqrt(threshold);
  return differences.some((d, k) => {
    const change = Math.abs(d);
    const isLarge = change > own * (Math.abs(once[k]) + Math.abs(again[k]));
    return isLarge && change > ROUNDING * threshold * size;
  });
}

/** Twice the first, but for rounding. */
function isDoubled({ once, again, size }: Change): boolean {
  const distance = norm(again.map((value, k) => difference(value, 2 * once[k])));
  return distance <= 1e-6 * size;
}

/** Zero for the same number twice, NaN and infinities included; infinite when only one of them is such. */
function difference(a: number, b: number): number {
  if (Object.is(a, b)) return 0;
  return Number.isFinite(a - b) ? a - b : Number.POSITIVE_INFINITY;
}

/** Calls that changed the arrays they were given; the check has put them back. */
export function mutations(
  { value, values, gradient }: Evaluator['mutated'],
  called: Called,
): readonly ContractViolation[] {
  const isNew = (path: string) => !called.isOneAfterTheOther || !value.has(path);
  const blamed = [
    { by: called.value, paths: [...value] },
    { by: called.values ?? '`values`', paths: [...values] },
    { by: called.gradient, paths: [...gradient].filter(isNew) },
  ];
  return blamed
    .filter(({ paths }) => paths.length > 0)
    .map(({ by, paths }) => mutatedInput(by, paths));
}

/** Running statistics that every evaluation moves on; the check puts them back when it is done. */
export function statisticsUpdated(names: readonly string[]): ContractViolation | undefined {
  return names.length === 0 ? undefined : updatedStatistics(names);
}

/** Gradients in arrays that are not their own. Nothing is lost here, but a caller who keeps one would see it change. */
export function sharedArrays(first: GradientReading, second: GradientReading): ContractViolation[] {
  const aliased = union(first.aliasesPoint, second.aliasesPoint);
  const reused = union(first.reused, second.reused);
  return [
    ...(aliased.length > 0 ? [aliasedGradient(aliased)] : []),
    ...(reused.length > 0 ? [reusedGradient(reused)] : []),
  ];
}

/** Variables that the value does not react to at any step, although the gradient says it does. */
export function ignoresPoint(
  paths: readonly string[],
  { value }: Called,
): ContractViolation | undefined {
  return paths.length === 0 ? undefined : ignoredPoint(paths, value);
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])];
}
