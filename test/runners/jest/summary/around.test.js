const { at, cubic } = require('./cubic.js');

// Where no test is running: at the top, and in the hooks. Five checks, the worst of them the last one.

expect(cubic()).toHaveCorrectGradient({ at });

beforeAll(() => {
  expect(cubic()).toHaveCorrectGradient({ at });
});
afterEach(() => {
  expect(cubic()).toHaveCorrectGradient({ at });
});
afterAll(() => {
  expect(cubic(2e-8)).toHaveCorrectGradient({ at });
});

test.each([1, 2])('%d', () => {});
