import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installProject, removeProject } from './project.ts';
import { failuresOf, runVitest, type VitestRun } from './run-vitest.ts';

// How a report looks in a Vitest process of its own: what a pass prints, the characters of the map, colour.

let project: string;
let plain: VitestRun;
let coloured: VitestRun;
beforeAll(async () => {
  project = installProject('vitest/matchers');
  plain = await runVitest({ project, args: ['report'] });
  coloured = await runVitest({ project, args: ['report'], colour: true });
}, 60_000);
afterAll(() => removeProject(project));

/** What a test printed to its console. */
function printed({ stdout }: VitestRun, name: string): string | undefined {
  const blocks = stdout.split(/^stdout \| /m).slice(1);
  return blocks.find((block) => block.startsWith(`report.test.js > ${name}\n`))?.split(/\n\n\n/)[0];
}

/** The map of a report. */
function mapIn(report: string): string | undefined {
  return /where .* is wrong:\n[\s\S]*?(?=\n\ndiagnosis)/.exec(report)?.[0];
}

test('a verbose pass prints through the console of the runner', () => {
  expect(printed(plain, 'a pass')).toMatchInlineSnapshot(`
    "report.test.js > a pass
    expect(received).toHaveCorrectGradient()

    the gradient is correct in all 38 coordinates

    relative error  1.8e-10
    threshold       1.0e-7
    resolution      2.1e-9 (smaller errors cannot be resolved here)
    detectable      1.1e-7 (a larger relative error would have been a mismatch)

      variable  shape    checked  relative error  detectable  verdict
      x         [12, 3]  36/36    1.8e-10         1.1e-7      match
      y         [2]      2/2      0               unverified  match

    note: <some> evaluations of the value, 2 of the gradient; seed 1
    note: the gradient of y is zero everywhere, analytic and numeric:
      unverified, because a forgotten gradient would agree as well

    "
  `);
});

test('so does a passing negation', () => {
  expect(printed(plain, 'a passing negation')).toContain('gradient mismatch in 3 of 36');
});

test('a failure explains itself in its message, and prints nothing', () => {
  expect(printed(plain, 'a failing negation')).toBeUndefined();
  expect(failuresOf(plain)['a failing negation']).toMatchInlineSnapshot(`
    "Error: expect(received).not.toHaveCorrectGradient()

    the gradient is correct in all 36 coordinates, but a mismatch was demanded

    relative error  1.8e-10
    threshold       1.0e-7
    resolution      2.1e-9 (smaller errors cannot be resolved here)
    detectable      1.1e-7 (a larger relative error would have been a mismatch)

    note: <some> evaluations of the value, 2 of the gradient; seed 1
     ❯ report.test.js:34:23
         32|
         33| test('a failing negation', () => {
         34|   expect(squares).not.toHaveCorrectGradient({ at, verbose: true });
           |                       ^
         35| });
         36|"
  `);
});

test('without colour the map is drawn in ASCII, unless told otherwise', () => {
  const failures = failuresOf(plain);
  expect(mapIn(failures['a wrong row'])).toMatchInlineSnapshot(`
    "where x [12, 3] is wrong:
          0
       0  ...
       1  ###
       2  ...
       3  ...
       4  ...
       5  ...
       6  ...
       7  ...
       8  ...
       9  ...
      10  ...
      11  ...

      relative error: . agrees, # from 1e-1"
  `);
  expect(mapIn(failures['a wrong row in blocks'])).toMatchInlineSnapshot(`
    "where x [12, 3] is wrong:
          0
       0  ···
       1  ███
       2  ···
       3  ···
       4  ···
       5  ···
       6  ···
       7  ···
       8  ···
       9  ···
      10  ···
      11  ···

      relative error: · agrees, █ from 1e-1"
  `);
});

test('in colour the text is the same', () => {
  const [without, within] = [
    plain,
    { ...coloured, stderr: stripVTControlCharacters(coloured.stderr) },
  ];
  expect(failuresOf(within)['a wrong row in blocks']).toBe(
    failuresOf(without)['a wrong row in blocks'],
  );
  expect(failuresOf(within)['a failing negation']).toBe(failuresOf(without)['a failing negation']);
});

test('coloured are the headline, the map and the notes; nothing else is left in red', () => {
  const start = coloured.stderr.indexOf('expect(');
  const report = coloured.stderr.slice(start, coloured.stderr.indexOf('❯', start));
  const lines = report.split('\n').filter((line) => line.includes('\u001b'));
  expect(lines.map((line) => JSON.stringify(line)).join('\n')).toMatchInlineSnapshot(`
    ""expect(\\u001b[22m\\u001b[31mreceived\\u001b[31m\\u001b[2m).\\u001b[22mtoHaveCorrectGradient\\u001b[2m()\\u001b[22m\\u001b[0m"
    "\\u001b[1mgradient mismatch in 3 of 36 coordinates: looks like an error in row 1 of x\\u001b[22m\\u001b[0m"
    "   0  \\u001b[2m···\\u001b[22m\\u001b[0m"
    "   1  \\u001b[31m███\\u001b[31m\\u001b[0m"
    "   2  \\u001b[2m···\\u001b[22m\\u001b[0m"
    "   3  \\u001b[2m···\\u001b[22m\\u001b[0m"
    "   4  \\u001b[2m···\\u001b[22m\\u001b[0m"
    "   5  \\u001b[2m···\\u001b[22m\\u001b[0m"
    "   6  \\u001b[2m···\\u001b[22m\\u001b[0m"
    "   7  \\u001b[2m···\\u001b[22m\\u001b[0m"
    "   8  \\u001b[2m···\\u001b[22m\\u001b[0m"
    "   9  \\u001b[2m···\\u001b[22m\\u001b[0m"
    "  10  \\u001b[2m···\\u001b[22m\\u001b[0m"
    "  11  \\u001b[2m···\\u001b[22m\\u001b[0m"
    "\\u001b[2mnote: <some> evaluations of the value, 6 of the gradient; seed 1\\u001b[22m\\u001b[0m"
    "\\u001b[2mnote: for the worst coordinate alone: { variables: ['x[1,2]'], seed: 1 }\\u001b[22m\\u001b[0m\\u001b[39m"
    "\\u001b[36m \\u001b[2m""
  `);
});
