// Runs the examples and shows the report of the one that is wrong on purpose; fails unless it is the only one to fail.
import { runExamples } from './run-examples.mjs';

const { passed, onlyTheOneOnPurposeFailed } = runExamples();

if (onlyTheOneOnPurposeFailed) {
  console.log(
    `All as it should be: ${passed} right examples pass, and the gradient that is wrong on purpose`,
  );
  console.log('(examples/wrong-on-purpose.test.ts) was caught. Its report is above.');
} else {
  console.error(
    'Not as it should be: examples/wrong-on-purpose.test.ts must fail, and nothing else.',
  );
  process.exitCode = 1;
}
