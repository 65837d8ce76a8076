import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs the examples in Vitest, once, and tells what passed and what failed. */
export function runExamples({ stdio = 'inherit', env = process.env } = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'expect-gradient-'));
  try {
    const file = join(directory, 'outcome.json');
    const reporters = ['--reporter=default', '--reporter=./scripts/outcome-reporter.mjs'];
    const args = ['run', '--config', 'examples/vitest.config.ts', ...reporters];
    spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], {
      cwd: root,
      stdio,
      env: { ...env, OUTCOME_FILE: file },
    });
    return JSON.parse(readFileSync(file, 'utf8'));
  } finally {
    rmSync(directory, { recursive: true });
  }
}
