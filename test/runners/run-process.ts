import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** What a run printed and how it ended. */
export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A Node process in a project. */
export interface NodeCall {
  readonly project: string;
  readonly args: readonly string[];
  /** `EXPECT_GRADIENT` of the run. */
  readonly mode?: string;
  /** `EXPECT_GRADIENT_PART` of the run. */
  readonly part?: string;
  readonly colour?: boolean;
  /** Where it may leave temporary files. */
  readonly temporary?: string;
}

/** Runs Node in a project. */
export async function runNode({ project, args, ...call }: NodeCall): Promise<Run> {
  const child = spawn(process.execPath, args, {
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

/** Without what the Vitest around this one, or the terminal, would tell the one inside. */
function environment({
  mode,
  part,
  colour,
  temporary,
}: Omit<NodeCall, 'project' | 'args'>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, SystemRoot } = process.env;
  const own = { EXPECT_GRADIENT: mode, EXPECT_GRADIENT_PART: part };
  const kept = { PATH, HOME, TMPDIR: temporary ?? TMPDIR, SystemRoot, ...own };
  const given = Object.entries(kept).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), ...(colour ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) };
}
