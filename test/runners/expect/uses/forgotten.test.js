import 'expect-gradient/expect';
import { test } from 'node:test';
import { expect } from 'expect';
import { at, wrongSlowly } from './subjects.js';

test('forgets to await', () => {
  expect(wrongSlowly).toHaveCorrectGradient({ at });
});
