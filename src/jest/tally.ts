import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from '@jest/globals';
import { listen } from '../check/tally.ts';
import { DIRECTORY_KEY, type TallyLine, toLine } from './channel.ts';

/** The part of `expect`'s state, which is also a matcher's `this`, that is used here. */
interface ExpectState {
  readonly testPath?: string;
  readonly currentTestName?: string;
  /** Since Jest 30. */
  readonly currentConcurrentTestName?: () => string | undefined;
}

/**
 * Writes down what the assertions of one test file come to, if the reporter has named a directory for it.
 *
 * Jest 29 does not tell a matcher which of the concurrent tests it is in: there the test that started last is named.
 */
export function tallyFile(): void {
  const directory = process.env[DIRECTORY_KEY];
  if (directory === undefined) return;
  const file = join(directory, `${process.env.JEST_WORKER_ID ?? 1}.jsonl`);
  const attempts = new Map<string, number>();
  const running = new Set<string>();

  listen((outcome, state: ExpectState) => {
    const name = testOf(state);
    const test = running.has(name) ? { test: name } : {};
    const attempt = attempts.get(name) ?? 1;
    append(file, { file: state.testPath ?? '', ...test, attempt, outcome });
  });
  beforeEach(() => {
    const name = testOf(expect.getState());
    attempts.set(name, (attempts.get(name) ?? 0) + 1);
    running.add(name);
  });
  afterEach(() => void running.delete(testOf(expect.getState())));
}

function testOf({ currentConcurrentTestName, currentTestName = '' }: ExpectState): string {
  return currentConcurrentTestName?.() ?? currentTestName;
}

function append(file: string, line: TallyLine): void {
  try {
    appendFileSync(file, toLine(line));
  } catch {
    // a check that was not awaited may end after the run, when the directory is gone: it counts no more
  }
}
