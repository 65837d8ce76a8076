import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LAZY } from '../../scripts/build/lazy.ts';
import { builtName, sourceFile } from '../../scripts/build/sources.ts';
import { runVitest } from '../runners/run-vitest.ts';
import { type Packed, pack, unpack } from './packed.ts';

// How much code a test process loads: a process of its own says which files of the package it has loaded, and their modules
// are bundled and minified, with Vitest's entry and what the package depends on. Bytes, the same on every machine.

let packed: Packed;
beforeAll(() => {
  packed = pack();
});
afterAll(() => unpack(packed));

/** The modules that are loaded only when needed, and were after each of these steps. */
function loadedBy(...steps: readonly string[]): Record<string, readonly string[]> {
  const script = fileURLToPath(new URL('./load.cjs', import.meta.url));
  const args = [script, packed.home, ...steps];
  const loaded = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
  const modulesOf = (files: readonly string[]) =>
    LAZY.filter((module) => files.includes(`${builtName(module)}.cjs`));
  return Object.fromEntries(steps.map((step) => [step, modulesOf(loaded[step])]));
}

/** Bytes of what a process loads at once, and of these modules. */
async function bytesOf(modules: readonly string[]): Promise<number> {
  const isLeft = (id: string) => LAZY.includes(id) && !modules.includes(id);
  const bundle = await rolldown({
    input: sourceFile('vitest.ts'),
    platform: 'node',
    external: ['vitest'],
    plugins: [
      {
        name: 'leave out what is not loaded',
        async resolveId(source, importer) {
          const found = await this.resolve(source, importer, { skipSelf: true });
          return found !== null && isLeft(found.id) ? { id: found.id, external: true } : null;
        },
      },
    ],
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true, codeSplitting: false });
  return Buffer.byteLength(output[0].code);
}

test('registering loads next to nothing', async () => {
  const { registered } = loadedBy('registered');
  expect(registered).toEqual([]);
  expect(await bytesOf(registered)).toBeGreaterThan(4000);
  expect(await bytesOf(registered)).toBeLessThan(11_000);
});

test('nor does its entry in Vitest load more', async () => {
  cpSync(new URL('./vitest/', import.meta.url), packed.project, { recursive: true });
  const { stdout } = await runVitest({ project: packed.project });
  const loaded = JSON.parse(/^loaded (.*)$/m.exec(stdout)?.[1] ?? '[]');
  expect(loaded).toEqual(expect.arrayContaining(['matchers.cjs', 'vitest-guard.cjs']));
  const later = LAZY.map((module) => `${builtName(module)}.cjs`);
  expect(later.filter((file) => loaded.includes(file))).toEqual([]);
});

describe('a passing check loads less than 60 kB', () => {
  test.each([
    ['a pair passes', 45_000],
    ['a function passes', 45_000],
    ['a layer passes', 60_000],
  ])('when %s less than %i', async (step, limit) => {
    const modules = loadedBy('registered', step)[step];
    expect(modules).toContain(sourceFile('check/received.ts'));
    expect(await bytesOf(modules)).toBeLessThan(limit);
  });
});

test('what explains a failure is loaded with the first failure', () => {
  const loaded = loadedBy('a pair passes', 'a pair fails');
  const explanation = ['diagnosis/diagnose.ts', 'report/message.ts'].map(sourceFile);
  expect(loaded['a pair passes']).not.toEqual(expect.arrayContaining(explanation));
  expect(loaded['a pair fails']).toEqual(expect.arrayContaining(explanation));
});

test('nothing is left to be loaded that nobody asks for', () => {
  const parts = packed.files.map((file) => file.replace('dist/', ''));
  expect(LAZY.filter((module) => !parts.includes(`${builtName(module)}.cjs`))).toEqual([]);
});
