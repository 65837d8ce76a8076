import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installProject, removeProject } from './project.ts';
import { failuresOf, runVitest, type VitestRun } from './run-vitest.ts';

// What the default reporter prints of failing assertions, whole: a test file in which every test fails.

let project: string;
let run: VitestRun;
let failures: Record<string, string>;
beforeAll(async () => {
  project = installProject('vitest/matchers');
  run = await runVitest({ project, args: ['wrong'] });
  failures = failuresOf(run);
});
afterAll(() => removeProject(project));

describe('what is wrong fails', () => {
  test('every test of the file, and so the run', () => {
    expect(run.stdout).toContain('Tests  13 failed (13)');
    expect(run.exitCode).toBe(1);
  });

  test('a wrong gradient', () => {
    expect(failures.wrong).toMatchInlineSnapshot(`
      "Error: expect(received).toHaveCorrectGradient()

      gradient mismatch in 1 of 2 coordinates of x: looks like an error in one
        coordinate of x

      relative error  9.5e-1
      threshold       1.0e-7

        variable  shape   checked  relative error  verdict
        x         [2]     2/2      9.5e-1          mismatch
        y         number  1/1      2.5e-11         match

        coordinate  analytic  numeric ± bar             relative error
        x[0]        -12       12.0000000000000 ± 4e-13  1.0e+0

      diagnosis: an error in one coordinate of x (localized)
        x[0] is -1.000 × numeric, off by -24; the other 2 agree
        help: look at what only this one goes through: a special case, a mask, an
          index
      note: <some> evaluations of the value, 6 of the gradient; seed 1
      note: for the worst coordinate alone: { variables: ['x[0]'], seed: 1 }
       ❯ wrong.test.js:11:23
            9|
           10| test('wrong', () => {
           11|   expect(signFlipped).toHaveCorrectGradient({ at });
             |                       ^
           12| });
           13|"
    `);
  });

  test('an asynchronous subject, in the line that awaits it', () => {
    const [report, place] = failures['wrong, asynchronous'].split(' ❯ ');
    expect(report).toBe(failures.wrong.split(' ❯ ')[0]);
    expect(place).toMatchInlineSnapshot(`
      "wrong.test.js:16:3
           14| test('wrong, asynchronous', async () => {
           15|   const later = { ...signFlipped, value: async (point) => cubes.value(…
           16|   await expect(later).toHaveCorrectGradient({ at });
             |   ^
           17| });
           18|"
    `);
  });

  test('a bare gradient', () => {
    expect(failures['wrong, on its own']).toMatchInlineSnapshot(`
      "Error: expect(received).toMatchNumericalGradient(f, at)

      gradient mismatch in 1 of 2 coordinates: looks like an error in one
        coordinate of x

      relative error  3.9e-2
      threshold       1.0e-7

        coordinate  analytic  numeric ± bar               relative error
        x[1]        5         4.00000000000000 ± 1.9e-14  1.1e-1

      diagnosis: an error in one coordinate of x (localized)
        x[1] is 1.250 × numeric, off by 1; the other one agrees
        help: look at what only this one goes through: a special case, a mask, an
          index
      note: <some> evaluations of the value, 6 of the gradient; seed 1
      note: for the worst coordinate alone: { variables: ['x[1]'], seed: 1 }
       ❯ wrong.test.js:20:19
           18|
           19| test('wrong, on its own', () => {
           20|   expect([12, 5]).toMatchNumericalGradient((x) => x[0] ** 3 + x[1] * 4…
             |                   ^
           21| });
           22|"
    `);
  });

  test('a right gradient where a wrong one was demanded', () => {
    expect(failures['right, negated']).toMatchInlineSnapshot(`
      "Error: expect(received).not.toHaveCorrectGradient()

      the gradient is correct in all 3 coordinates, but a mismatch was demanded

      relative error  8.1e-12
      threshold       1.0e-7

        variable  shape   checked  relative error  verdict
        x         [2]     2/2      7.9e-12         match
        y         number  1/1      2.5e-11         match

      note: <some> evaluations of the value, 2 of the gradient; seed 1
       ❯ wrong.test.js:24:21
           22|
           23| test('right, negated', () => {
           24|   expect(cubes).not.toHaveCorrectGradient({ at });
             |                     ^
           25| });
           26|"
    `);
  });

  test('an inconclusive check', () => {
    expect(failures.inconclusive).toMatchInlineSnapshot(`
      "Error: expect(received).toHaveCorrectGradient()

      contract: \`value\` changes from call to call at the same point: 9, then 12
        help: fix the random seed, switch dropout off, or check on one fixed batch

      gradient check inconclusive

      relative error  1.0e+0
      threshold       1.0e-7
      resolution      1.0e+0 (smaller errors cannot be resolved here)

      note: <some> evaluations of the value, 2 of the gradient; seed 1
       ❯ wrong.test.js:31:20
           29|
           30| test('inconclusive', () => {
           31|   expect(drifting).toHaveCorrectGradient({ at: 3 });
             |                    ^
           32| });
           33|"
    `);
  });

  test('the negation of an inconclusive check, too', () => {
    expect(failures['inconclusive, negated']).toMatchInlineSnapshot(`
      "Error: expect(received).not.toHaveCorrectGradient()

      contract: \`value\` changes from call to call at the same point: 13, then 16
        help: fix the random seed, switch dropout off, or check on one fixed batch

      gradient check inconclusive

      relative error  1.0e+0
      threshold       1.0e-7
      resolution      1.0e+0 (smaller errors cannot be resolved here)

      note: <some> evaluations of the value, 2 of the gradient; seed 1
       ❯ wrong.test.js:35:24
           33|
           34| test('inconclusive, negated', () => {
           35|   expect(drifting).not.toHaveCorrectGradient({ at: 3 });
             |                        ^
           36| });
           37|"
    `);
  });

  test('misuse, in the line of the test', () => {
    expect(failures.misuse).toMatchInlineSnapshot(`
      "TypeError: \`treshold\` is not an option; did you mean \`threshold\`?
       ❯ wrong.test.js:39:17
           37|
           38| test('misuse', () => {
           39|   expect(cubes).toHaveCorrectGradient({ at, treshold: 1e-3 });
             |                 ^
           40| });
           41|"
    `);
  });

  test('misuse under .not', () => {
    expect(failures['misuse, negated']).toMatchInlineSnapshot(`
      "RangeError: \`threshold\` must be a positive finite number, got -1
       ❯ wrong.test.js:43:21
           41|
           42| test('misuse, negated', () => {
           43|   expect(cubes).not.toHaveCorrectGradient({ at, threshold: -1 });
             |                     ^
           44| });
           45|"
    `);
    expect(failures['not a subject, negated']).toMatchInlineSnapshot(`
      "TypeError: \`gradient\` must be a function of the point, got undefined; looked for \`value\` and \`gradient\` in { value }
       ❯ wrong.test.js:47:38
           45|
           46| test('not a subject, negated', () => {
           47|   expect({ value: cubes.value }).not.toHaveCorrectGradient({ at });
             |                                      ^
           48| });
           49|"
    `);
  });

  test('misuse that shows only in an answer, in the line of the test', () => {
    expect(failures['misuse that shows later']).toMatchInlineSnapshot(`
      "TypeError: the gradient of \`x\` must have shape [2] like the variable, got [1]
       ❯ wrong.test.js:67:27
           65| test('misuse that shows later', async () => {
           66|   const later = { ...cubes, gradient: async () => ({ x: [1], y: 2 }) };
           67|   await expect(later).not.toHaveCorrectGradient({ at });
             |                           ^
           68| });
           69|"
    `);
  });

  test('an asynchronous check as an asymmetric matcher', () => {
    expect(failures['asymmetric and asynchronous, negated']).toMatchInlineSnapshot(`
      "TypeError: toHaveCorrectGradient cannot check an asynchronous subject as an asymmetric matcher: the runner would not wait for it
       ❯ wrong.test.js:52:17
           50| test('asymmetric and asynchronous, negated', () => {
           51|   const later = { ...cubes, value: async (point) => cubes.value(point)…
           52|   expect(later).toEqual(expect.not.toHaveCorrectGradient({ at }));
             |                 ^
           53| });
           54|"
    `);
  });

  test('what the value throws, where it was thrown', () => {
    const [own] = failures['a value that throws, negated'].split(' ❯ call ');
    expect(own).toMatchInlineSnapshot(`
      "Error: no data
       ❯ Object.value wrong.test.js:59:13
           57|     ...cubes,
           58|     value: () => {
           59|       throw new Error('no data');
             |             ^
           60|     },
           61|   };
      "
    `);
  });
});
