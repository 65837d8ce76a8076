import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installProject, removeProject } from './project.ts';
import { failuresOf, JEST, type JestRun, runJest } from './run-jest.ts';

// The matchers in a Jest process of its own, in its default configuration but for the setup file.

let project: string;
beforeAll(() => {
  project = installProject('jest/uses', [...JEST, 'expect']);
});
afterAll(() => removeProject(project));

describe('the setup file registers the matchers', () => {
  test.each(['global', 'imported'])('%s', async (files) => {
    const run = await runJest({ project, args: [files] });
    expect(run.stderr).toMatch(/^Tests: +[12] passed, [12] total$/m);
    expect(run.exitCode).toBe(0);
  });

  test('where Jest makes nothing global', async () => {
    const run = await runJest({ project, args: ['imported', '--injectGlobals=false'] });
    expect(run.stderr).toMatch(/^Tests: +1 passed, 1 total$/m);
  });

  test('for ES modules, which share the defaults with it', async () => {
    const run = await runJest({
      project,
      args: ['module', '--testMatch=**/*.test.mjs'],
      node: ['--experimental-vm-modules', '--no-warnings'],
    });
    expect(run.stderr).toMatch(/^Tests: +2 passed, 2 total$/m);
  });
});

describe('what is wrong fails, in the line of the test', () => {
  let run: JestRun;
  let failures: Record<string, string>;
  beforeAll(async () => {
    run = await runJest({ project, args: ['wrong'] });
    failures = failuresOf(run);
  });

  test('all of it', () => {
    expect(run.stderr).toMatch(/^Tests: +7 failed, 7 total$/m);
    expect(run.exitCode).toBe(1);
  });

  test('a wrong gradient', () => {
    expect(failures.wrong).toMatchInlineSnapshot(`
      "expect(received).toHaveCorrectGradient()

      gradient mismatch in 1 of 2 coordinates: looks like an error in one
        coordinate of x

      relative error  3.1e-1
      threshold       1.0e-7

        coordinate  analytic  numeric ± bar                relative error
        x[0]        15        30.00000000000000 ± 1.1e-13  3.3e-1

      diagnosis: an error in one coordinate of x (localized)
        x[0] is 0.5000 × numeric, off by -15; the other one agrees
        help: look at what only this one goes through: a special case, a mask, an
          index
      note: <some> evaluations of the value, 6 of the gradient; seed 1
      note: for the worst coordinate alone: { variables: ['x[0]'], seed: 1 }

        2 |
        3 | test('wrong', () => {
      > 4 |   expect(wrong).toHaveCorrectGradient({ at });
          |                 ^
        5 | });
        6 |
        7 | test('wrong, asynchronous', async () => {

        at Object.toHaveCorrectGradient (wrong.test.js:4:17)"
    `);
  });

  test('an asynchronous subject', () => {
    const [, report, frame] =
      /^([\s\S]*)\n\n( +6 \|[\s\S]*)$/.exec(failures['wrong, asynchronous']) ?? [];
    expect(failures.wrong.startsWith(`${report}\n\n`)).toBe(true);
    expect(frame).toMatchInlineSnapshot(`
      "   6 |
         7 | test('wrong, asynchronous', async () => {
      >  8 |   await expect(wrongLater).toHaveCorrectGradient({ at });
           |                            ^
         9 | });
        10 |
        11 | test('misuse', () => {

        at Object.toHaveCorrectGradient (wrong.test.js:8:28)"
    `);
  });

  test('misuse', () => {
    const { wrong, 'wrong, asynchronous': later, ...misuses } = failures;
    expect(misuses).toMatchInlineSnapshot(`
      {
        "asynchronous, asymmetric": "TypeError: toHaveCorrectGradient cannot check an asynchronous subject as an asymmetric matcher: the runner would not wait for it

        26 |
        27 | test('asynchronous, asymmetric', () => {
      > 28 |   expect(rightLater).toEqual(expect.not.toHaveCorrectGradient({ at }));
           |                      ^
        29 | });
        30 |

        at Object.toEqual (wrong.test.js:28:22)",
        "misuse": "RangeError: \`threshold\` must be a positive finite number, got -1

        10 |
        11 | test('misuse', () => {
      > 12 |   expect(right).toHaveCorrectGradient({ at, threshold: -1 });
           |                 ^
        13 | });
        14 |
        15 | test('misuse, negated', () => {

        at Object.toHaveCorrectGradient (wrong.test.js:12:17)",
        "misuse, after resolves": "RangeError: \`epsilon\` must be a positive finite number, got 0

        22 |
        23 | test('misuse, after resolves', async () => {
      > 24 |   await expect(Promise.resolve(right)).resolves.toHaveCorrectGradient({ at, epsilon: 0 });
           |                                                 ^
        25 | });
        26 |
        27 | test('asynchronous, asymmetric', () => {

        at Object.toHaveCorrectGradient (wrong.test.js:24:49)",
        "misuse, negated": "TypeError: \`treshold\` is not an option; did you mean \`threshold\`?

        14 |
        15 | test('misuse, negated', () => {
      > 16 |   expect(right).not.toHaveCorrectGradient({ at, treshold: 1e-6 });
           |                     ^
        17 | });
        18 |
        19 | test('misuse, seen later', async () => {

        at Object.toHaveCorrectGradient (wrong.test.js:16:21)",
        "misuse, seen later": "TypeError: the gradient of \`x\` must have shape [2] like the variable, got [3]

        18 |
        19 | test('misuse, seen later', async () => {
      > 20 |   await expect({ ...rightLater, gradient: () => [1, 2, 3] }).toHaveCorrectGradient({ at });
           |                                                              ^
        21 | });
        22 |
        23 | test('misuse, after resolves', async () => {

        at Object.toHaveCorrectGradient (wrong.test.js:20:62)",
      }
    `);
  });
});

test('on a terminal it is coloured as Jest colours its own, and every colour ends', async () => {
  const run = await runJest({ project, args: ['wrong', '-t', 'wrong$'], colour: true });
  const report = run.stderr.slice(
    run.stderr.indexOf('\u001b[2mexpect('),
    run.stderr.indexOf('diagnosis: '),
  );
  const lines = report
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.stringify(line.replace(/^ {4}/, '')));
  expect(lines.slice(0, 8).join('\n')).toMatchInlineSnapshot(`
    ""\\u001b[2mexpect(\\u001b[22m\\u001b[31mreceived\\u001b[39m\\u001b[2m).\\u001b[22mtoHaveCorrectGradient\\u001b[2m()\\u001b[22m\\u001b[0m"
    ""
    "\\u001b[1mgradient mismatch in 1 of 2 coordinates: looks like an error in one\\u001b[22m\\u001b[0m"
    "\\u001b[1m  coordinate of x\\u001b[22m\\u001b[0m"
    ""
    "relative error  3.1e-1"
    "threshold       1.0e-7"
    """
  `);
  const open = lines.filter((line) => line.includes('u001b') && !/u001b\[0m[^[]*$/.test(line));
  expect(open).toEqual([]);
});
