import { describe, expect, test } from 'vitest';
import { wrap } from '../../src/report/prose.ts';
import { shorten, shortenAll } from '../../src/report/shorten.ts';
import { alignDecimals, layoutTable } from '../../src/report/table.ts';

describe('layoutTable()', () => {
  test('starts every column in one place and leaves no space at the end', () => {
    const rows = [
      ['name', 'size', 'note'],
      ['W', '[2, 3]', ''],
      ['bias', '[3]', 'θ'],
    ];
    expect(layoutTable(rows, { width: 40 })).toEqual([
      'name  size    note',
      'W     [2, 3]',
      'bias  [3]     θ',
    ]);
  });

  test('shortens the first column to what the others leave', () => {
    expect(layoutTable([['layers[12].attention.weight', '1.5']], { width: 20 })).toEqual([
      'layers[….weight  1.5',
    ]);
  });
});

describe('alignDecimals()', () => {
  test('puts the points below each other and leaves words where they are', () => {
    expect(alignDecimals(['-12.5', '0.25', '3', '1.5e-9', 'NaN', '-Infinity'])).toEqual([
      '-12.5',
      '  0.25',
      '  3',
      '  1.5e-9',
      'NaN',
      '-Infinity',
    ]);
  });
});

describe('shorten()', () => {
  test('keeps both ends and never cuts a letter in two', () => {
    expect(shorten('layers[2].weight[3,17]', { width: 15 })).toBe('layers[…t[3,17]');
    expect(shorten('𝜃𝜃𝜃𝜃𝜃𝜃', { width: 5 })).toBe('𝜃𝜃…𝜃𝜃');
  });

  test('lets no line break of a key into the table', () => {
    expect(shorten('two\nlines', { width: 20 })).toBe('two�lines');
  });
});

describe('shortenAll()', () => {
  test('moves the gap where the middle is all that differs', () => {
    const paths = [1, 2].map((layer) => `encoder.layers[${layer}].projection.weight`);
    expect(shortenAll(paths, { width: 20 })).toEqual([
      'encoder.layers[1…ght',
      'encoder.layers[2…ght',
    ]);
  });

  test('gives up where no gap keeps them apart', () => {
    const keys = [`a${'x'.repeat(40)}b${'x'.repeat(40)}`, `a${'x'.repeat(40)}c${'x'.repeat(40)}`];
    expect(shortenAll(keys, { width: 9 })).toEqual(['axxx…xxxx', 'axxx…xxxx']);
  });
});

describe('wrap()', () => {
  test('indents what follows the first line and breaks a word that fits nowhere', () => {
    expect(wrap(`help: ${'x'.repeat(100)}`, { width: 76, indent: 2 })).toEqual([
      '  help:',
      `    ${'x'.repeat(72)}`,
      `    ${'x'.repeat(28)}`,
    ]);
  });
});
