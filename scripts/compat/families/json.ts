import type { Outcome } from '../family.ts';

interface JestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

/** Reads the JSON report of Jest, which Vitest writes, too. */
export function outcomesOfJson(report: string): readonly Outcome[] {
  const { testResults }: JestReport = JSON.parse(report);
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .map(({ title, status }) => ({ name: title, passed: status === 'passed' }));
}
