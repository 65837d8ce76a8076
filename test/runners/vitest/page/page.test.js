import { describe, expect, test } from 'vitest';

const value = ([x, y]) => x * x + 3 * y;
const right = { value, gradient: ([x]) => [2 * x, 3] };
const wrong = { value, gradient: ([x]) => [2 * x, -3] };
const later = { value: async (x) => value(x), gradient: async ([x]) => [2 * x, -3] };
const noisy = { value: () => Math.random(), gradient: () => [1, 1] };
const at = [1, 2];

test('wrong', () => {
  expect(wrong).toHaveCorrectGradient({ at });
});

test('wrong, asynchronous', async () => {
  await expect(later).toHaveCorrectGradient({ at });
});

test('inconclusive', () => {
  expect(noisy).toHaveCorrectGradient({ at });
});

test('right, but demanded to be wrong', () => {
  expect(right).not.toHaveCorrectGradient({ at });
});

test('right', () => {
  expect(right).toHaveCorrectGradient({ at });
});

test('wrong, as demanded', () => {
  expect(wrong).not.toHaveCorrectGradient({ at });
});

test('a failure that the test expects', () => {
  expect(() => expect(wrong).toHaveCorrectGradient({ at })).toThrow('gradient mismatch');
});

test('ten failures that the test expects', () => {
  const claim = () => expect(wrong).toHaveCorrectGradient({ at });
  for (let i = 0; i < 10; i++) expect(claim).toThrow('gradient mismatch');
});

test('two soft failures: after the first, Vitest takes no attachments', () => {
  expect.soft(wrong).toHaveCorrectGradient({ at });
  expect.soft(wrong).toHaveCorrectGradient({ at });
});

test('tried again and again', async () => {
  await expect.poll(() => wrong, { timeout: 100 }).toHaveCorrectGradient({ at });
});

test('as an asymmetric matcher', () => {
  expect([wrong]).toEqual([expect.toHaveCorrectGradient({ at })]);
});

describe.concurrent('at the same time', () => {
  test('one is wrong', async ({ expect }) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(wrong).toHaveCorrectGradient({ at });
  });

  test('one is right', async ({ expect }) => {
    expect(right).toHaveCorrectGradient({ at });
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
});
