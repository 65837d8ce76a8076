// Prints `N passed, N failed` from Vitest's JSON, which is empty when the tests never ran, and fails if anything did.
import { readFileSync } from 'node:fs';

const [file, status] = process.argv.slice(2);
const { numPassedTests: passed = 0, numFailedTests = 0 } = JSON.parse(
  readFileSync(file, 'utf8') || '{}',
);
const failed = status === '0' ? numFailedTests : Math.max(numFailedTests, 1);

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
