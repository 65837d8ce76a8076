/** A cube whose gradient is off by a factor: the relative error is half of `off`. */
export function cubic(off = 0) {
  return {
    value: ([x]) => x ** 3,
    gradient: ([x]) => [3 * x * x * (1 + off)],
  };
}

/** Another value at every call. */
export function restless() {
  let calls = 0;
  return { value: ([x]) => x + calls++, gradient: () => [1] };
}

export const at = [2];
