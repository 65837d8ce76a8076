import { writeFileSync } from 'node:fs';

/** A Vitest reporter that prints nothing and leaves what passed and what failed in the file named by `OUTCOME_FILE`. */
// biome-ignore lint/style/noDefaultExport: what Vitest asks of a reporter's module
export default function outcomeReporter() {
  return {
    onTestRunEnd(modules, unhandled) {
      const tests = modules.flatMap((module) => [...module.children.allTests()]);
      const failed = tests.filter((test) => test.result().state === 'failed');
      const outcome = {
        passed: tests.filter((test) => test.result().state === 'passed').length,
        failures: failed.map(toFailure),
        broken: unhandled.length + modules.flatMap((module) => module.errors()).length,
      };
      writeFileSync(process.env.OUTCOME_FILE, JSON.stringify(outcome));
    },
  };
}

function toFailure(test) {
  return {
    file: test.module.relativeModuleId,
    title: test.name,
    message: test.result().errors[0].message,
  };
}
