const { quickRight, quickWrong, right, sleep, wrong } = require('./subjects.js');

const at = 3;

test('wrong', () => {
  expect(wrong).toHaveCorrectGradient({ at });
});

test('right', () => {
  expect(right).toHaveCorrectGradient({ at });
});

test('wrong, over before the test', async () => {
  expect(quickWrong).toHaveCorrectGradient({ at });
  await sleep(100);
});

test('right, over before the test', async () => {
  expect(quickRight).toHaveCorrectGradient({ at });
  await sleep(100);
});

test('two of them, negated', () => {
  expect(wrong).not.toHaveCorrectGradient({ at });
  expect(wrong).not.toHaveCorrectGradient({ at });
});

test('after resolves', () => {
  expect(Promise.resolve(wrong)).resolves.toHaveCorrectGradient({ at });
});

test('a failure that is expected, but not waited for', () => {
  expect(expect(wrong).toHaveCorrectGradient({ at })).rejects.toThrow('gradient mismatch');
});

test('nothing, after all of these', async () => {
  await sleep(100);
});
