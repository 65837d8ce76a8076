import { relative } from 'node:path';
import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { formatRunSummary } from '../report/run-summary.ts';
import { type GradientMeta, REPORTER_KEY } from '../vitest/channel.ts';
import type { GradientReporterOptions } from './options.ts';
import { type PlacedOutcome, summarise } from './summarise.ts';

/** Adds up what the workers left in the `meta` of their files. */
export function vitestReporter(options: Required<GradientReporterOptions>): Reporter {
  let vitest: Vitest | undefined;
  return {
    onInit(instance) {
      vitest = instance;
      vitest.provide(REPORTER_KEY as never, true as never);
    },
    onTestRunEnd(modules) {
      const summary = summarise(
        modules.flatMap((module) => outcomesIn(module, vitest?.config.root ?? '')),
        options,
      );
      const lines = formatRunSummary(summary, { runner: 'vitest' });
      // to stderr: stdout may be another reporter's JSON
      if (lines.length > 0) vitest?.logger.warn(lines.join('\n'));
    },
  };
}

function outcomesIn(module: TestModule, root: string): readonly PlacedOutcome[] {
  const { gradientOutcomes = {} } = module.meta() as GradientMeta;
  const tests = new Map([...module.children.allTests()].map((test) => [test.id, test.fullName]));
  const file = relative(root, module.moduleId);
  return Object.entries(gradientOutcomes).flatMap(([id, outcomes]) => {
    const test = tests.get(id);
    const place = test === undefined ? file : `${file} > ${test}`;
    return outcomes.map((outcome) => ({ file, place, outcome }));
  });
}
