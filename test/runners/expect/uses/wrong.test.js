import 'expect-gradient/expect';
import { test } from 'node:test';
import { expect } from 'expect';
import { at, right, rightLater, wrong } from './subjects.js';

test('wrong', () => {
  expect(wrong).toHaveCorrectGradient({ at });
});

test('misuse', () => {
  expect(right).not.toHaveCorrectGradient({ at, threshold: -1 });
});

test('asynchronous, asymmetric', () => {
  expect(rightLater).toEqual(expect.not.toHaveCorrectGradient({ at }));
});
