import { mkdtempSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIRECTORY_KEY } from '../jest/channel.ts';
import { formatRunSummary } from '../report/run-summary.ts';
import { type JestResults, readOutcomes } from './jest-outcomes.ts';
import type { GradientReporterOptions } from './options.ts';
import { summarise } from './summarise.ts';

/** The part of Jest's configuration that is used here. */
export interface JestConfig {
  readonly rootDir: string;
}

/** The hooks of a Jest reporter that are used here. */
export interface JestReporter {
  onRunStart(): void;
  onRunComplete(contexts: unknown, results: JestResults): void;
  getLastError(): void;
}

/** Adds up what the workers wrote to a directory that is there for one run. */
export function jestReporter(
  { rootDir }: JestConfig,
  options: Required<GradientReporterOptions>,
): JestReporter {
  let directory = '';
  let lines: readonly string[] = [];
  const finish = (write: (text: string) => void) => {
    process.removeListener('exit', bailOut);
    if (directory !== '') rmSync(directory, { recursive: true, force: true });
    if (lines.length > 0) write(`${lines.join('\n')}\n`);
    directory = '';
    lines = [];
  };
  // when Jest bails out it exits at once, with streams that no longer write
  const bailOut = () => finish((text) => writeSync(process.stderr.fd, text));
  return {
    onRunStart() {
      directory = mkdtempSync(join(tmpdir(), 'expect-gradient-'));
      process.env[DIRECTORY_KEY] = directory;
      process.once('exit', bailOut);
    },
    onRunComplete(_, results) {
      delete process.env[DIRECTORY_KEY];
      const outcomes = readOutcomes(results, { directory, rootDir });
      lines = formatRunSummary(summarise(outcomes, options), { runner: 'jest' });
    },
    // Jest asks for it when every reporter has printed, its own summary last
    getLastError() {
      finish((text) => process.stderr.write(text));
    },
  };
}
