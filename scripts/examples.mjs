// Runs the examples and shows the report of the one that is wrong on purpose; fails unless it is the only one to fail.
import { runExamples } from './run-examples.mjs';

const onPurpose = 'examples/wrong-on-purpose.test.ts';
const { passed, failures, broken } = runExamples();

if (broken === 0 && failures.length === 1 && failures[0].file === onPurpose) {
  console.log(`All as it should be: ${passed} right examples pass, and the gradient that is wrong`);
  console.log(`on purpose (${onPurpose}) was caught. Its report is above.`);
} else {
  console.error(`Not as it should be: ${onPurpose} must fail, and nothing else.`);
  process.exitCode = 1;
}
