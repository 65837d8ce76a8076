import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import { norm } from '../numeric/norm.ts';
import type { GradientReading } from '../subject/subject.ts';
import type { Evaluator } from './evaluation.ts';
import type { ContractViolation } from './record.ts';

/** Two values of the same point this close are the same: a parallel sum may add in another order. */
const SAME_VALUE = 16 * UNIT_ROUNDOFF.float64;

/** The value changes although the point does not. */
export function valueNotRepeatable(first: number, second: number): ContractViolation | undefined {
  if (Object.is(first, second) || Math.abs(first - second) <= SAME_VALUE * Math.abs(first)) return;
  return {
    id: 'value-not-repeatable',
    title: `\`value\` changes from call to call at the same point: ${first}, then ${second}`,
    help: 'fix the random seed, switch dropout off, or check on one fixed batch',
    fatal: true,
  };
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
): ContractViolation | undefined {
  const distanceTo = (multiple: number) =>
    norm(second.values.map((value, k) => difference(value, multiple * first.values[k])));
  const size = norm(first.values.filter(Number.isFinite));
  if (distanceTo(1) <= 1e-6 * size) return;
  const doubled = distanceTo(2);
  return doubled <= 1e-6 * size ? accumulated() : changing();
}

/** Zero for the same number twice, NaN and infinities included; infinite when only one of them is such. */
function difference(a: number, b: number): number {
  if (Object.is(a, b)) return 0;
  return Number.isFinite(a - b) ? a - b : Number.POSITIVE_INFINITY;
}

function accumulated(): ContractViolation {
  return {
    id: 'gradient-accumulated',
    title:
      'the second call of `gradient` at the same point returned twice the first: it adds to an old gradient',
    help: 'set the gradient to zero before the backward pass, or return a new array',
    fatal: true,
  };
}

function changing(): ContractViolation {
  return {
    id: 'gradient-not-repeatable',
    title: '`gradient` changes from call to call at the same point',
    help: 'look for state kept between calls: a cache of the forward pass, a random mask, a running average',
    fatal: true,
  };
}

/** Calls that changed the arrays they were given; the check has put them back. */
export function mutations({ mutated }: Evaluator): readonly ContractViolation[] {
  return (['value', 'gradient'] as const)
    .filter((name) => mutated[name].size > 0)
    .map((name) => ({
      id: 'input-mutated',
      title: `\`${name}\` changes ${listPaths([...mutated[name]])}, which it was given to read`,
      help: 'work on a copy: whoever calls it next would get another answer',
      fatal: true,
    }));
}

/** Running statistics that every evaluation moves on; the check puts them back when it is done. */
export function statisticsUpdated(names: readonly string[]): ContractViolation | undefined {
  if (names.length === 0) return;
  return {
    id: 'statistics-updated',
    title: `evaluating the layer updates its statistics ${listPaths(names)}`,
    help: 'nothing is lost, they are put back; switch the layer to inference if its output should depend on them',
    fatal: false,
  };
}

/** Gradients in arrays that are not their own. Nothing is lost here, but a caller who keeps one would see it change. */
export function sharedArrays(first: GradientReading, second: GradientReading): ContractViolation[] {
  const aliased = union(first.aliasesPoint, second.aliasesPoint);
  const reused = union(first.reused, second.reused);
  const violations: ContractViolation[] = [];
  if (aliased.length > 0) {
    violations.push({
      id: 'gradient-aliases-point',
      title: `the gradient of ${listPaths(aliased)} is the very array that holds the point`,
      help: 'return a copy: an update in place would change both at once',
      fatal: false,
    });
  }
  if (reused.length > 0) {
    violations.push({
      id: 'gradient-reused',
      title: `the gradient of ${listPaths(reused)} is the same array at every call`,
      help: 'a caller who keeps it sees it change with the next call; return a copy unless that is meant',
      fatal: false,
    });
  }
  return violations;
}

/** Variables that the value does not react to at any step, although the gradient says it does. */
export function ignoresPoint(paths: readonly string[]): ContractViolation | undefined {
  if (paths.length === 0) return;
  return {
    id: 'value-ignores-point',
    title: `\`value\` does not change with ${listPaths(paths)} at any step, but the gradient there is not zero`,
    help: 'does `value` read its argument, or other arrays that it closes over?',
    fatal: true,
  };
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])];
}

function listPaths(paths: readonly string[]): string {
  const shown = paths.slice(0, 4).map((path) => `\`${path}\``);
  const more = paths.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
