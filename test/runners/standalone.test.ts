import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installProject, removeProject } from './project.ts';

// What is no runner's entry works where no runner is installed. The reporter, too: it is loaded outside of the tests,
// where Vitest 3 cannot be imported.

let project: string;
beforeAll(() => {
  project = installProject('vitest/off');
  rmSync(join(project, 'node_modules/vitest'));
});
afterAll(() => removeProject(project));

const ENTRIES = ['expect-gradient', 'expect-gradient/matchers', 'expect-gradient/reporter'];

test.each(ENTRIES)('%s can be imported', (entry) => {
  expect(evaluate(`import('${entry}').then((it) => console.log(Object.keys(it).length > 0))`)).toBe(
    'true\n',
  );
});

test.each(ENTRIES)('%s can be required', (entry) => {
  expect(evaluate(`console.log(typeof require('${entry}') !== 'undefined')`)).toBe('true\n');
});

test('both builds share the defaults', () => {
  const script = `
    const { configureGradientChecks } = require('expect-gradient');
    configureGradientChecks({ seed: 7 });
    import('expect-gradient').then(({ checkGradient }) => {
      const square = { value: (x) => x * x, gradient: (x) => 2 * x };
      console.log(checkGradient(square, { at: 3 }).seed);
    });
  `;
  expect(evaluate(script)).toBe('7\n');
});

/** What a script prints, its complaints included. */
function evaluate(script: string): string {
  const args = ['--input-type=commonjs', '--eval', script];
  const options = { cwd: project, encoding: 'utf8' } as const;
  const { stdout, stderr } = spawnSync(process.execPath, args, options);
  return stdout + stderr;
}
