const { asynchronous, right } = require('./subjects.cjs');

const correct = async ({ expect, received, options }) => {
  await expect(received).toHaveCorrectGradient(options);
};
const incorrect = async ({ expect, received, options }) => {
  await expect(received).not.toHaveCorrectGradient(options);
};

/** Passes only if the error is thrown by the call itself: in a promise that nobody awaits it would be lost. */
const atOnce = (assertion) => (use) => {
  try {
    assertion(use);
  } catch (error) {
    use.expect(error.message).toBe(absurd);
    return;
  }
  throw new Error('nothing was thrown by the call itself');
};
const absurd = '`threshold` must be a positive finite number, got -1';

const later = () => asynchronous(right);

module.exports = [
  {
    title: 'a misspelt option',
    received: () => right,
    options: { treshold: 1e-3 },
    assert: correct,
    fails: { error: 'TypeError: `treshold` is not an option; did you mean `threshold`?' },
  },
  {
    title: 'a misspelt option, negated',
    received: () => right,
    options: { epsilom: 1e-3 },
    assert: incorrect,
    fails: { error: 'TypeError: `epsilom` is not an option; did you mean `epsilon`?' },
  },
  {
    title: 'an absurd option',
    received: () => right,
    options: { threshold: -2 },
    assert: correct,
    fails: { error: 'RangeError: `threshold` must be a positive finite number, got -2' },
  },
  {
    title: 'no subject, negated',
    received: () => ({ value: right.value }),
    assert: incorrect,
    fails: {
      error:
        'TypeError: `gradient` must be a function of the point, got undefined; looked for `value` and `gradient` in { value }',
    },
  },
  {
    title: 'thrown at once',
    received: later,
    options: { threshold: -1 },
    assert: atOnce(({ expect, received, options }) => {
      expect(received).toHaveCorrectGradient(options);
    }),
  },
  {
    title: 'thrown at once, negated',
    received: later,
    options: { threshold: -1 },
    assert: atOnce(({ expect, received, options }) => {
      expect(received).not.toHaveCorrectGradient(options);
    }),
  },
].map((use) => ({ column: 'misuse', ...use }));
