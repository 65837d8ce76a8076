import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installProject, removeProject } from './project.ts';
import { runVitest, type VitestCall } from './run-vitest.ts';
import { summaryIn } from './summary-lines.ts';

// The summary at the end of a run, of a project with one file for each way in which a check can come about.

let project: string;
beforeAll(() => {
  project = installProject('vitest/summary');
});
afterAll(() => removeProject(project));

async function summaryOf(...args: readonly string[]): Promise<string> {
  const { stderr } = await runVitest({ project, args });
  return summaryIn(stderr);
}

test('everything is correct', async () => {
  expect(await summaryOf('right')).toMatchInlineSnapshot(`
    "
      Gradients  2 checked with <some> evaluations, all correct
          Worst  relative error 5.0e-9, threshold 1.0e-7: right.test.js > a cube > is nearly right
        Slowest  <time> right.test.js > a cube > is nearly right; <time> right.test.js > a cube > is right
    "
  `);
});

test('verdicts are counted, and what throws is not', async () => {
  expect(await summaryOf('wrong')).toMatchInlineSnapshot(`
    "
      Gradients  4 checked with <some> evaluations: 1 correct, 1 mismatch, 1 mismatch as demanded, 1 inconclusive
          Worst  relative error 3.3e-1, threshold 1.0e-7: wrong.test.js > a mismatch
        Slowest  <time> wrong.test.js > a ma…smatch was demanded; <time> wrong.test.js > a mismatch; <time> wrong.test.js > a mi…h that was demanded; <time> wrong.test.js > an inconclusive check
    "
  `);
});

test('checks outside of tests count, too', async () => {
  expect(await summaryOf('around')).toMatchInlineSnapshot(`
    "
      Gradients  5 checked with <some> evaluations, all correct
          Worst  relative error 1.0e-8, threshold 1.0e-7: around.test.js
        Slowest  <time> around.test.js; <time> around.test.js > 1; <time> around.test.js > 2
    "
  `);
});

test('of a retried test the last attempt counts, of a repeated one every run', async () => {
  expect(await summaryOf('again')).toMatchInlineSnapshot(`
    "
      Gradients  5 checked with <some> evaluations, all correct
          Worst  relative error 1.0e-8, threshold 1.0e-7: again.test.js > at the third attempt
        Slowest  <time> again.test.js > at the third attempt; <time> again.test.js > repeated
    "
  `);
});

test('concurrent tests are told apart', async () => {
  expect(await summaryOf('together')).toMatchInlineSnapshot(`
    "
      Gradients  10 checked with <some> evaluations, all correct
          Worst  relative error 1.0e-8, threshold 1.0e-7: together.test.js > together > first
        Slowest  <time> together.test.js > together > first; <time> together.test.js > together > second
    "
  `);
});

describe('the whole project', () => {
  test.each([
    ['--pool=forks'],
    ['--pool=threads'],
    ['--pool=vmThreads'],
    ['--pool=vmForks'],
    ['--pool=forks', '--no-isolate'],
  ])('is added up, with %j', async (...workers) => {
    const [, counts, worst] = (await summaryOf(...workers)).split('\n');
    expect([counts, worst]).toEqual([
      '  Gradients  26 checked with <some> evaluations: 23 correct, 1 mismatch, 1 mismatch as demanded, 1 inconclusive',
      '      Worst  relative error 3.3e-1, threshold 1.0e-7: wrong.test.js > a mismatch',
    ]);
  });

  test('with checks off, says what was not checked, and nothing else', async () => {
    const call: VitestCall = { project, args: ['right', 'around'], mode: 'off' };
    const { stderr } = await runVitest(call);
    expect(stderr).toBe(
      'expect-gradient is off: 7 gradient assertions in 2 files passed UNCHECKED\n',
    );
  });
});

test('it is the last thing in the output, and leaves the standard output alone', async () => {
  const { stderr } = await runVitest({ project, args: ['wrong'] });
  expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^ {4}Slowest {2}/);
  const json = await runVitest({
    project,
    args: ['right', '--reporter=json', '--reporter=expect-gradient/reporter'],
  });
  expect(JSON.parse(json.stdout)).toMatchObject({ success: true, numPassedTests: 2 });
  expect(summaryIn(json.stderr)).toContain('2 checked with <some> evaluations, all correct');
});

test('misuse of its options stops the run', async () => {
  const { stderr, exitCode } = await runVitest({
    project,
    args: ['right', '--config', 'misspelt.config.ts'],
  });
  expect(stderr).toContain('TypeError: `slowst` is not an option; did you mean `slowest`?');
  expect(exitCode).toBe(1);
});
