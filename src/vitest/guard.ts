import type { Call } from '../entry/guard.ts';

/** The part of a Vitest task that is used here. */
export interface Task {
  /** What Vitest waits for before it calls the test finished. */
  promises?: Promise<unknown>[];
}

let current: Task | undefined;

/** Remembers the test that starts. */
export function enterTest(task: object): void {
  current = task as Task;
}

/** The test that runs, or was the last to run; not to be relied on where tests run at the same time. */
export function lastTest(): Task | undefined {
  return current;
}

/**
 * Keeps a test open until an asynchronous check of it has settled.
 *
 * Without it, a check whose `await` was forgotten may fail after the end of its file, and then nothing fails.
 */
export function holdOpen(
  check: Promise<unknown>,
  { context }: Call<{ task?: Task } | undefined>,
): Promise<unknown> {
  const task = context?.task ?? current;
  if (task === undefined) return check;
  task.promises ??= [];
  // must not reject itself: the test may expect the failure
  task.promises.push(check.then(ignore, ignore));
  return check;
}

function ignore(): void {}
