import type * as vitest from 'vitest';
import type { Outcome } from '../check/outcome.ts';
import { listen } from '../check/tally.ts';
import type { GradientMeta } from './channel.ts';

/** The part of a Vitest task that is used here. */
interface Task {
  readonly id: string;
  readonly file: { readonly meta: GradientMeta };
  readonly result?: { readonly retryCount?: number };
}

/** One run of a test, and where it began among the test's outcomes. */
interface Attempt {
  readonly retries: number;
  readonly begin: number;
}

/**
 * Leaves what the assertions of one test file come to in its `meta`, for the reporter.
 *
 * Of a test that is retried, the last attempt counts. Vitest 3 does not tell a matcher its test: there an assertion is
 * that of the test that started last.
 */
export function tallyFile({
  afterEach,
  beforeEach,
}: Pick<typeof vitest, 'afterEach' | 'beforeEach'>): void {
  const outcomes: Record<string, Outcome[]> = {};
  const attempts = new Map<string, Attempt>();
  const running = new Set<object>();
  let latest: Task | undefined;

  listen((outcome, { task = latest }: { readonly task?: Task }) => {
    const id = task && running.has(task) ? task.id : '';
    outcomes[id] ??= [];
    outcomes[id].push(outcome);
  });
  beforeEach((context) => {
    const task = context.task as object as Task;
    // read when the file has ended
    task.file.meta.gradientOutcomes = outcomes;
    attempts.set(task.id, startAttempt(task, outcomes[task.id] ?? [], attempts.get(task.id)));
    running.add(task);
    latest = task;
  });
  afterEach(({ task }) => void running.delete(task));
}

/** Forgets the outcomes of the attempt before if this one is a retry, and not one of the repeats that were asked for. */
function startAttempt({ result }: Task, outcomes: Outcome[], before?: Attempt): Attempt {
  const retries = result?.retryCount ?? 0;
  if (before !== undefined && retries > before.retries) outcomes.length = before.begin;
  return { retries, begin: outcomes.length };
}
