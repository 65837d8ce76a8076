require('expect-gradient/expect');
const { test } = require('node:test');
const { expect } = require('expect');

test('the matchers are there', () => {
  expect([6]).toMatchNumericalGradient(([x]) => x * x, [3]);
});
