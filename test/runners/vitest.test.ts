import { afterAll, beforeAll, expect, test } from 'vitest';
import { installProject, removeProject } from './project.ts';
import { failuresOf, runVitest } from './run-vitest.ts';

// The matchers in a Vitest process of its own, on a project that has this package installed.

let project: string;
beforeAll(() => {
  project = installProject('vitest/matchers');
});
afterAll(() => removeProject(project));

test.each(['forks', 'threads', 'vmThreads'])(
  'what is right passes in the pool %s',
  async (pool) => {
    const run = await runVitest({ project, args: ['right', `--pool=${pool}`] });
    expect(run.stderr).toBe('');
    expect(run.stdout).toContain('Tests  10 passed (10)');
    expect(run.exitCode).toBe(0);
  },
);

test('quick mode checks less and says so', async () => {
  const run = await runVitest({ project, args: ['wrong', '-t', 'wide'], mode: 'quick' });
  const notes = failuresOf(run).wide.match(/^note: .*/gm);
  expect(notes).toEqual([
    'note: <some> evaluations of the value, 6 of the gradient; seed 1',
    'note: 9 of 50 coordinates checked one by one, the others by 6 probes through',
    "note: for the worst coordinate alone: { variables: ['x[49]'], seed: 1 }",
  ]);
});

test('an unknown mode is misuse', async () => {
  const run = await runVitest({ project, args: ['right', '-t', 'right gradient'], mode: 'of' });
  expect(failuresOf(run)['a right gradient']).toMatchInlineSnapshot(`
    "TypeError: \`EXPECT_GRADIENT\` must be full, quick or off, got "of"
     ❯ right.test.js:27:18
         25|
         26| test('a right gradient', () => {
         27|   expect(square).toHaveCorrectGradient({ at: [1, 2, 3] });
           |                  ^
         28| });
         29|"
  `);
});
