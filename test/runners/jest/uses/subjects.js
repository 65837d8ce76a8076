const value = ([x, y]) => x * x * y;
const gradient = ([x, y]) => [2 * x * y, x * x];
const later = async (at) => value(at);

module.exports = {
  right: { value, gradient },
  wrong: { value, gradient: ([x, y]) => [x * y, x * x] },
  rightLater: { value: later, gradient },
  wrongLater: { value: later, gradient: ([x, y]) => [x * y, x * x] },
  at: [3, 5],
};
