const { asynchronous, right, scale, wrong } = require('./subjects.cjs');

const correct = ({ expect, received, options }) => {
  expect(received).toHaveCorrectGradient(options);
};
const correctLater = async ({ expect, received, options }) => {
  await expect(received).toHaveCorrectGradient(options);
};
const incorrect = ({ expect, received, options }) => {
  expect(received).not.toHaveCorrectGradient(options);
};
const incorrectLater = async ({ expect, received, options }) => {
  await expect(received).not.toHaveCorrectGradient(options);
};
const onItsOwn = ({ expect, received, options: { at, ...options } }) => {
  expect(received.gradient(at)).toMatchNumericalGradient(received.value, at, options);
};
const onItsOwnLater = async ({ expect, received, options: { at, ...options } }) => {
  const gradient = await received.gradient(at);
  await expect(gradient).toMatchNumericalGradient(received.value, at, options);
};
const resolving = async ({ expect, received, options }) => {
  await expect(Promise.resolve(received)).resolves.toHaveCorrectGradient(options);
};
const resolvingNot = async ({ expect, received, options }) => {
  await expect(Promise.resolve(received)).resolves.not.toHaveCorrectGradient(options);
};

const line = 'expect(received).toHaveCorrectGradient()';
const lineNot = 'expect(received).not.toHaveCorrectGradient()';
const lineOnItsOwn = 'expect(received).toMatchNumericalGradient(f, at)';
const lineResolving = 'expect(received).resolves.toHaveCorrectGradient()';

/** A subject, what is asserted of it, and the first line of the report where the test must fail. */
module.exports = [
  { column: 'sync', title: 'right', received: () => right, assert: correct },
  { column: 'sync', title: 'wrong', received: () => wrong, assert: correct, fails: { line } },
  {
    column: 'sync',
    title: 'a layer',
    received: scale,
    options: { input: [0.5, -1] },
    assert: correct,
  },
  { column: 'sync', title: 'a gradient on its own', received: () => right, assert: onItsOwn },
  {
    column: 'sync',
    title: 'a gradient on its own, wrong',
    received: () => wrong,
    assert: onItsOwn,
    fails: { line: lineOnItsOwn },
  },

  { column: 'async', title: 'right', received: () => asynchronous(right), assert: correctLater },
  {
    column: 'async',
    title: 'wrong',
    received: () => asynchronous(wrong),
    assert: correctLater,
    fails: { line },
  },
  {
    column: 'async',
    title: 'a gradient on its own, wrong',
    received: () => asynchronous(wrong),
    assert: onItsOwnLater,
    fails: { line: lineOnItsOwn },
  },

  { column: '.not', title: 'wrong', received: () => wrong, assert: incorrect },
  {
    column: '.not',
    title: 'right',
    received: () => right,
    assert: incorrect,
    fails: { line: lineNot, negated: true },
  },
  {
    column: '.not',
    title: 'wrong, asynchronous',
    received: () => asynchronous(wrong),
    assert: incorrectLater,
  },
  {
    column: '.not',
    title: 'right, asynchronous',
    received: () => asynchronous(right),
    assert: incorrectLater,
    fails: { line: lineNot, negated: true },
  },

  { column: '.resolves', title: 'right', received: () => right, assert: resolving },
  {
    column: '.resolves',
    title: 'right, asynchronous',
    received: () => asynchronous(right),
    assert: resolving,
  },
  {
    column: '.resolves',
    title: 'wrong',
    received: () => wrong,
    assert: resolving,
    fails: { line: lineResolving },
  },
  {
    column: '.resolves',
    title: 'wrong, negated',
    received: () => wrong,
    assert: resolvingNot,
  },
];
