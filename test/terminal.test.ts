import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { checkGradient, formatGradientCheck } from '../src/index.ts';
import { paintWith, prefersAscii, reportWidth } from '../src/terminal.ts';

describe('reportWidth()', () => {
  test.each<[Record<string, string>, number | undefined, number | undefined]>([
    [{}, undefined, undefined],
    [{}, 120, 116],
    [{ COLUMNS: '100' }, undefined, 96],
    [{ COLUMNS: '100' }, 80, 76],
    [{ COLUMNS: 'wide' }, undefined, undefined],
    [{ COLUMNS: '' }, undefined, undefined],
    [{ COLUMNS: '0' }, undefined, undefined],
  ])('with %o and %s columns is %s', (env, columns, width) => {
    expect(reportWidth({ env, columns })).toBe(width);
  });
});

describe('prefersAscii()', () => {
  test.each<[Record<string, string>, boolean]>([
    [{}, false],
    [{ LANG: 'de_CH.UTF-8', TERM: 'xterm-256color' }, false],
    [{ LANG: 'C.utf8' }, false],
    [{ LANG: 'C' }, true],
    [{ LANG: 'POSIX' }, true],
    [{ LANG: 'de_DE.ISO-8859-1' }, true],
    [{ LANG: 'de_CH.UTF-8', LC_CTYPE: 'C' }, true],
    [{ LANG: 'C', LC_ALL: 'en_US.UTF-8' }, false],
    [{ LANG: 'C', LC_ALL: '' }, true],
    [{ TERM: 'dumb' }, true],
    [{ TERM: 'linux', LANG: 'C.UTF-8' }, true],
    [{ NO_COLOR: '1' }, true],
    [{ NO_COLOR: '' }, false],
    [{ CI: 'true' }, true],
    [{ CI: 'false' }, false],
    [{ CI: '0' }, false],
  ])('with %o is %s', (env, expected) => {
    expect(prefersAscii({ env, platform: 'linux' })).toBe(expected);
  });

  test.each<[Record<string, string>, boolean]>([
    [{}, true],
    [{ LANG: 'C' }, true],
    [{ WT_SESSION: 'c0ffee' }, false],
    [{ TERM_PROGRAM: 'vscode' }, false],
    [{ TERM: 'xterm-256color', LANG: 'C' }, false],
    [{ ConEmuTask: '{cmd::Cmder}' }, false],
    [{ TERMINAL_EMULATOR: 'JetBrains-JediTerm' }, false],
    [{ TERMINUS_SUBLIME: '1' }, false],
    [{ TERM_PROGRAM: 'Terminus-Sublime' }, false],
    [{ WT_SESSION: 'c0ffee', NO_COLOR: '1' }, true],
    [{ WT_SESSION: 'c0ffee', CI: '1' }, true],
  ])('on Windows with %o is %s', (env, expected) => {
    expect(prefersAscii({ env, platform: 'win32' })).toBe(expected);
  });
});

describe('paintWith()', () => {
  const red = (text: string) => `\u001b[31m${text}\u001b[39m`;
  const bold = (text: string) => `\u001b[1m${text}\u001b[22m`;
  const dim = (text: string) => `\u001b[2m${text}\u001b[22m`;
  const utils = { RECEIVED_COLOR: red, BOLD_WEIGHT: bold, DIM_COLOR: dim };

  test('takes the colours of the runner, and ends each with a full reset', () => {
    const { wrong, strong, faint } = paintWith(utils);
    expect([wrong('a'), strong('b'), faint('c')]).toEqual([
      '\u001b[31ma\u001b[39m\u001b[0m',
      '\u001b[1mb\u001b[22m\u001b[0m',
      '\u001b[2mc\u001b[22m\u001b[0m',
    ]);
  });

  test.each<[string, unknown]>([
    ['no utilities', undefined],
    ['none of these', { matcherHint: () => '' }],
    ['colours switched off', { RECEIVED_COLOR: String, BOLD_WEIGHT: String, DIM_COLOR: String }],
    ['what Bun calls a colour', { RECEIVED_COLOR: JSON.stringify }],
    ['that in colour', { RECEIVED_COLOR: (text: string) => red(JSON.stringify(text)) }],
    ['something else', { RECEIVED_COLOR: () => 7, BOLD_WEIGHT: 'bold' }],
  ])('leaves the text alone where there are %s', (_, others) => {
    const { wrong, strong, faint } = paintWith(others);
    expect([wrong('a b'), strong('a b'), faint('a b')]).toEqual(['a b', 'a b', 'a b']);
  });

  test('a report in colour is the same text', () => {
    const subject = {
      value: (x: number[][]) => x.flat().reduce((s, v) => s + v * v, 0),
      gradient: (x: number[][]) => x.map((row, i) => row.map((v) => (i === 1 ? 3 : 2) * v)),
    };
    const at = Array.from({ length: 4 }, (_, i) => [i + 1, i + 2, i + 3]);
    const check = checkGradient(subject, { at });
    const plain = formatGradientCheck(check);
    const coloured = formatGradientCheck(check, { paint: paintWith(utils) });
    expect(stripVTControlCharacters(coloured)).toBe(plain);
    const marked = coloured
      .replaceAll('\u001b[0m', '')
      .replaceAll('\u001b[31m', '<red>')
      .replaceAll('\u001b[39m', '</red>')
      .replaceAll('\u001b[1m', '<bold>')
      .replaceAll('\u001b[2m', '<dim>')
      .replaceAll('\u001b[22m', '</>')
      .replace(/\d+ evaluations/, '<some> evaluations');
    expect(marked).toMatchInlineSnapshot(`
      "<bold>gradient mismatch in 3 of 12 coordinates: looks like an error in row 1 of x</>

      relative error  9.8e-2
      threshold       1.0e-7

        coordinate  analytic  numeric ± bar               relative error
        x[1,2]      12        8.00000000000002 ± 2.3e-13  2.0e-1
        x[1,1]       9        6.00000000000001 ± 3.0e-13  2.0e-1
        x[1,0]       6        4.0000000000000  ± 5e-13    2.0e-1

      where x [4, 3] is wrong:
           0
        0  <dim>···</>
        1  <red>███</red>
        2  <dim>···</>
        3  <dim>···</>

        relative error: · agrees, █ from 1e-1

      diagnosis: an error in row 1 of x (localized)
        x[1,2] is 1.500 × numeric, off by 4; the other 9 agree
        help: look at what only this part goes through: a loop bound, an index, a
          special case
      <dim>note: <some> evaluations of the value, 6 of the gradient; seed 1</>
      <dim>note: for the worst coordinate alone: { variables: ['x[1,2]'], seed: 1 }</>"
    `);
  });
});
