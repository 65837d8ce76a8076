import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installProject, removeProject } from './project.ts';
import { failuresOf, JEST, type JestRun, runJest } from './run-jest.ts';

// A forgotten `await` in Jest: without precautions the test passes, whatever the check finds.

let project: string;
beforeAll(() => {
  project = installProject('jest/unawaited', JEST);
});
afterAll(() => removeProject(project));

describe('what nobody awaited fails its own test', () => {
  let run: JestRun;
  let failures: Record<string, string>;
  beforeAll(async () => {
    run = await runJest({ project, args: ['forgotten'] });
    failures = failuresOf(run);
  });

  test('and no other', () => {
    expect(Object.keys(failures)).toEqual([
      'wrong',
      'right',
      'wrong, over before the test',
      'right, over before the test',
      'two of them, negated',
      'after resolves',
      'a failure that is expected, but not waited for',
    ]);
    expect(run.stderr).toMatch(/^Tests: +7 failed, 1 passed, 8 total$/m);
    expect(run.exitCode).toBe(1);
  });

  test('with a message that says what to await', () => {
    expect(failures.wrong).toMatchInlineSnapshot(`
      "expect(received).toHaveCorrectGradient() was not awaited in the test "wrong"

      The check is asynchronous, so the assertion returns a promise, and nothing waited
      for it: whatever the check finds, the test would pass.

      help: write \`await expect(…).toHaveCorrectGradient(…)\`, or return the promise

        4 |
        5 | test('wrong', () => {
      > 6 |   expect(wrong).toHaveCorrectGradient({ at });
          |                 ^
        7 | });
        8 |
        9 | test('right', () => {

        at Object.toHaveCorrectGradient (forgotten.test.js:6:17)"
    `);
  });

  test('once for all that a test forgot', () => {
    expect(failures['two of them, negated']).toMatchInlineSnapshot(`
      "expect(received).not.toHaveCorrectGradient() was not awaited in the test "two of them, negated"

      The check is asynchronous, so the assertion returns a promise, and nothing waited
      for it: whatever the check finds, the test would pass.

      help: write \`await expect(…).not.toHaveCorrectGradient(…)\`, or return the promise
      note: 1 more was not awaited

        22 |
        23 | test('two of them, negated', () => {
      > 24 |   expect(wrong).not.toHaveCorrectGradient({ at });
           |                     ^
        25 |   expect(wrong).not.toHaveCorrectGradient({ at });
        26 | });
        27 |

        at Object.toHaveCorrectGradient (forgotten.test.js:24:21)"
    `);
  });

  test('after `.resolves`, too', () => {
    expect(failures['after resolves']).toMatchInlineSnapshot(`
      "expect(received).resolves.toHaveCorrectGradient() was not awaited in the test "after resolves"

      The check is asynchronous, so the assertion returns a promise, and nothing waited
      for it: whatever the check finds, the test would pass.

      help: write \`await expect(…).resolves.toHaveCorrectGradient(…)\`, or return the promise

        27 |
        28 | test('after resolves', () => {
      > 29 |   expect(Promise.resolve(wrong)).resolves.toHaveCorrectGradient({ at });
           |                                           ^
        30 | });
        31 |
        32 | test('a failure that is expected, but not waited for', () => {

        at Object.toHaveCorrectGradient (forgotten.test.js:29:43)"
    `);
  });
});

test('what is awaited, returned, chained, awaited later or expected to fail passes', async () => {
  const run = await runJest({ project, args: ['awaited'] });
  expect(run.stderr).toMatch(/^Tests: +7 passed, 7 total$/m);
  expect(run.exitCode).toBe(0);
});

test('of concurrent tests, after which Jest runs no hook, the file tells', async () => {
  const run = await runJest({ project, args: ['concurrent'] });
  expect(failuresOf(run)).toMatchInlineSnapshot(`
    {
      "file": "expect(received).toHaveCorrectGradient() was not awaited in the test "forgotten"

    The check is asynchronous, so the assertion returns a promise, and nothing waited
    for it: whatever the check finds, the test would pass.

    help: write \`await expect(…).toHaveCorrectGradient(…)\`, or return the promise

      14 |
      15 | test.concurrent('forgotten', async () => {
    > 16 |   expect(right).toHaveCorrectGradient({ at });
         |                 ^
      17 | });
      18 |

      at Object.toHaveCorrectGradient (concurrent.test.js:16:17)",
    }
  `);
  expect(run.exitCode).toBe(1);
});

test('a check that outlives its worker fails, too', async () => {
  const run = await runJest({ project, args: ['awaited|last', '--maxWorkers=2'] });
  expect(Object.keys(failuresOf(run))).toEqual(['forgotten in the last test of its file']);
  expect(run.exitCode).toBe(1);
});

test('every attempt of a retried test is judged', async () => {
  const run = await runJest({ project, args: ['retried'] });
  expect(run.stderr).toMatch(/^Tests: +1 failed, 1 passed, 2 total$/m);
});
