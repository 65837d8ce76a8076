import { resolve } from 'node:path';
import { defineConfig, type UserConfig } from 'tsdown';
import { type Late, loadedLate } from './scripts/build/late.ts';
import { licences } from './scripts/build/licences.ts';
import { overCommonJs, underEsModules } from './scripts/build/over-commonjs.ts';
import { typesOnly } from './scripts/build/types-only.ts';

/** What is imported for what it exports. */
const libraries = {
  index: 'src/index.ts',
  matchers: 'src/matchers.ts',
  tfjs: 'src/adapters/tensorflow.ts',
  jax: 'src/adapters/jax.ts',
};
/** What registers the matchers with a runner, and alone imports it. */
const runners = {
  vitest: 'src/vitest.ts',
  jest: 'src/jest.ts',
  expect: 'src/expect.ts',
  bun: 'src/bun.ts',
  playwright: 'src/playwright.ts',
};
/** How they do it, in files of their own: Vitest takes a setup file for the user's code and would show it where a test failed. */
const setUps = {
  'vitest-setup': 'src/vitest/setup.ts',
  'jest-setup': 'src/jest/setup.ts',
  'expect-setup': 'src/expect/setup.ts',
  'bun-setup': 'src/bun/setup.ts',
  'playwright-setup': 'src/playwright/setup.ts',
};
/** Loaded by the runner itself, outside of the tests. */
const reporter = { reporter: 'src/reporter.ts' };

const entry = { ...libraries, ...runners, ...reporter };

/** The way into all that a check is made of. */
const check = 'src/check/received.ts';

/** What a test file loads only when it needs it: a module, and the functions of it that are called from outside of it. */
export const late: Late = {
  [check]: [
    'checkReceived',
    'checkBareGradient',
    'checkReceivedJacobian',
    'checkBareJacobian',
    'checkReceivedHessian',
    'checkBareHessian',
    'checkReceivedProducts',
  ],
  'src/subject/everyday/understand.ts': [
    'understandObject',
    'understandFunction',
    'understandReturned',
    'understandLayer',
  ],
  'src/subject/everyday/calls.ts': [
    'pairCalls',
    'callOf',
    'callsOf',
    'filling',
    'isSpreadOver',
    'tried',
    'zerosLike',
  ],
  'src/subject/everyday/way-out.ts': ['notASubject', 'notBoth', 'needsAdapter', 'passesSpeltFor'],
  'src/subject/near.ts': ['nearest', 'editsBetween', 'quoted'],
  'src/check/merge/merge-records.ts': ['mergeRecords'],
  'src/report/message.ts': ['formatMessage'],
  'src/report/page/page.ts': ['formatPage'],
};

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
  { ...shared, entry: { ...entry, ...setUps }, format: 'esm', plugins: [licences()] },
  // for Node, Bun and Deno: `.cjs`, and next to nothing in `.mjs`, so that a process has one copy of everything
  {
    ...shared,
    entry: { ...libraries, ...setUps, ...reporter },
    format: 'cjs',
    plugins: [loadedLate(late), underEsModules(Object.keys(libraries)), licences()],
    outputOptions: {
      exports: 'named',
      // a write to what is frozen must not pass in silence
      strict: true,
      // a file for what registering needs, and one for what a check does; each with all that it imports
      codeSplitting: {
        groups: [
          {
            name: 'registered',
            test: /^late:|src[\\/](matchers|entry[\\/]\w+|report[\\/]unchecked)\.ts$/,
          },
          { name: 'check', test: (id) => id === resolve(check) },
        ],
      },
    },
  },
  {
    ...shared,
    entry: runners,
    format: ['esm', 'cjs'],
    outExtensions: ({ format }) => ({ js: format === 'es' ? '.mjs' : '.cjs' }),
    outputOptions: { strict: true },
    plugins: [overCommonJs()],
  },
  {
    ...shared,
    entry,
    format: ['esm', 'cjs'],
    dts: { emitDtsOnly: true },
    plugins: [typesOnly()],
  },
]);
