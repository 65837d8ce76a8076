import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

// The types of the built package, found by its name: what must compile, and behind @ts-expect-error what must not.

const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
const project = fileURLToPath(new URL('./vitest/tsconfig.json', import.meta.url));

test.each(['true', 'false'])('the types hold in Vitest, with skipLibCheck %s', (skipLibCheck) => {
  const args = [tsc, '-p', project, '--pretty', 'false', '--skipLibCheck', skipLibCheck];
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(stdout).toBe('');
  expect(status).toBe(0);
});
