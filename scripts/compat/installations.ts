import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vitest } from './families/vitest.ts';
import type { Command } from './family.ts';
import { cache, install, versionOf } from './npm.ts';
import { layOut } from './project.ts';
import type { Installation } from './results.ts';
import { run } from './spawn.ts';
import { judgeReport } from './suites.ts';

/** Every optional peer, so that a wrong range of ours is complained about. */
const PEERS = ['vitest@4', 'jest@30', '@jest/globals@30', 'expect@30', '@playwright/test'];

/** Installs the tarball with each package manager, alone and beside every runner, and reads what they say. */
export async function measureInstallations(tarball: string): Promise<readonly Installation[]> {
  const { output } = await run({ file: 'npm', args: ['--version'] }, { cwd: cache });
  const pnpm = await install('pnpm', ['pnpm']);
  const npm = { file: 'npm', args: ['install', '--no-audit', '--no-fund'] };
  // nothing is hoisted to where an import that we did not declare would find it
  const strict = ['strict-peer-dependencies=true', 'hoist=false', 'strict-dep-builds=false'];
  const pnpmAdd = {
    file: process.execPath,
    args: [
      join(pnpm, 'node_modules/pnpm/bin/pnpm.mjs'),
      'add',
      ...strict.map((setting) => `--config.${setting}`),
    ],
  };
  return [
    {
      name: 'npm',
      version: output.trim().split('\n')[0],
      complaints: await complaintsOf(npm, tarball),
    },
    {
      name: 'pnpm (strict peers, no hoisting)',
      version: versionOf('pnpm', pnpm),
      complaints: await complaintsOf(pnpmAdd, tarball),
    },
  ];
}

async function complaintsOf(manager: Command, tarball: string): Promise<readonly string[]> {
  const alone = await installed(manager, [tarball]);
  const beside = await installed(manager, [tarball, ...PEERS]);
  const ours = beside.warnings.filter((line) => /expect-gradient|peer/i.test(line));
  layOut(beside.project, vitest.fixture);
  const report = await judgeReport(
    { family: vitest, project: beside.project, node: process.execPath },
    'forks',
  );
  return [...alone.warnings, ...ours, ...report];
}

/** Installs packages in a project of its own. */
async function installed(
  { file, args }: Command,
  packages: readonly string[],
): Promise<{ readonly project: string; readonly warnings: readonly string[] }> {
  mkdirSync(join(cache, 'installations'), { recursive: true });
  const project = mkdtempSync(join(cache, 'installations', 'project-'));
  writeFileSync(join(project, 'package.json'), '{ "private": true }\n');
  const command = { file, args: [...args, ...packages] };
  const { exitCode, output } = await run(command, { cwd: project, env: process.env });
  return { project, warnings: exitCode === 0 ? warningsIn(output) : output.split('\n') };
}

/** What is warned of, but for what npm thinks of this machine's own settings. */
function warningsIn(output: string): readonly string[] {
  const warnings = output.split('\n').filter((line) => /\bwarn/i.test(line));
  return warnings.filter((line) => !/Unknown (user|env|project) config/.test(line));
}
