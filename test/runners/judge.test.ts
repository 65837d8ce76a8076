import { describe, expect, test } from 'vitest';
import { foregroundAfter, isColoured, withoutColour } from '../../scripts/compat/colour.ts';
import { outcomesOfJunit } from '../../scripts/compat/families/junit.ts';
import type { Family } from '../../scripts/compat/family.ts';
import {
  columnOf,
  judgeColour,
  judgeTable,
  judgeUnawaited,
  whyLacking,
} from '../../scripts/compat/judge.ts';
import { expectedLines, find, showsError } from '../../scripts/compat/printed.ts';
import { usesOf } from '../uses/uses.cjs';

// A judge that finds nothing wrong with anything would make the whole table green.

const family: Family = {
  fixture: 'vitest',
  variants: [''],
  command: () => ({ file: 'none', args: [] }),
  outcomes: () => [],
  lacks: { 'expect.soft': 'has none', 'expect.poll': 'has none', 'colours: off': 'cannot' },
};
const uses = usesOf('table').filter(({ name }) => whyLacking(family, name) === undefined);

/** What a runner would leave that does everything right: each message indented by four, after `Error: `. */
async function flawless() {
  const printed = await Promise.all(
    uses.map(async (use) => {
      const { fails } = use;
      if (fails === undefined) return '';
      if ('error' in fails) return `  ${fails.error}`;
      if ('says' in fails)
        return '"model": toHaveCorrectGradient "model": not.toHaveCorrectGradient';
      const [line, ...rest] = await expectedLines(use, { ascii: true });
      return [`    Error: ${line}`, ...rest.map((below) => (below ? `    ${below}` : ''))].join(
        '\n',
      );
    }),
  );
  const outcomes = uses.map(({ name, fails }) => ({ name, passed: fails === undefined }));
  return { exitCode: 1, outcomes, output: printed.join('\n\n') };
}

async function complaintsOf(evidence: Awaited<ReturnType<typeof flawless>>) {
  const judgement = Object.entries(await judgeTable(family, evidence));
  return judgement.flatMap(([use, complaints]) => complaints.map((one) => `${use}: ${one}`));
}

describe('the judge of the table', () => {
  test('has nothing against a flawless run, and has looked at every use', async () => {
    const judgement = await judgeTable(family, await flawless());
    expect(judgement).toEqual(Object.fromEntries(uses.map(({ name }) => [name, []])));
    expect(uses.length).toBeGreaterThan(30);
  });

  test('sees a test that passes and must not, and one that does not run', async () => {
    const run = await flawless();
    const outcomes = run.outcomes
      .map((one) => (one.name === 'inconclusive: fails' ? { ...one, passed: true } : one))
      .map((one) => (one.name === 'async: right' ? { ...one, passed: false } : one))
      .filter(({ name }) => name !== '.not: wrong');
    expect(await complaintsOf({ ...run, outcomes })).toEqual([
      'async: right: failed, but must pass',
      '.not: wrong: did not run',
      'inconclusive: fails: passed, but must fail',
    ]);
  });

  test('sees a use that runs though it is said to be absent', async () => {
    const run = await flawless();
    const outcomes = [...run.outcomes, { name: 'expect.soft: right', passed: true }];
    expect(await complaintsOf({ ...run, outcomes })).toEqual([
      'expect.soft: right: ran, though it is said to be absent',
    ]);
  });

  test.each([
    {
      flaw: 'another error',
      spoil: (output: string) => output.replace('TypeError: `treshold`', 'RangeError: `treshold`'),
      complaint:
        'misuse: a misspelt option: not printed: TypeError: `treshold` is not an option; did you mean `threshold`?',
    },
    {
      flaw: 'a matcher without a name',
      spoil: (output: string) => output.replaceAll('not.toHaveCorrectGradient', 'not.[Function]'),
      complaint: 'asymmetric: right, negated: not printed: /model"?: not[. ]toHaveCorrectGradient/',
    },
  ])('sees $flaw', async ({ spoil, complaint }) => {
    const run = await flawless();
    // the lines of the negated matchers go with the others: only what is said of the use in question counts
    const [use] = complaint.split(/: (?:not )?printed/);
    const complaints = await complaintsOf({ ...run, output: spoil(run.output) });
    expect(complaints.filter((one) => one.startsWith(use))).toEqual([complaint]);
  });

  test('sees a report that lost its last line', async () => {
    const run = await flawless();
    const wrong = uses.filter(({ name }) => name === 'sync: wrong');
    const [last] = (await expectedLines(wrong[0], { ascii: true })).slice(-1);
    const output = run.output.replace(`    ${last}\n`, '');
    expect(await complaintsOf({ ...run, output })).toEqual([
      `sync: wrong: printed not below the rest: "${last}"`,
    ]);
  });

  test('says what was printed last when nothing ran at all', async () => {
    const evidence = { exitCode: 1, outcomes: [], output: 'usage: runner\nunknown option\n' };
    const complaints = await complaintsOf(evidence);
    expect(complaints.slice(0, 3)).toEqual([
      'sync: right: nothing ran',
      'sync: right: usage: runner',
      'sync: right: unknown option',
    ]);
    expect(complaints.slice(3)).toEqual(uses.slice(1).map(({ name }) => `${name}: nothing ran`));
  });
});

