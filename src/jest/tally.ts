import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as jest from '@jest/globals';
import { listen } from '../check/tally.ts';
import { DIRECTORY_KEY, type TallyLine, toLine } from './channel.ts';

/** The part of `expect`'s state, which is also a matcher's `this`, that is used here. */
interface ExpectState {
  readonly testPath?: string;
  readonly currentTestName?: string;
  /** Since Jest 30. */
  readonly currentConcurrentTestName?: () => string | undefined;
  /** Since Jest 30: what Jest itself keeps of a test. */
  readonly currentTestIdentity?: () => { readonly invocations?: number } | undefined;
}

/** Whether the reporter is there to count. */
export function isCounted(): boolean {
  return process.env[DIRECTORY_KEY] !== undefined;
}

/**
 * Writes down what the assertions of one test file come to, if the reporter has named a directory for it.
 *
 * Jest 29 does not tell a matcher which of the concurrent tests it is in: there it is taken for the one that started last.
 */
export function tallyFile({
  afterEach,
  beforeEach,
  expect,
}: Pick<typeof jest, 'afterEach' | 'beforeEach' | 'expect'>): void {
  const directory = process.env[DIRECTORY_KEY];
  if (directory === undefined) return;
  const path = join(directory, `${process.env.JEST_WORKER_ID ?? 1}.jsonl`);
  const attempts = new Map<string, number>();
  let running: string | undefined;

  listen((outcome, state: ExpectState) => {
    const { testPath: file = '', currentConcurrentTestName, currentTestIdentity } = state;
    const test = currentConcurrentTestName?.() ?? running;
    const attempt = currentTestIdentity?.()?.invocations ?? attempts.get(test ?? '');
    append(path, {
      file,
      ...(test !== undefined && { test }),
      ...(attempt !== undefined && { attempt }),
      outcome,
    });
  });
  beforeEach(() => {
    running = expect.getState().currentTestName ?? '';
    attempts.set(running, (attempts.get(running) ?? 0) + 1);
  });
  afterEach(() => {
    running = undefined;
  });
}

function append(file: string, line: TallyLine): void {
  try {
    appendFileSync(file, toLine(line));
  } catch {
    // a check that was not awaited may end after the run, when the directory is gone: it counts no more
  }
}
