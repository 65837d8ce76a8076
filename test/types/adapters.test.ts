import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

// The types of the built package beside those of the libraries, which nothing else of it needs.

const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
const project = fileURLToPath(new URL('./adapters/tsconfig.json', import.meta.url));

test('the types hold, also with skipLibCheck off', { timeout: 240_000 }, () => {
  const args = [tsc, '-p', project, '--pretty', 'false', '--skipLibCheck', 'false'];
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const errors = stdout.split('\n').filter((line) => /error TS/.test(line));
  // the types of both libraries, and of WebGPU beside those of the DOM, have errors of their own
  expect(errors.filter((line) => !line.startsWith('node_modules/'))).toEqual([]);
  expect(errors.length).toBeGreaterThan(0);
});
