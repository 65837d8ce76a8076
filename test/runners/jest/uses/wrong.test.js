const { at, right, rightLater, wrong, wrongLater } = require('./subjects.js');

test('wrong', () => {
  expect(wrong).toHaveCorrectGradient({ at });
});

test('wrong, asynchronous', async () => {
  await expect(wrongLater).toHaveCorrectGradient({ at });
});

test('misuse', () => {
  expect(right).toHaveCorrectGradient({ at, threshold: -1 });
});

test('misuse, negated', () => {
  expect(right).not.toHaveCorrectGradient({ at, treshold: 1e-6 });
});

test('misuse, seen later', async () => {
  await expect({ ...rightLater, gradient: () => [1, 2, 3] }).toHaveCorrectGradient({ at });
});

test('misuse, after resolves', async () => {
  await expect(Promise.resolve(right)).resolves.toHaveCorrectGradient({ at, epsilon: 0 });
});

test('asynchronous, asymmetric', () => {
  expect(rightLater).toEqual(expect.not.toHaveCorrectGradient({ at }));
});
