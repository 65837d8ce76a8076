import { defineConfig, type UserConfig } from 'tsdown';
import { lazily, loadedTogether } from './scripts/build/lazy.ts';
import { licences } from './scripts/build/licences.ts';
import { overCommonJs, underEsModules } from './scripts/build/over-commonjs.ts';
import { plainExports } from './scripts/build/plain-exports.ts';
import { typesOnly } from './scripts/build/types-only.ts';

const entry = {
  index: 'src/index.ts',
  matchers: 'src/matchers.ts',
  vitest: 'src/vitest.ts',
  // Vitest takes a setup file itself for the user's code and would show ours in place of the failing line of a test
  'vitest-setup': 'src/vitest/setup.ts',
  jest: 'src/jest.ts',
  expect: 'src/expect.ts',
  bun: 'src/bun.ts',
  playwright: 'src/playwright.ts',
  reporter: 'src/reporter.ts',
  tfjs: 'src/adapters/tensorflow.ts',
  jax: 'src/adapters/jax.ts',
};
/** A reporter is loaded outside of the tests, once a run: as it is. */
const { reporter: _, ...inTests } = entry;

const shared: UserConfig = {
  target: 'es2022',
  platform: 'neutral',
  deps: { neverBundle: [/^node:/, 'bun:test', '@playwright/test'] },
  fixedExtension: false,
  logLevel: 'warn',
  checks: { pluginTimings: false },
  dts: false,
};

export default defineConfig([
  // `.js`, for browsers and bundlers: everything
  { ...shared, entry, format: 'esm', plugins: [licences()] },
  // `.cjs`, for Node, Bun and Deno: what is not always needed is loaded when it is
  {
    ...shared,
    entry,
    format: 'cjs',
    plugins: [underEsModules(inTests), lazily(), plainExports(), licences()],
    outputOptions: {
      exports: 'named',
      minifyInternalExports: true,
      codeSplitting: { groups: loadedTogether() },
    },
  },
  // `.mjs`, for the same: what imports a runner, and everything else from `.cjs`
  {
    ...shared,
    entry: inTests,
    format: 'esm',
    outExtensions: () => ({ js: '.mjs' }),
    plugins: [overCommonJs(inTests)],
  },
  {
    ...shared,
    entry,
    format: ['esm', 'cjs'],
    dts: { emitDtsOnly: true },
    plugins: [typesOnly()],
  },
]);
