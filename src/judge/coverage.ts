import type { Coverage, VariableCheck } from '../record.ts';

/** What part of all variables was looked at, and what error would have shown in each of them. */
export function coverageOf(variables: readonly VariableCheck[], probes: number): Coverage {
  const sum = (count: (variable: VariableCheck) => number) =>
    variables.reduce((total, variable) => total + count(variable), 0);
  const checked = sum((variable) => variable.checked);
  const total = sum((variable) => variable.total);
  return {
    checked,
    total,
    probes,
    smallestDetectable: largestDetectable(variables),
    ...(variables.every(isLookedAt) && { missProbability: largestMiss(variables) }),
  };
}

/** Whether every coordinate was looked at: one by one, or along directions through all; how much a sample overlooks is not known. */
function isLookedAt({ checked, total, probes = 0 }: VariableCheck): boolean {
  return checked === total || probes > 0;
}

function largestMiss(variables: readonly VariableCheck[]): number {
  return Math.max(0, ...variables.map(({ missProbability = 0 }) => missProbability));
}

/** 1 when every variable is unverified: nothing would have shown that is small against anything. */
function largestDetectable(variables: readonly VariableCheck[]): number {
  const verified = variables.filter(({ unverified }) => !unverified);
  return Math.max(0, ...verified.map((variable) => variable.smallestDetectable)) || 1;
}
