import { expect } from 'vitest';

// the matchers are known by `types` in tsconfig.json alone, and the arguments of a function by its point
expect([6, 8]).toMatchNumericalGradient(([x, y]) => x * x + y * y, [3, 4]);
expect(2).toMatchNumericalGradient((x) => 2 * x, 3);
expect({ W: [[1]], b: 2 }).toMatchNumericalGradient(({ W, b }) => W[0][0] + 2 * b, {
  W: [[1]],
  b: 0.5,
});
expect({ f: Math.sin, df: Math.cos }).toHaveCorrectGradient({ at: 0.4 });
