const { asynchronous, drifting } = require('./subjects.cjs');

const correct = async ({ expect, received, options }) => {
  await expect(received).toHaveCorrectGradient(options);
};
const incorrect = async ({ expect, received, options }) => {
  await expect(received).not.toHaveCorrectGradient(options);
};

const line = 'expect(received).toHaveCorrectGradient()';
const lineNot = 'expect(received).not.toHaveCorrectGradient()';
const later = () => asynchronous(drifting());

module.exports = [
  { title: 'fails', received: drifting, assert: correct, fails: { line } },
  {
    title: 'fails negated',
    received: drifting,
    assert: incorrect,
    fails: { line: lineNot, negated: true },
  },
  { title: 'fails, asynchronous', received: later, assert: correct, fails: { line } },
  {
    title: 'fails negated, asynchronous',
    received: later,
    assert: incorrect,
    fails: { line: lineNot, negated: true },
  },
].map((use) => ({ column: 'inconclusive', ...use }));
