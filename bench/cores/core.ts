import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as jax from '@jax-js/jax';
import * as tf from '@tensorflow/tfjs';
import { build } from 'rolldown';
import type * as sources from '../../src/index.ts';

/** The checker of one revision: what it says about a subject, whatever it is called with. */
export type Core = (subject: unknown, options: object) => Promise<sources.GradientCheck>;

/** Where other revisions are unpacked: inside the project, so that their imports find its packages. */
const FOLDER = resolve('.compare');

/** The checker as it is in a revision of the repository. */
export async function coreOf(revision: string): Promise<Core> {
  const folder = resolve(FOLDER, 'base');
  mkdirSync(folder, { recursive: true });
  const archive = execFileSync('git', ['archive', revision, 'src', 'package.json'], {
    maxBuffer: 2 ** 28,
  });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  return load({ name: 'base', sources: `${folder}/src` });
}

/** The checker as it is in the working tree. */
export function coreOfTree(): Promise<Core> {
  return load({ name: 'tree', sources: resolve('src') });
}

export function removeCores(): void {
  rmSync(FOLDER, { recursive: true, force: true });
}

async function load(of: Readonly<Record<'name' | 'sources', string>>): Promise<Core> {
  mkdirSync(FOLDER, { recursive: true });
  const [input, file] = ['ts', 'mjs'].map((ending) => `${FOLDER}/${of.name}.${ending}`);
  writeFileSync(
    input,
    `export { checkGradient, configureGradientChecks } from '${of.sources}/index.ts';
     export { tensorflow } from '${of.sources}/adapters/tensorflow.ts';
     export { jaxjs } from '${of.sources}/adapters/jax.ts';`,
  );
  await build({
    input,
    output: { file, format: 'esm' },
    platform: 'node',
    logLevel: 'silent',
  });
  forgetState();
  const core = await import(file);
  core.configureGradientChecks({ adapters: [core.tensorflow(tf), core.jaxjs(jax)] });
  return async (subject, options) => core.checkGradient(subject, options);
}

/** A core keeps its state where the next one to be loaded would find it: each shall have its own. */
function forgetState(): void {
  const holder = globalThis as { [key: symbol]: unknown };
  for (const key of Object.getOwnPropertySymbols(globalThis))
    if (key.description?.startsWith('expect-gradient.')) delete holder[key];
}
