const { at, cubic } = require('./cubic.js');

describe('a cube', () => {
  test('is right', () => {
    expect(cubic()).toHaveCorrectGradient({ at });
  });

  test('is nearly right', () => {
    expect(cubic(1e-8)).toHaveCorrectGradient({ at });
  });
});
