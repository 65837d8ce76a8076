import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import { norm } from '../numeric/norm.ts';
import type { Evaluator } from '../probe/evaluation.ts';
import type { ContractViolation } from '../record.ts';
import type { Called, GradientReading, Subject } from '../subject/subject.ts';
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

/** The gradient changes although the point does not; when it grows by itself each time it is added to an old one. */
export function gradientNotRepeatable(
  first: GradientReading,
  second: GradientReading,
  { gradient }: Called = UNNAMED,
): ContractViolation | undefined {
  if (first.values === second.values) return;
  const distanceTo = (multiple: number) =>
    norm(second.values.map((value, k) => difference(value, multiple * first.values[k])));
  const size = norm(first.values.filter(Number.isFinite));
  if (distanceTo(1) <= 1e-6 * size) return;
  const doubled = distanceTo(2);
  return doubled <= 1e-6 * size ? accumulatedGradient(gradient) : changingGradient(gradient);
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
    { by: '`values`', paths: [...values] },
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
