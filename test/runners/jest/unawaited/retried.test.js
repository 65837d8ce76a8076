const { right } = require('./subjects.js');

jest.retryTimes(2);
let attempts = 0;

test('forgotten in every attempt', () => {
  expect(right).toHaveCorrectGradient({ at: 3 });
});

test('forgotten in the first attempt', async () => {
  attempts += 1;
  const check = expect(right).toHaveCorrectGradient({ at: 3 });
  if (attempts > 1) await check;
});
