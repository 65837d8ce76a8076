const { slow, wrong } = require('./subjects.cjs');

/** Not part of the table: it is judged by how its whole run ends, which must not be green. */
module.exports = [
  {
    column: 'forgotten await',
    title: 'wrong',
    received: () => slow(wrong),
    assert: ({ expect, received, options }) => {
      expect(received).toHaveCorrectGradient(options);
    },
  },
];
