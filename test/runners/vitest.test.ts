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
    'note: 21 of 50 coordinates checked; smallest detectable error 1.0e-7',
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

test('on a terminal only the matcher line is coloured', async () => {
  const run = await runVitest({ project, args: ['wrong', '-t', 'wrong$'], colour: true });
  const report = run.stderr.slice(run.stderr.indexOf('expect('), run.stderr.indexOf('note: '));
  // the rest of the error message would be red; the full reset that ends the line prevents it
  expect(JSON.stringify(report.split('\n').slice(0, 4))).toMatchInlineSnapshot(
    `"["expect(\\u001b[22m\\u001b[31mreceived\\u001b[31m\\u001b[2m).\\u001b[22mtoHaveCorrectGradient\\u001b[2m()\\u001b[22m\\u001b[0m","","gradient mismatch in 1 of 2 coordinates of x: looks like an error in one","  coordinate of x"]"`,
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are written with them
  expect(report.split('\n').slice(1).join('\n')).not.toMatch(/\u001b/);
});
