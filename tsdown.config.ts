import { defineConfig } from 'tsdown';
import { licences } from './scripts/build/licences.ts';

export default defineConfig({
  entry: {
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
  },
  format: ['esm', 'cjs'],
  dts: true,
  target: 'es2022',
  platform: 'neutral',
  deps: { neverBundle: [/^node:/, 'bun:test', '@playwright/test'] },
  fixedExtension: false,
  logLevel: 'warn',
  checks: { pluginTimings: false },
  plugins: [licences()],
});