describe('the judge of colours', () => {
  const red = '\u001b[31m';
  const [use] = usesOf('report');
  const printed = (ascii: boolean) =>
    expectedLines(use, { ascii }).then((lines) => lines.join('\n'));
  const painted = (report: string) => report.replace('expect', `${red}expect\u001b[39m`);

  test('takes a plain report where colours are off, and a coloured line where they are on', async () => {
    const output = await printed(false);
    expect(await judgeColour(family, { output, colour: 'off' })).toEqual([]);
    expect(await judgeColour(family, { output: painted(output), colour: 'on' })).toEqual([]);
    expect(await judgeColour(family, { output: painted(output), colour: 'off' })).toEqual([
      'the report is coloured',
    ]);
    expect(await judgeColour(family, { output, colour: 'on' })).toEqual([
      'the first line has no colour',
    ]);
  });

  test('wants plain characters under NO_COLOR', async () => {
    const plain = await printed(true);
    expect(await judgeColour(family, { output: plain, colour: 'NO_COLOR' })).toEqual([]);
    const drawn = await printed(false);
    const [complaint] = await judgeColour(family, { output: drawn, colour: 'NO_COLOR' });
    expect(complaint).toMatchInlineSnapshot(`"printed not below the rest: "  0  .###""`);
  });

  test('sees a report that goes on in red', async () => {
    const output = (await printed(false)).replace('expect', `${red}expect`);
    expect(await judgeColour(family, { output, colour: 'on' })).toEqual([
      'line 1 of the report leaves a colour behind',
    ]);
    const later = painted(await printed(false)).replace('threshold', `${red}threshold`);
    expect(await judgeColour(family, { output: later, colour: 'on' })).toEqual([
      'line 7 of the report leaves a colour behind',
    ]);
  });

  test('follows the codes', () => {
    expect(foregroundAfter('a\u001b[1;32mb')).toBe(32);
    expect(foregroundAfter('\u001b[31ma\u001b[39mb\u001b[2mc')).toBeUndefined();
    expect(foregroundAfter('\u001b[31ma\u001b[0mb')).toBeUndefined();
    expect(withoutColour('\u001b[31ma\u001b[0mb')).toBe('ab');
    expect(isColoured('plain [31m')).toBe(false);
  });
});

describe('the judge of a forgotten await', () => {
  const outcomes = [{ name: 'forgotten await: wrong', passed: true }];

  test('asks for a run that is not green and in which the test ran', () => {
    const output = '';
    expect(judgeUnawaited({ exitCode: 1, outcomes, output })).toEqual([]);
    expect(judgeUnawaited({ exitCode: 0, outcomes, output })).toEqual(['the run is green']);
    expect(judgeUnawaited({ exitCode: 1, outcomes: [], output })).toEqual(['did not run']);
  });
});

describe('what is printed', () => {
  const block = ['first', '', '  second', 'third'];

  test('is found whatever stands before it and however deep', () => {
    expect(find(block, 'x\n   Error: first\n\n     second\n   third\n')).toEqual({
      from: 1,
      to: 5,
    });
    expect(find(block, 'first\n\n  second\nthird')).toEqual({ from: 0, to: 4 });
  });

  test('is not found when a line is missing, moved or changed', () => {
    expect(find(block, 'first\n  second\nthird')).toBeUndefined();
    expect(find(block, 'first\n\n  second\n third')).toBeUndefined();
    expect(find(block, 'first\n\n  second\nthird…')).toBeUndefined();
    expect(find(block, 'first\n\n  second')).toBeUndefined();
  });

  test('shows an error as runners write it', () => {
    expect(showsError('TypeError: no', '  TypeError [Error]: no\n')).toBe(true);
    expect(showsError('TypeError: no', '  Error: no\n')).toBe(false);
    expect(showsError('TypeError: no', '  TypeError: no more\n')).toBe(false);
  });
});

test('a JUnit report is read', () => {
  const report = `<testsuite name="all"><testcase name="a &amp; b" time="1"/>
    <testcase name="c" time="1"><failure message="x &lt; y">text</failure></testcase></testsuite>`;
  expect(outcomesOfJunit(report)).toEqual([
    { name: 'a & b', passed: true },
    { name: 'c', passed: false },
  ]);
});

test('no two uses have the same name, and every report its own seed', () => {
  const all = usesOf('table');
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(new Set(all.map(({ options }) => options.seed)).size).toBe(all.length);
  expect(all.every(({ name, column }) => columnOf(name) === column)).toBe(true);
});
