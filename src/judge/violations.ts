import type { ContractViolation } from '../record.ts';

export function changingValue(
  [first, second]: readonly [number, number],
  called = '`value`',
): ContractViolation {
  return {
    id: 'value-not-repeatable',
    title: `${called} changes from call to call at the same point: ${first}, then ${second}`,
    help: 'fix the random seed, switch dropout off, or check on one fixed batch',
    fatal: true,
  };
}

export function accumulatedGradient(called: string): ContractViolation {
  return {
    id: 'gradient-accumulated',
    title: `the second call of ${called} at the same point returned twice the first: it adds to an old gradient`,
    help: 'set the gradient to zero before the backward pass, or return a new array',
    fatal: true,
  };
}

export function changingGradient(called: string): ContractViolation {
  return {
    id: 'gradient-not-repeatable',
    title: `${called} changes from call to call at the same point`,
    help: 'look for state kept between calls: a cache of the forward pass, a random mask, a running average',
    fatal: true,
  };
}

export function mutatedInput(called: string, paths: readonly string[]): ContractViolation {
  return {
    id: 'input-mutated',
    title: `${called} changes ${listPaths(paths)}, which it was given to read`,
    help: 'work on a copy: whoever calls it next would get another answer',
    fatal: true,
  };
}

export function updatedStatistics(names: readonly string[]): ContractViolation {
  return {
    id: 'statistics-updated',
    title: `evaluating the layer updates its statistics ${listPaths(names)}`,
    help: 'nothing is lost, they are put back; switch the layer to inference if its output should depend on them',
    fatal: false,
  };
}

export function aliasedGradient(paths: readonly string[]): ContractViolation {
  return {
    id: 'gradient-aliases-point',
    title: `the gradient of ${listPaths(paths)} is the very array that holds the point`,
    help: 'return a copy: an update in place would change both at once',
    fatal: false,
  };
}

export function reusedGradient(paths: readonly string[]): ContractViolation {
  return {
    id: 'gradient-reused',
    title: `the gradient of ${listPaths(paths)} is the same array at every call`,
    help: 'a caller who keeps it sees it change with the next call; return a copy unless that is meant',
    fatal: false,
  };
}

export function ignoredPoint(paths: readonly string[], called: string): ContractViolation {
  return {
    id: 'value-ignores-point',
    title: `${called} does not change with ${listPaths(paths)} at any step, but the gradient there is not zero`,
    help: `does ${called} read its argument, or other arrays that it closes over?`,
    fatal: true,
  };
}

export function otherPrimal(
  [called, value]: readonly [string, string],
  [found, wanted]: readonly [string, string],
): ContractViolation {
  return {
    id: 'primal-differs',
    title: `${called} returns another output beside its product than ${value}: ${found} for ${wanted}`,
    help: 'are both at the same point, and of the same function?',
    fatal: true,
  };
}

function listPaths(paths: readonly string[]): string {
  const shown = paths.slice(0, 4).map((path) => `\`${path}\``);
  const more = paths.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
