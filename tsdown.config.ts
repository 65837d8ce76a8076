import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts', 'src/matchers.ts', 'src/vitest.ts', 'src/reporter.ts'],
  format: ['esm', 'cjs'],
  dts: true,
  target: 'es2022',
  platform: 'neutral',
  fixedExtension: false,
  logLevel: 'warn',
  // Vitest transforms a setup file and takes it for the user's code: the guard, whose frames are in every stack, must not be in it
  outputOptions: {
    codeSplitting: {
      groups: [{ name: 'vitest-setup', test: /src[\\/]vitest[\\/](?!channel)/ }],
      // else what the others share would move there, too, and nothing could be loaded without Vitest
      includeDependenciesRecursively: false,
    },
  },
  checks: { pluginTimings: false },
});
