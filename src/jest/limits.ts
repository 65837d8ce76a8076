import type { TestLimits } from '../options/test-limits.ts';

/** The part of jest-circus' state that says what a test may take; private, so nothing of it need be there. */
interface CircusState {
  readonly currentlyRunningTest?: {
    readonly timeout?: number;
    readonly concurrent?: boolean;
    /** How often the test was tried, with this one. */
    readonly invocations?: number;
  } | null;
  readonly testTimeout?: number;
}

/** What Jest tells about the test that runs: nothing officially, so nothing is said where its state looks otherwise. */
export function limitsOf(): TestLimits | undefined {
  const { currentlyRunningTest: test, testTimeout } = circusState();
  if (typeof test !== 'object' || test === null || test.concurrent) return undefined;
  const timeout = test.timeout ?? testTimeout;
  if (typeof timeout !== 'number') return undefined;
  return { timeout, attempt: attemptAt(test, test.invocations), waitsForSynchronous: true };
}

let latest = { test: {}, invocations: 0 as number | undefined, attempt: {} };

/** An object for each attempt at a test; Jest keeps one for all of them. */
function attemptAt(test: object, invocations: number | undefined): object {
  if (latest.test !== test || latest.invocations !== invocations) {
    latest = { test, invocations, attempt: {} };
  }
  return latest.attempt;
}

function circusState(): CircusState {
  const symbols = Object.getOwnPropertySymbols(globalThis);
  const key = symbols.find(({ description }) => description === 'JEST_STATE_SYMBOL');
  if (key === undefined) return {};
  return (globalThis as { [key]?: CircusState })[key] ?? {};
}
