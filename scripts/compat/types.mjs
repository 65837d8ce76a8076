// The types of the built package in every runner, version of it and version of TypeScript: the programs of test/types, each
// in a directory of its own where nothing but its runner is installed. Needs `npm run build` first.
//
//   node scripts/compat/types.mjs [runner …]

import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

const TYPESCRIPT = ['5.4.5', '5.9.3', '6.0.3', '7.0.2'];
const NODE_TYPES = '@types/node@22';
const OTHERS = ['@testing-library/jest-dom@7.0.1', 'jest-extended@7.0.0'];

/** What is compiled: a program of test/types, and the packages that are installed for it. */
const PROGRAMS = [
  // the types of Vitest 3.2 need those of `debug`, which it does not depend on
  program('Vitest 3.2', 'vitest', ['vitest@3.2.7', '@types/debug@4']),
  program('Vitest 4', 'vitest', ['vitest@4.1.12']),
  program('Vitest 5', 'vitest', ['vitest@5.1.1']),
  program('Jest 29, global', 'jest', ['@types/jest@29.5.14'], { commonjs: true }),
  program('Jest 30, global', 'jest', ['@types/jest@30.0.0'], { commonjs: true }),
  program('Jest 29, @jest/globals', 'jest-globals', ['@jest/globals@29.7.0'], { commonjs: true }),
  program('Jest 30, @jest/globals', 'jest-globals', ['@jest/globals@30.5.2'], { commonjs: true }),
  program('expect 29', 'expect', ['expect@29.7.0'], { commonjs: true }),
  program('expect 30', 'expect', ['expect@30.5.2'], { commonjs: true }),
  program('Bun', 'bun', ['@types/bun@1']),
  program('Playwright', 'playwright', ['@playwright/test@1.65.1'], { commonjs: true }),
  program('Vitest 3.2 beside others', 'beside-vitest', ['vitest@3.2.7', ...OTHERS]),
  program('Vitest 4 beside others', 'beside-vitest', ['vitest@4.1.12', ...OTHERS]),
  program('Jest 30 beside others', 'beside-jest', ['@types/jest@30.0.0', ...OTHERS]),
];

function program(name, folder, packages, { commonjs = false } = {}) {
  const module = { skipLibCheck: 'false', type: 'module' };
  const checks = [module, { ...module, skipLibCheck: 'true' }];
  return {
    name,
    folder,
    packages,
    checks: commonjs ? [...checks, { ...module, type: 'commonjs' }] : checks,
  };
}

/**
 * Compiles every program with every TypeScript, and gives for each the complaints by version; none is an empty list.
 *
 * What a compiler says of other packages counts only if it does not say so without this one.
 */
export async function checkTypes({ only = [], tell = () => {} } = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'expect-gradient-types-'));
  try {
    const tarball = await pack(directory);
    const compilers = await installCompilers(directory);
    const rows = [];
    for (const one of PROGRAMS.filter(({ name }) => isAsked(name, only))) {
      const project = await installProgram({ one, directory, tarball });
      const cells = {};
      for (const [version, tsc] of compilers) {
        cells[version] = await complaintsOf({ one, project, tsc });
        tell(`${one.name}, TypeScript ${version}: ${cells[version].length || 'no'} complaints`);
      }
      rows.push({ name: one.name, cells });
    }
    return rows;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The table, in Markdown; complaints below it. */
export function formatTypes(rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const mark = (complaints) => (complaints.length === 0 ? 'yes' : '**no**');
  const table = [
    line(['types', ...TYPESCRIPT.map((version) => `TypeScript ${version}`)]),
    line(['---', ...TYPESCRIPT.map(() => '---')]),
    ...rows.map(({ name, cells }) => line([name, ...TYPESCRIPT.map((v) => mark(cells[v]))])),
  ];
  const complaints = rows.flatMap(({ name, cells }) =>
    TYPESCRIPT.flatMap((v) => cells[v].map((complaint) => `${name}, ${v}: ${complaint}`)),
  );
  return [...table, ...(complaints.length > 0 ? ['', ...complaints] : [])].join('\n');
}

function isAsked(name, only) {
  return only.length === 0 || only.some((word) => name.toLowerCase().includes(word.toLowerCase()));
}

async function pack(directory) {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', directory];
  const { stdout } = await run('npm', args, { cwd: root });
  return join(directory, JSON.parse(stdout)[0].filename);
}

async function installCompilers(directory) {
  const home = join(directory, 'typescript');
  await install(
    home,
    TYPESCRIPT.map((version) => `ts-${version}@npm:typescript@${version}`),
  );
  return TYPESCRIPT.map((version) => [version, join(home, `node_modules/ts-${version}/bin/tsc`)]);
}

async function installProgram({ one, directory, tarball }) {
  const project = join(directory, one.name.replace(/\W+/g, '-'));
  await install(project, [tarball, NODE_TYPES, ...one.packages]);
  for (const folder of ['every', one.folder]) {
    cpSync(join(root, 'test/types', folder), join(project, 'types', folder), { recursive: true });
  }
  return project;
}

async function install(project, packages) {
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, 'package.json'), '{ "private": true }\n');
  // optional peers stay out: a program has the types of its own runner, and of no other
  await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...packages], {
    cwd: project,
  });
}

async function complaintsOf({ one, project, tsc }) {
  const complaints = [];
  for (const { skipLibCheck, type } of one.checks) {
    writeFileSync(join(project, 'types/package.json'), JSON.stringify({ type }));
    const compiler = { project, tsc, skipLibCheck };
    const found = await compile(one.folder, compiler);
    const known = found.some(isForeign) ? await compile(alone({ one, project }), compiler) : [];
    const news = found.filter((line) => !known.includes(line));
    complaints.push(...news.map((line) => `skipLibCheck ${skipLibCheck}, ${type}: ${line}`));
  }
  return complaints;
}

/** The same packages in a program of its own, without this one. */
function alone({ one, project }) {
  const from = join(project, 'types', one.folder);
  const folder = `${one.folder}-alone`;
  mkdirSync(join(project, 'types', folder), { recursive: true });
  const { compilerOptions } = JSON.parse(readFileSync(join(from, 'tsconfig.json'), 'utf8'));
  const config = JSON.stringify({ compilerOptions, include: ['runner.ts'] });
  writeFileSync(join(project, 'types', folder, 'tsconfig.json'), config);
  const runner = readFileSync(join(from, 'runner.ts'), 'utf8');
  const without = runner.replace(/import 'expect-gradient.*\n/, '');
  writeFileSync(join(project, 'types', folder, 'runner.ts'), without);
  return folder;
}

async function compile(folder, { project, tsc, skipLibCheck }) {
  const config = join('types', folder, 'tsconfig.json');
  const args = [tsc, '-p', config, '--pretty', 'false', '--skipLibCheck', skipLibCheck];
  const { stdout } = await run(process.execPath, args, { cwd: project }).catch((error) => error);
  return stdout.split('\n').filter((line) => line.trim() !== '');
}

function isForeign(line) {
  return line.startsWith('node_modules/') && !line.startsWith('node_modules/expect-gradient/');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const rows = await checkTypes({ only: process.argv.slice(2), tell: console.error });
  console.log(formatTypes(rows));
  const isGreen = rows.every(({ cells }) =>
    Object.values(cells).every(({ length }) => length === 0),
  );
  process.exitCode = isGreen ? 0 : 1;
}
