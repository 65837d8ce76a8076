const { quickRight, right, sleep } = require('./subjects.js');

const at = 3;

test.concurrent('awaited, while another test ends', async () => {
  const checked = expect(quickRight).toHaveCorrectGradient({ at });
  await sleep(200);
  await checked;
});

test('awaited', async () => {
  await expect(right).toHaveCorrectGradient({ at });
});

test.concurrent('forgotten', async () => {
  expect(right).toHaveCorrectGradient({ at });
});
