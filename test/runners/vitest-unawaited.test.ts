import { afterAll, beforeAll, expect, test } from 'vitest';
import { installProject, removeProject } from './project.ts';
import { runVitest } from './run-vitest.ts';

// A forgotten `await`: without precautions a check that fails after the end of its file fails nothing.

let project: string;
beforeAll(() => {
  project = installProject('vitest/unawaited');
});
afterAll(() => removeProject(project));

test('an asynchronous check that nobody awaits fails the run when it fails', async () => {
  const run = await runVitest({ project, args: ['wrong'] });
  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain('Errors  1 error');
  const [, error] = run.stderr.split(/⎯+ Unhandled Rejection ⎯+\n/);
  expect(error.split(' ❯ ')[0]).toMatchInlineSnapshot(`
    "Error: expect(received).toHaveCorrectGradient()

    gradient mismatch

    relative error  2.0e-1
    threshold       1.0e-7

      coordinate  analytic  numeric ± bar               relative error
      x           9         6.00000000000000 ± 1.2e-14  2.0e-1

    note: 60 evaluations of the value, 6 of the gradient; seed 1
    "
  `);
});

test('one that passes, and one whose failure is expected, do not', async () => {
  const run = await runVitest({ project, args: ['right'] });
  expect(run.stderr).toBe('');
  expect(run.stdout).toContain('Tests  3 passed (3)');
  expect(run.exitCode).toBe(0);
});
