import { join } from 'node:path';
import { type Run, runNode } from './run-process.ts';

/** What a run printed and how it ended. */
export type VitestRun = Run;

export interface VitestCall {
  readonly project: string;
  readonly args?: readonly string[];
  /** `EXPECT_GRADIENT` of the run. */
  readonly mode?: string;
  readonly colour?: boolean;
}

/** Runs the tests of a project in a Vitest process of its own. */
export async function runVitest({ project, args = [], ...call }: VitestCall): Promise<VitestRun> {
  const vitest = join(project, 'node_modules/vitest/vitest.mjs');
  const run = await runNode({
    project,
    args: [vitest, 'run', '--root', project, ...args],
    ...call,
  });
  return { ...run, stdout: settled(run.stdout, project), stderr: settled(run.stderr, project) };
}

/** Without what differs from run to run, where, when and how long, and how many evaluations are spent today. */
function settled(output: string, project: string): string {
  return output
    .replaceAll(project, '<project>')
    .replaceAll(/(?<= )\d+(\.\d+)?m?s$/gm, '<time>')
    .replaceAll(/\d+ evaluations of the value/g, '<some> evaluations of the value')
    .replaceAll(/Start at .*|Duration .*/g, '<time>');
}

/** What the default reporter printed of each failing test, by name, without the rules between them and the page. */
export function failuresOf({ stderr }: VitestRun): Record<string, string> {
  const blocks = stderr.split(/^ FAIL {2}/m).slice(1);
  return Object.fromEntries(
    blocks.map((block) => {
      const [title, ...lines] = block
        .replace(/\n⎯+[\s\S]*/, '')
        .replace(/\n\n ❯ page\n.*\n*$/, '')
        .trimEnd()
        .split('\n');
      return [title.split(' > ').slice(1).join(' > '), lines.join('\n')];
    }),
  );
}
