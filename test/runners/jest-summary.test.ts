import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installProject, removeProject } from './project.ts';
import { JEST, runJest } from './run-jest.ts';
import { summaryIn } from './summary-lines.ts';

// The summary at the end of a Jest run, of a project with one file for each way in which a check can come about.

let project: string;
beforeAll(() => {
  project = installProject('jest/summary', JEST);
});
afterAll(() => removeProject(project));

async function summaryOf(...args: readonly string[]): Promise<string> {
  const { stderr } = await runJest({ project, args });
  return summaryIn(stderr);
}

test('everything is correct', async () => {
  expect(await summaryOf('right')).toMatchInlineSnapshot(`
    "
    Gradients:   2 checked with <some> evaluations, all correct
    Worst:       relative error 5.0e-9, threshold 1.0e-7: right.test.js › a cube › is nearly right
    Slowest:     <time> right.test.js › a cube › is nearly right; <time> right.test.js › a cube › is right
    "
  `);
});

test('verdicts are counted, and what throws is not', async () => {
  expect(await summaryOf('wrong')).toMatchInlineSnapshot(`
    "
    Gradients:   5 checked with <some> evaluations: 1 correct, 2 mismatches, 1 mismatch as demanded, 1 inconclusive
    Worst:       relative error NaN, threshold 1.0e-7: wrong.test.js › a mismatch that is not a number
    Slowest:     <time> wrong.test.js › a ma…smatch was demanded; <time> wrong.test.js › a mismatch; <time> wrong.test.js › a mi…h that was demanded; <time> wrong.test.js › a mi…hat is not a number; <time> wrong.test.js › an inconclusive check
    "
  `);
});

test('checks outside of tests count, too', async () => {
  expect(await summaryOf('around')).toMatchInlineSnapshot(`
    "
    Gradients:   5 checked with <some> evaluations, all correct
    Worst:       relative error 1.0e-8, threshold 1.0e-7: around.test.js
    Slowest:     <time> around.test.js; <time> around.test.js › 1; <time> around.test.js › 2
    "
  `);
});

test('of a retried test the last attempt counts, of tests of one name each', async () => {
  expect(await summaryOf('again')).toMatchInlineSnapshot(`
    "
    Gradients:   4 checked with <some> evaluations, all correct
    Worst:       relative error 1.0e-8, threshold 1.0e-7: again.test.js › at the third attempt
    Slowest:     <time> again.test.js › at the third attempt; <time> again.test.js › of the same name
    "
  `);
});

test('concurrent tests are told apart', async () => {
  expect(await summaryOf('together')).toMatchInlineSnapshot(`
    "
    Gradients:   10 checked with <some> evaluations, all correct
    Worst:       relative error 1.0e-8, threshold 1.0e-7: together.test.js › together › first
    Slowest:     <time> together.test.js › together › first; <time> together.test.js › together › second
    "
  `);
});

describe('the whole project', () => {
  test.each([['--runInBand'], ['--maxWorkers=2'], ['--maxWorkers=2', '--workerThreads']])(
    'is added up, with %j',
    async (...workers) => {
      const [, counts, worst] = (await summaryOf(...workers)).split('\n');
      expect([counts, worst]).toEqual([
        'Gradients:   26 checked with <some> evaluations: 22 correct, 2 mismatches, 1 mismatch as demanded, 1 inconclusive',
        'Worst:       relative error NaN, threshold 1.0e-7: wrong.test.js › a mismatch that is not a number',
      ]);
    },
  );

  test('with checks off, says what was not checked, and nothing else', async () => {
    const { stderr } = await runJest({ project, args: ['right', 'around'], mode: 'off' });
    expect(summaryIn(stderr)).toBe(
      '\nexpect-gradient is off: 7 gradient assertions in 2 files passed UNCHECKED\n',
    );
  });

  test('with checks off and without the reporter, each file says it for itself', async () => {
    const args = ['right', 'around', '--runInBand', '--reporters=default'];
    const { stderr } = await runJest({ project, args, mode: 'off' });
    const lines = summaryIn(stderr).trim().split('\n');
    // the one on its own stands in a hook that runs after all of ours
    expect(lines.sort()).toEqual([
      'expect-gradient is off: 1 gradient assertion in 1 file passed UNCHECKED',
      'expect-gradient is off: 2 gradient assertions in 1 file passed UNCHECKED',
      'expect-gradient is off: 4 gradient assertions in 1 file passed UNCHECKED',
    ]);
  });

  test('without a gradient assertion, says nothing', async () => {
    expect(await summaryOf('right', '-t', 'no such test')).toBe('\n\n');
  });
});

describe("it is the last thing on standard error, after Jest's own summary", () => {
  test.each([
    [[]],
    // bailing out, Jest exits in another way
    [['--bail']],
  ])('with %j', async (args) => {
    const { stderr } = await runJest({ project, args: ['wrong', ...args] });
    const lines = stderr.trimEnd().split('\n').slice(-4);
    expect(lines.map((line) => line.split(' ')[0])).toEqual([
      'Ran',
      'Gradients:',
      'Worst:',
      'Slowest:',
    ]);
  });

  test('and leaves the standard output alone', async () => {
    const { stdout, stderr } = await runJest({ project, args: ['right', '--json'] });
    expect(JSON.parse(stdout)).toMatchObject({ success: true, numPassedTests: 2 });
    expect(summaryIn(stderr)).toContain('2 checked with <some> evaluations, all correct');
  });
});

test('misuse of its options stops the run', async () => {
  const args = ['right', '--config', 'misspelt.config.js'];
  const { stderr, exitCode } = await runJest({ project, args });
  expect(stderr).toContain('`slowst` is not an option; did you mean `slowest`?');
  expect(exitCode).toBe(1);
});

test.each([[[]], [['--bail']]])('it leaves no files behind, with %j', async (args) => {
  const temporary = join(project, 'temporary');
  mkdirSync(temporary, { recursive: true });
  const { stderr } = await runJest({ project, args: ['wrong', ...args], temporary });
  expect(summaryIn(stderr)).toContain('5 checked');
  const left = readdirSync(temporary).filter((name) => name.startsWith('expect-gradient'));
  expect(left).toEqual([]);
});
