const { at, cubic } = require('./cubic.js');

jest.retryTimes(2);

let attempts = 0;

test('at the third attempt', () => {
  attempts += 1;
  expect(cubic()).toHaveCorrectGradient({ at });
  expect(cubic(attempts < 3 ? 1 : 2e-8)).toHaveCorrectGradient({ at });
});

test.each([1, 2])('of the same name', () => {
  expect(cubic()).toHaveCorrectGradient({ at });
});
