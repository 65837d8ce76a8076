const { asynchronous, right, wrong } = require('./subjects.cjs');

const inside = ({ expect, received, options }) => {
  expect({ model: received }).toEqual({ model: expect.toHaveCorrectGradient(options) });
};
const insideNot = ({ expect, received, options }) => {
  expect({ model: received }).toEqual({ model: expect.not.toHaveCorrectGradient(options) });
};
const gradientInside = ({ expect, received, options: { at, ...options } }) => {
  const expected = expect.toMatchNumericalGradient(received.value, at, options);
  expect({ gradient: received.gradient(at) }).toEqual({ gradient: expected });
};

// the runner prints a difference of its own, in which the matcher has a name
const named = { says: /model"?: toHaveCorrectGradient/ };
const namedNot = { says: /model"?: not[. ]toHaveCorrectGradient/ };
const refused = {
  error:
    'TypeError: toHaveCorrectGradient cannot check an asynchronous subject as an asymmetric matcher: the runner would not wait for it',
};

module.exports = [
  { title: 'right', received: () => right, assert: inside },
  { title: 'wrong', received: () => wrong, assert: inside, fails: named },
  { title: 'wrong, negated', received: () => wrong, assert: insideNot },
  { title: 'right, negated', received: () => right, assert: insideNot, fails: namedNot },
  { title: 'a gradient on its own', received: () => right, assert: gradientInside },
  {
    title: 'wrong, asynchronous',
    received: () => asynchronous(wrong),
    assert: inside,
    fails: refused,
  },
  {
    title: 'right, asynchronous, negated',
    received: () => asynchronous(right),
    assert: insideNot,
    fails: refused,
  },
].map((use) => ({ column: 'asymmetric', ...use }));
