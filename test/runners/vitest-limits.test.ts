import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limitsOf } from '../../src/vitest/limits.ts';
import { installProject, removeProject } from './project.ts';
import { failuresOf, runVitest, type VitestRun } from './run-vitest.ts';

// Checks that take longer than their tests may, in a Vitest process of its own.

let project: string;
beforeAll(() => {
  project = installProject('vitest/limits');
});
afterAll(() => removeProject(project));

describe('a check that would outlive its test ends before it', () => {
  let run: VitestRun;
  beforeAll(async () => {
    run = await runVitest({ project, args: ['ended'] });
  });

  test.each(['synchronous', 'asynchronous', 'negated', 'with fake timers', 'a bare gradient'])(
    '%s',
    (name) => {
      const [line, heading] = failuresOf(run)[name].split('\n\n');
      expect(line).toMatch(/^Error: expect\(received\)\.(not\.)?to/);
      expect(heading.replaceAll(/\s+/g, ' ')).toMatch(
        /^gradient check inconclusive: 1000 ms were not enough \(the timeout of the test\): .*; raise the limit, or check fewer `coordinates`$/,
      );
    },
  );

  test('and Vitest has no timeout to report', () => {
    expect(run.stderr).not.toContain('timed out');
    expect(run.stdout).toContain('Tests  5 failed (5)');
  });
});

test('a check whose test has timed out stops', async () => {
  const run = await runVitest({ project, args: ['stopped'] });
  expect(Object.values(failuresOf(run)).map((failure) => failure.split('\n')[0])).toEqual([
    'Error: Test timed out in 300ms.',
  ]);
  expect(run.stdout).toContain('\nstopped\n');
  expect(run.stderr).not.toContain('Unhandled');
});

test.each(['forks', 'vmThreads'])('no check is ended too early, in the pool %s', async (pool) => {
  const run = await runVitest({ project, args: ['left', `--pool=${pool}`] });
  expect(run.stderr).toBe('');
  expect(run.stdout).toContain('Tests  4 passed (4)');
});

test('nothing is said of tests that run at once: the global expect knows only one of them', () => {
  const task = { timeout: 100, result: { state: 'run' } };
  expect(limitsOf({ task })).toMatchObject({ timeout: 100 });
  expect(limitsOf({ task: { ...task, concurrent: true } })).toBeUndefined();
});
