import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts', 'src/matchers.ts', 'src/vitest.ts', 'src/reporter.ts'],
  format: ['esm', 'cjs'],
  dts: true,
  target: 'es2022',
  platform: 'neutral',
  fixedExtension: false,
  logLevel: 'warn',
  checks: { pluginTimings: false },
});
