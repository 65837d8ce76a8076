function fail() {
  throw new Error('evaluated');
}

/** Fails at the first evaluation. */
export const untouchable = { value: fail, gradient: fail };
