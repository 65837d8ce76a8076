import 'expect-gradient/expect';
import { test } from 'node:test';
import { expect } from 'expect';
import { at, right, rightLater, wrong } from './subjects.js';

test('the matchers are there', async () => {
  expect(right).toHaveCorrectGradient({ at });
  expect(wrong).not.toHaveCorrectGradient({ at });
  await expect(rightLater).toHaveCorrectGradient({ at });
  await expect(Promise.resolve(right)).resolves.toHaveCorrectGradient({ at });
  expect({ right }).toEqual({ right: expect.toHaveCorrectGradient({ at }) });
});
