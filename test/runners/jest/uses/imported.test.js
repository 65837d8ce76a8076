const { expect, test } = require('@jest/globals');
const { at, right } = require('./subjects.js');

test('the expect of @jest/globals has the matchers', () => {
  expect(right).toHaveCorrectGradient({ at });
  require('expect').expect(right).toHaveCorrectGradient({ at });
});
