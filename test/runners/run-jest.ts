import { join } from 'node:path';
import { type Run, runNode } from './run-process.ts';

/** What Jest is made of, for `installProject`. */
export const JEST = ['jest', '@jest/globals'];

/** What a run printed and how it ended. */
export type JestRun = Run;

export interface JestCall {
  readonly project: string;
  readonly args?: readonly string[];
  /** Options of Node itself. */
  readonly node?: readonly string[];
  /** `EXPECT_GRADIENT` of the run. */
  readonly mode?: string;
  readonly colour?: boolean;
  /** Where it may leave temporary files. */
  readonly temporary?: string;
}

/** Runs the tests of a project in a Jest process of its own. */
export function runJest({ project, args = [], node = [], ...call }: JestCall): Promise<JestRun> {
  const jest = join(project, 'node_modules/jest/bin/jest.js');
  return runNode({ project, args: [...node, jest, ...args], ...call });
}

/** What Jest printed of each failing test, by name; of a failing file, by the name `file`. */
export function failuresOf({ stderr }: JestRun): Record<string, string> {
  const [report] = stderr.split(/^Test Suites:/m);
  const blocks = report.split(/^ {2}● /m).slice(1);
  return Object.fromEntries(
    blocks.map((block) => {
      const [title, ...lines] = block.split('\n');
      const text = lines.join('\n').replace(/\n(FAIL|PASS) [\s\S]*/, '');
      return [title === 'Test suite failed to run' ? 'file' : title, dedented(text)];
    }),
  );
}

function dedented(text: string): string {
  return text
    .replaceAll(/^ {4}/gm, '')
    .replaceAll(/\d+ evaluations of the value/g, '<some> evaluations of the value')
    .trim();
}
