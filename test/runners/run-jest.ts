import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** What Jest is made of, for `installProject`. */
export const JEST = ['jest', '@jest/globals'];

/** What a run printed and how it ended. */
export interface JestRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface JestCall {
  readonly project: string;
  readonly args?: readonly string[];
  /** `EXPECT_GRADIENT` of the run. */
  readonly mode?: string;
  /** Where it may leave temporary files. */
  readonly temporary?: string;
}

/** Runs the tests of a project in a Jest process of its own, without what the Vitest around it would tell it. */
export async function runJest({ project, args = [], ...call }: JestCall): Promise<JestRun> {
  const jest = join(project, 'node_modules/jest/bin/jest.js');
  const child = spawn(process.execPath, [jest, ...args], {
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
  return { exitCode, stdout, stderr };
}

function environment({ mode, temporary }: Omit<JestCall, 'project'>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  const kept = { PATH, HOME, TMPDIR: temporary ?? TMPDIR, EXPECT_GRADIENT: mode };
  const given = Object.entries(kept).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), NO_COLOR: '1' };
}
