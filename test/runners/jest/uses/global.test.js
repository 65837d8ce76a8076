const { at, right, rightLater, wrong } = require('./subjects.js');

test('the global expect has the matchers', async () => {
  expect(right).toHaveCorrectGradient({ at });
  expect(wrong).not.toHaveCorrectGradient({ at });
  await expect(rightLater).toHaveCorrectGradient({ at });
  await expect(Promise.resolve(right)).resolves.toHaveCorrectGradient({ at });
  expect({ right }).toEqual({ right: expect.toHaveCorrectGradient({ at }) });
});

test('an array of the realm of Node is one', () => {
  const seen = structuredClone(new Float64Array(at));
  expect(right).toHaveCorrectGradient({ at: seen });
});
