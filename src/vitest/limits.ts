import type { TestLimits } from '../options/test-limits.ts';
import { lastTest } from './guard.ts';

/** The part of a Vitest task that says what its test may take. */
interface LimitedTask {
  readonly timeout?: number;
  readonly concurrent?: boolean;
  /** `run` while the test function does, not in the hooks after it. */
  readonly result?: { readonly state?: string };
  readonly context?: { readonly signal?: AbortSignal };
}

const attempts = new WeakMap<object, object>();

/** Remembers that a test is tried, for the first time or again. */
export function startAttempt(task: object): void {
  attempts.set(task, {});
}

/** What Vitest tells about the test that a matcher was called in; `task` is there since Vitest 4.1. */
export function limitsOf(context: { readonly task?: LimitedTask }): TestLimits | undefined {
  const task = context.task ?? (lastTest() as LimitedTask | undefined);
  // of tests that run at the same time, the global `expect` knows only the one that started last
  if (task === undefined || task.concurrent || task.result?.state !== 'run') return undefined;
  const { timeout, context: { signal } = {} } = task;
  return { signal, timeout, attempt: attempts.get(task) ?? task };
}
