const { at } = require('./subjects.cjs');

/** What every runner must do. */
const table = [
  ...require('./plain.cjs'),
  ...require('./soft-and-poll.cjs'),
  ...require('./asymmetric.cjs'),
  ...require('./misuse.cjs'),
  ...require('./inconclusive.cjs'),
  ...require('./realm.cjs'),
  ...require('./report.cjs'),
].map(complete);

/** The tests of one run: the table, the one long report, or the one forgotten `await`. */
const suites = {
  table,
  report: table.filter(({ column }) => column === 'report'),
  unawaited: require('./unawaited.cjs').map(complete),
};

/** A title that no other use has, and a seed, by which its report can be told from all others. */
function complete(use, index) {
  const name = `${use.column}: ${use.title}`;
  const point = use.options?.input === undefined && { at };
  return { ...use, name, options: { ...point, ...use.options, seed: index + 1 } };
}

/** The uses of a suite. */
exports.usesOf = (suite) => suites[suite];

/** Makes tests of the uses that a runner's `expect` can do, in whatever runner calls this. */
exports.define = ({ expect, test, vm }) => {
  const uses = exports.usesOf(process.env.USES);
  for (const { name, needs, assert, received, options } of uses) {
    if (needs !== undefined && typeof expect[needs] !== 'function') continue;
    test(name, () => assert({ expect, vm, options, received: received() }));
  }
};
