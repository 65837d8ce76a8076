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
  expect(error.split('\n')[0]).toBe('Error: expect(received).toHaveCorrectGradient()');
});

test('one that passes, and one whose failure is expected, do not', async () => {
  const run = await runVitest({ project, args: ['right'] });
  expect(run.stderr).toBe('');
  expect(run.stdout).toContain('Tests  3 passed (3)');
  expect(run.exitCode).toBe(0);
});
