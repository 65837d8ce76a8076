import { expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

interface Half extends ArrayLike<number> {
  map(f: (x: number) => number): Half;
}
const { Float16Array: Kind } = globalThis as { Float16Array?: { of(...x: number[]): Half } };

// Node 24 has them
test.skipIf(Kind === undefined)('a point may be a Float16Array', () => {
  const at = Kind?.of(0.5, -1.25, 2);
  const value = (x: Half) => Array.from(x, (v) => v * v).reduce((sum, v) => sum + v, 0);
  const right = checkGradient({ value, gradient: (x: Half) => x.map((v) => 2 * v) }, { at });
  expect([right.verdict, right.variables[0].dtype]).toEqual(['match', 'float16']);
  const wrong = checkGradient({ value, gradient: (x: Half) => x.map((v) => 3 * v) }, { at });
  expect(wrong.verdict).toBe('mismatch');
});
