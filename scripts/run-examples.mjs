import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const vitest = join(root, 'node_modules/vitest/vitest.mjs');

/** The example that fails, so that its report can be seen. */
const WRONG_ON_PURPOSE = 'examples/wrong-on-purpose.test.ts';

/** Runs the examples in Vitest, once, and tells which passed and which failed. */
export function runExamples({ stdio = 'inherit', env = process.env } = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'expect-gradient-'));
  try {
    const file = join(directory, 'results.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const args = ['run', '--config', 'examples/vitest.config.ts', ...reporters];
    spawnSync(process.execPath, [vitest, ...args], { cwd: root, stdio, env });
    return summarise(JSON.parse(readFileSync(file, 'utf8')));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function summarise({ testResults, numPassedTests }) {
  const broken = testResults.filter((file) => file.status === 'failed');
  const failures = broken.flatMap((file) => file.assertionResults).filter(hasFailed);
  const onPurpose = broken.length === 1 && broken[0].name.endsWith(WRONG_ON_PURPOSE);
  return {
    passed: numPassedTests,
    failures: failures.map(({ title, failureMessages }) => ({ title, error: failureMessages[0] })),
    onlyTheOneOnPurposeFailed: onPurpose && failures.length === 1,
  };
}

function hasFailed({ status }) {
  return status === 'failed';
}
