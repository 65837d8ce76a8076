/** The square, evaluated so slowly that no check of it ends before its test does. */
async function value(x) {
  await new Promise((resolve) => setTimeout(resolve, 2));
  return x * x;
}

export const right = { value, gradient: (x) => 2 * x };
export const wrong = { value, gradient: (x) => 3 * x };
