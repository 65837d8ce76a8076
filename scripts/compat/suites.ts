import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Suite } from '../../test/uses/uses.cjs';
import type { Colour, Family } from './family.ts';
import {
  type Evidence,
  type Judgement,
  judgeColour,
  judgeTable,
  judgeUnawaited,
  whyLacking,
} from './judge.ts';
import { run } from './spawn.ts';

/** A project with a runner in it, ready to run. */
export interface Installed {
  readonly family: Family;
  readonly project: string;
  /** The Node binary. */
  readonly node: string;
  /** Told what every process printed. */
  readonly show?: (output: string) => void;
}

/** Runs all uses in one variant of a runner, each suite in processes of its own, and judges them. */
export async function judgeVariant(installed: Installed, variant: string): Promise<Judgement> {
  const { family } = installed;
  const go = (suite: Suite, colour: Colour, more: readonly string[] = []) =>
    runSuite(installed, { variant, suite, colour, more });
  const table = await go('table', 'NO_COLOR');
  const on = await go('report', 'on');
  const off = await go('report', 'off');
  const colours = {
    'colours: on': await judgeColour(family, { output: on.output, colour: 'on' }),
    'colours: off': await judgeColour(family, { output: off.output, colour: 'off' }),
    'colours: NO_COLOR': await judgeColour(family, { output: table.output, colour: 'NO_COLOR' }),
  };
  const judged = Object.entries(colours).filter(([use]) => whyLacking(family, use) === undefined);
  return {
    ...(await judgeTable(family, table)),
    ...Object.fromEntries(judged),
    ...(await judgeForgotten(family, (more) => go('unawaited', 'NO_COLOR', more))),
  };
}

/** Runs the table only, and judges it. */
export async function judgeTableOf(installed: Installed, variant: string): Promise<Judgement> {
  const run = { variant, suite: 'table', colour: 'NO_COLOR', more: [] } as const;
  return judgeTable(installed.family, await runSuite(installed, run));
}

/** Runs the long report only, without colours, and judges what is printed. */
export async function judgeReport(
  installed: Installed,
  variant: string,
): Promise<readonly string[]> {
  const { output } = await runSuite(installed, {
    variant,
    suite: 'report',
    colour: 'NO_COLOR',
    more: [],
  });
  return judgeColour(installed.family, { output, colour: 'NO_COLOR' });
}

async function judgeForgotten(
  family: Family,
  go: (more: readonly string[]) => Promise<Evidence>,
): Promise<Judgement> {
  const use = 'forgotten await: not green';
  if (whyLacking(family, use) !== undefined) return {};
  const { unawaited = { '': [] } } = family;
  const complaints: string[] = [];
  for (const [how, more] of Object.entries(unawaited)) {
    const found = judgeUnawaited(await go(more));
    complaints.push(...found.map((complaint) => `${how} ${complaint}`.trim()));
  }
  return { [use]: complaints };
}

const ENVIRONMENT: Readonly<Record<Colour, NodeJS.ProcessEnv>> = {
  on: { FORCE_COLOR: '1' },
  off: {},
  NO_COLOR: { NO_COLOR: '1' },
};

interface SuiteRun {
  readonly variant: string;
  readonly suite: Suite;
  readonly colour: Colour;
  readonly more: readonly string[];
}

async function runSuite(
  { family, project, node, show = () => {} }: Installed,
  { variant, suite, colour, more }: SuiteRun,
): Promise<Evidence> {
  const directory = mkdtempSync(join(tmpdir(), 'expect-gradient-outcomes-'));
  const outcomes = join(directory, 'outcomes');
  try {
    const { file, args, env } = family.command({ project, node, variant, suite, colour, outcomes });
    const { exitCode, output } = await run(
      { file, args: [...args, ...more], env: { USES: suite, ...ENVIRONMENT[colour], ...env } },
      { cwd: project },
    );
    show(output);
    // a runner that died leaves none, and then no use has run
    const report = existsSync(outcomes) ? readFileSync(outcomes, 'utf8') : undefined;
    return { exitCode, output, outcomes: report === undefined ? [] : family.outcomes(report) };
  } finally {
    rmSync(directory, { recursive: true });
  }
}
