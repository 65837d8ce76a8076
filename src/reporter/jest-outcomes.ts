import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fromLine, type TallyLine } from '../jest/channel.ts';
import type { PlacedOutcome } from './summarise.ts';

/** The part of Jest's results that is used here. */
export interface JestResults {
  readonly testResults: readonly JestFile[];
}

interface JestFile {
  readonly testFilePath: string;
  readonly testResults: readonly JestTest[];
}

interface JestTest {
  readonly fullName: string;
  readonly title: string;
  readonly ancestorTitles: readonly string[];
  /** How often it was run, retries included. */
  readonly invocations?: number;
}

/** Where the workers wrote, and where the project is. */
interface Directories {
  readonly directory: string;
  readonly rootDir: string;
}

/** Reads what the workers wrote about the test files of one run. */
export function readOutcomes(
  { testResults }: JestResults,
  { directory, rootDir }: Directories,
): readonly PlacedOutcome[] {
  const lines = readdirSync(directory).flatMap((name) => linesOf(join(directory, name)));
  return testResults.flatMap(({ testFilePath, testResults: tests }) => {
    const file = relative(rootDir, testFilePath);
    return lines
      .filter((line) => line.file === testFilePath)
      .filter((line) => isLastAttempt(line, tests))
      .map((line) => ({ file, place: placeOf(line, { file, tests }), outcome: line.outcome }));
  });
}

function linesOf(file: string): readonly TallyLine[] {
  return readFileSync(file, 'utf8').trimEnd().split('\n').map(fromLine);
}

/** Of a test that is retried, the last attempt counts. Tests of the same name look like attempts, and all of them count. */
function isLastAttempt({ test, attempt }: TallyLine, tests: readonly JestTest[]): boolean {
  const named = tests.filter(({ fullName }) => fullName === test);
  if (named.length !== 1 || attempt === undefined) return true;
  return attempt === (named[0].invocations ?? attempt);
}

/** The file and the test in it, as Jest prints them. */
function placeOf(
  { test }: TallyLine,
  { file, tests }: { readonly file: string; readonly tests: readonly JestTest[] },
): string {
  if (test === undefined) return file;
  const known = tests.find(({ fullName }) => fullName === test);
  return [file, ...(known ? [...known.ancestorTitles, known.title] : [test])].join(' › ');
}
