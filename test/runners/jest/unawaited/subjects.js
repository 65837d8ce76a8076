/** The square, evaluated so slowly that no check of it ends before its test does. */
async function value(x) {
  await sleep(2);
  return x * x;
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const quick = { value: async (x) => x * x };

module.exports = {
  right: { value, gradient: (x) => 2 * x },
  wrong: { value, gradient: (x) => 3 * x },
  quickRight: { ...quick, gradient: (x) => 2 * x },
  quickWrong: { ...quick, gradient: (x) => 3 * x },
  sleep,
};
