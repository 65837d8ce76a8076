const { batch, transposed } = require('./subjects.cjs');

/** A report with everything in it: several variables, more wrong coordinates than are listed, a map, a diagnosis. */
module.exports = [
  {
    column: 'report',
    title: 'whole',
    received: transposed,
    options: { input: batch },
    assert: ({ expect, received, options }) => {
      expect(received).toHaveCorrectGradient(options);
    },
    fails: { line: 'expect(received).toHaveCorrectGradient()' },
  },
];
