const { wrong } = require('./subjects.js');

test('forgotten in the last test of its file', () => {
  expect(wrong).toHaveCorrectGradient({ at: 3 });
});
