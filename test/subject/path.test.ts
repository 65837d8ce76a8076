import { expect, test } from 'vitest';
import { memberPath } from '../../src/subject/path.ts';

test.each([
  ['', 'W', 'W'],
  ['layers[2]', 'bias', 'layers[2].bias'],
  ['layers', 2, 'layers[2]'],
  ['', 0, '[0]'],
  ['', 'dense/kernel', '["dense/kernel"]'],
  ['θ', 'σ²', 'θ["σ²"]'],
  ['', 'θ', 'θ'],
  ['a', '0', 'a["0"]'],
])('memberPath(%o, %o) is %s', (path, key, expected) => {
  expect(memberPath(path, key)).toBe(expected);
});
