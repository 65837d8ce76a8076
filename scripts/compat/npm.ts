import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Ended, run } from './spawn.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where everything that is fetched stays for the next run. */
export const cache = join(tmpdir(), 'expect-gradient-compat');

/** Builds and packs the package. @returns the tarball, named by its content: npm takes the same name for the same thing */
export async function pack(): Promise<string> {
  mkdirSync(cache, { recursive: true });
  const { output } = await npm(['pack', '--silent', '--pack-destination', cache], root);
  const packed = join(cache, output.trim().split('\n').at(-1) ?? '');
  const hash = createHash('sha256').update(readFileSync(packed)).digest('hex').slice(0, 12);
  const tarball = packed.replace(/\.tgz$/, `-${hash}.tgz`);
  renameSync(packed, tarball);
  return tarball;
}

/** Installs packages in a directory of the cache, emptied before: what lies there keeps npm from the newest. @returns the directory */
export async function install(directory: string, packages: readonly string[]): Promise<string> {
  const project = join(cache, directory);
  rmSync(project, { recursive: true, force: true });
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, 'package.json'), '{ "private": true }\n');
  await npm(['install', '--no-audit', '--no-fund', ...packages], project);
  return project;
}

/** The binary of a line of Node: this one, if it is of that line, or one from npm. */
export async function nodeOf(line: string): Promise<string> {
  if (process.versions.node.startsWith(`${line}.`)) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const directory = `node-${line}`;
  const binary = join(cache, directory, 'node_modules', name, 'bin', 'node');
  if (!existsSync(binary)) await install(directory, [`${name}@${line}`]);
  return binary;
}

/** Which version of a package a project has. */
export function versionOf(name: string, project: string): string {
  const manifest = join(project, 'node_modules', name, 'package.json');
  return JSON.parse(readFileSync(manifest, 'utf8')).version;
}

/** Runs npm; throws with what it said if it fails. */
export async function npm(args: readonly string[], cwd: string): Promise<Ended> {
  // a registry or a proxy may be set in the environment
  const ended = await run({ file: 'npm', args }, { cwd, env: process.env });
  if (ended.exitCode !== 0) throw new Error(`npm ${args.join(' ')}\n${ended.output}`);
  return ended;
}
