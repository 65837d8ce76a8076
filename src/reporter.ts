import type { Reporter } from 'vitest/node';
import { type JestConfig, type JestReporter, jestReporter } from './reporter/jest.ts';
import { type GradientReporterOptions, resolveReporterOptions } from './reporter/options.ts';
import { vitestReporter } from './reporter/vitest.ts';

export type { GradientReporterOptions } from './reporter/options.ts';

/**
 * Says at the end of a run how many gradients were checked, the worst relative error beside its threshold, which checks
 * were the slowest, and how many assertions passed unchecked because checks are off; silent when there were none.
 *
 * Every call of a matcher counts that comes to a verdict: failed and inconclusive ones, those in hooks, each try of
 * `expect.poll`. Of a test that is retried the last attempt counts. What throws does not count.
 *
 * One reporter for two runners: Vitest gives it its options only, Jest its configuration before them.
 *
 * @throws TypeError, RangeError - for a misspelt option or a wrong value
 * @example
 * ```js
 * // vitest.config.ts
 * export default defineConfig({
 *   test: { setupFiles: ['expect-gradient/vitest'], reporters: ['default', 'expect-gradient/reporter'] },
 * });
 * // jest.config.js
 * module.exports = {
 *   setupFilesAfterEnv: ['expect-gradient/jest'],
 *   reporters: ['default', ['expect-gradient/reporter', { slowest: 5 }]],
 * };
 * ```
 */
function gradientReporter(options?: GradientReporterOptions): Reporter;
function gradientReporter(
  config: JestConfig,
  options: GradientReporterOptions | undefined,
  context: unknown,
): JestReporter;
function gradientReporter(...given: readonly unknown[]): Reporter | JestReporter {
  const [config, options] = given.length > 1 ? given : [undefined, given[0]];
  const resolved = resolveReporterOptions(options);
  return config === undefined
    ? vitestReporter(resolved)
    : jestReporter(config as JestConfig, resolved);
}

// biome-ignore lint/style/noDefaultExport: what the runners ask of a reporter's module
export default gradientReporter;
