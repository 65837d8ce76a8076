import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import '../../src/vitest.ts';
import { holds, titles } from './matrices.cjs';
import { installProject, removeProject } from './project.ts';
import { JEST, runJest } from './run-jest.ts';
import { runNode } from './run-process.ts';

// Jacobians, Hessians and products have what gradients have, in each of the runners that are installed here.

test.each(titles)('%s in Vitest', async (matcher) => {
  await holds(expect, matcher);
});

/** A project with these tests in it. */
function projectOf(fixture: string, head: string, packages: readonly string[]): string {
  const project = installProject(fixture, packages);
  cpSync(new URL('./matrices.cjs', import.meta.url), join(project, 'matrices.cjs'));
  const tests = `
    const { holds, titles } = require('./matrices.cjs');
    for (const matcher of titles) test(matcher, () => holds(expect, matcher));
  `;
  writeFileSync(join(project, 'matrices.test.js'), head + tests);
  return project;
}

describe('in Jest', () => {
  const project = projectOf('jest/uses', '', [...JEST, 'expect']);
  afterAll(() => removeProject(project));

  test('all of them', async () => {
    const { stderr } = await runJest({ project, args: ['matrices'] });
    expect(stderr).toMatch(/^Tests: +6 passed, 6 total$/m);
  });
});

describe('in expect, under the test runner of Node', () => {
  const head = `
    import 'expect-gradient/expect';
    import { createRequire } from 'node:module';
    import { test } from 'node:test';
    import { expect } from 'expect';
    const require = createRequire(import.meta.url);
  `;
  const project = projectOf('expect/uses', head, ['expect']);
  afterAll(() => removeProject(project));

  test('all of them', async () => {
    const args = ['--test', '--test-reporter=tap', 'matrices.test.js'];
    const { stdout } = await runNode({ project, args });
    expect(stdout).toContain('# pass 6\n# fail 0');
  });
});
