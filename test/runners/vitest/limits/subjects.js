const { now } = Date;

/** The square root of the sum, which takes so many milliseconds without letting anything else run. */
function slow(milliseconds) {
  const sqrt = (x) => Math.sqrt(x.reduce((sum, xi) => sum + xi, 0));
  const value = (x) => {
    const start = now();
    while (now() - start < milliseconds);
    return sqrt(x);
  };
  return { value, gradient: (x) => x.map(() => 0.5 / sqrt(x)) };
}

export const sync = slow(30);
export const async = { ...sync, value: async (x) => sync.value(x) };
export const quick = slow(0);
/** 41 evaluations for a gradient that is right. */
export const at = Array.from({ length: 20 }, (_, k) => k + 1);
