import { expect, test } from 'vitest';
import { columnsOf, fitting, lettersOf, padTo } from '../../src/report/width.ts';

test.each([
  ['W[2,3]', 6],
  ['θ σ² ± ∇', 8],
  ['權重', 4],
  ['ウェイト', 8],
  ['ｳｪｲﾄ', 4],
  ['가중치', 6],
  // the same syllables taken apart
  ['가', 2],
  ['Ｗ', 2],
  ['é', 1],
  ['🙂', 2],
  ['❤️', 2],
  ['👩‍👩‍👧', 2],
  ['🇨🇭', 2],
  ['𝜃', 1],
  ['a\u200Bb', 2],
  ['', 0],
])('%o fills %i columns', (text, columns) => {
  expect(columnsOf(text)).toBe(columns);
});

test('letters are what a reader takes for one', () => {
  expect(lettersOf('né👩‍👩‍👧🇨🇭x')).toEqual(['n', 'é', '👩‍👩‍👧', '🇨🇭', 'x']);
});

test('a wide letter that does not fit whole is left out', () => {
  const letters = lettersOf('權重W');
  expect(fitting(letters, { width: 3 })).toEqual(['權']);
  expect(fitting(letters, { width: 2, from: 'end' })).toEqual(['W']);
  expect(fitting(letters, { width: 9 })).toEqual(letters);
});

test('padding counts columns', () => {
  expect([padTo('權', { width: 4 }), padTo('four!', { width: 4 })]).toEqual(['權  ', 'four!']);
});
