const { quickRight, right, sleep, wrong } = require('./subjects.js');

const at = 3;
const check = () => expect(right).toHaveCorrectGradient({ at });

test('awaited', async () => {
  await check();
  await expect(wrong).not.toHaveCorrectGradient({ at });
  await expect(Promise.resolve(right)).resolves.toHaveCorrectGradient({ at });
});

test('returned', () => check());

test('chained', (done) => {
  check().then(() => done());
});

test('awaited together', () => Promise.all([check(), check()]));

test('awaited after it was over', async () => {
  const checked = expect(quickRight).toHaveCorrectGradient({ at });
  await sleep(100);
  await checked;
});

test('a failure that is expected', async () => {
  const failing = expect(wrong).toHaveCorrectGradient({ at });
  await expect(failing).rejects.toThrow('gradient mismatch');
});

test('a failure that is caught', async () => {
  const caught = await expect(wrong)
    .toHaveCorrectGradient({ at })
    .catch((error) => error);
  expect(caught.message).toContain('gradient mismatch');
});
