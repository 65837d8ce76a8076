import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

// The types of the built package, found by its name: what must compile, and behind @ts-expect-error what must not. One
// program a runner; scripts/compat/types.mjs has the others, and other versions of these and of TypeScript.

const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));

const PROGRAMS = ['vitest', 'jest', 'jest-globals', 'expect'].flatMap((runner) =>
  ['true', 'false'].map((skipLibCheck) => ({ runner, skipLibCheck })),
);

test.each(PROGRAMS)('$runner, with skipLibCheck $skipLibCheck', ({ runner, skipLibCheck }) => {
  const project = fileURLToPath(new URL(`./${runner}/tsconfig.json`, import.meta.url));
  const args = [tsc, '-p', project, '--pretty', 'false', '--skipLibCheck', skipLibCheck];
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(stdout).toBe('');
  expect(status).toBe(0);
});
