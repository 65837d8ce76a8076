/** A cube whose gradient is off by a factor: the relative error is half of `off`. */
function cubic(off = 0) {
  return {
    value: ([x]) => x ** 3,
    gradient: ([x]) => [3 * x * x * (1 + off)],
  };
}

/** Another value at every call. */
function restless() {
  let calls = 0;
  return { value: ([x]) => x + calls++, gradient: () => [1] };
}

module.exports = { at: [2], cubic, restless };
