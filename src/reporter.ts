import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { formatUnchecked } from './report/unchecked.ts';
import { type GradientMeta, REPORTER_KEY } from './vitest/channel.ts';

/**
 * Says once, at the end of a run, how many gradient assertions passed unchecked because checks are off; silent otherwise.
 *
 * @example
 * ```js
 * // vitest.config.ts
 * export default defineConfig({
 *   test: { setupFiles: ['expect-gradient/vitest'], reporters: ['default', 'expect-gradient/reporter'] },
 * });
 * ```
 */
// biome-ignore lint/style/noDefaultExport: what Vitest asks of a reporter's module
export default function gradientReporter(): Reporter {
  let vitest: Vitest | undefined;
  return {
    onInit(instance) {
      vitest = instance;
      vitest.provide(REPORTER_KEY as never, true as never);
    },
    onTestRunEnd(modules) {
      const counts = modules.map(uncheckedIn).filter((count) => count > 0);
      const assertions = counts.reduce((sum, count) => sum + count, 0);
      // to stderr: stdout may be another reporter's JSON
      if (assertions > 0)
        vitest?.logger.warn(formatUnchecked({ assertions, files: counts.length }));
    },
  };
}

function uncheckedIn(module: TestModule): number {
  return (module.meta() as GradientMeta).uncheckedGradients ?? 0;
}
