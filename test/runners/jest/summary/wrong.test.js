const { at, cubic, restless } = require('./cubic.js');

test('a mismatch', () => {
  expect(cubic(1)).toHaveCorrectGradient({ at });
});

test('a mismatch that is not a number', () => {
  expect(cubic(Number.NaN)).toHaveCorrectGradient({ at });
});

test('a mismatch that was demanded', () => {
  expect(cubic(9)).not.toHaveCorrectGradient({ at });
});

test('a match where a mismatch was demanded', () => {
  expect(cubic()).not.toHaveCorrectGradient({ at });
});

test('an inconclusive check', () => {
  expect(restless()).toHaveCorrectGradient({ at });
});

test('a misuse and a subject that throws have no verdict', () => {
  expect(() => expect('no subject').toHaveCorrectGradient()).toThrow(TypeError);
  const value = () => {
    throw new Error('no value');
  };
  expect(() => expect({ value, gradient: value }).toHaveCorrectGradient({ at })).toThrow(
    'no value',
  );
});
