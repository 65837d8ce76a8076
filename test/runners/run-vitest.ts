import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** What a run printed and how it ended. */
export interface VitestRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

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
  const child = spawn(process.execPath, [vitest, 'run', '--root', project, ...args], {
    cwd: project,
    env: environment(call),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const output = [text(child.stdout), text(child.stderr)] as const;
  const [exitCode, stdout, stderr] = await Promise.all([ended, ...output]);
  return { exitCode, stdout: settled(stdout, project), stderr: settled(stderr, project) };
}

/** Without what the Vitest around this one, or the terminal, would tell the one inside. */
function environment({ mode, colour = false }: Omit<VitestCall, 'project'>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, SystemRoot } = process.env;
  const kept = Object.entries({ PATH, HOME, TMPDIR, SystemRoot, EXPECT_GRADIENT: mode });
  const given = kept.filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), ...(colour ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) };
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
