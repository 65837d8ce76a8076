const value = ([x, y]) => x * x * y;
const gradient = ([x, y]) => [2 * x * y, x * x];
const later = async (at) => value(at);
const slow = async (at) => {
  await new Promise((resolve) => setTimeout(resolve, 2));
  return value(at);
};

export const right = { value, gradient };
export const wrong = { value, gradient: ([x, y]) => [x * y, x * x] };
export const rightLater = { value: later, gradient };
export const wrongSlowly = { ...wrong, value: slow };
export const at = [3, 5];
