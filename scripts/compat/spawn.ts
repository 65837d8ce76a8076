import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Command } from './family.ts';

/** What a process printed and how it ended. */
export interface Ended {
  readonly exitCode: number | null;
  /** Both streams, one after the other. */
  readonly output: string;
}

/** How long a process may take; what hangs is a finding, not a reason to wait. */
const LIMIT = 180_000;

/** Runs a command to its end. */
export async function run(
  { file, args, env }: Command,
  { cwd, env: given = {} }: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<Ended> {
  const child = spawn(file, args, {
    cwd,
    env: { ...bareEnvironment(), ...given, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LIMIT,
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [exitCode, stdout, stderr] = await Promise.all([
    ended,
    text(child.stdout),
    text(child.stderr),
  ]);
  return { exitCode, output: `${stdout}\n${stderr}` };
}

/** Without what a runner around this one, npm or the terminal would tell the process inside. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, SystemRoot } = process.env;
  const kept = Object.entries({ PATH, HOME, TMPDIR, SystemRoot });
  return Object.fromEntries(kept.filter(([, value]) => value !== undefined));
}
