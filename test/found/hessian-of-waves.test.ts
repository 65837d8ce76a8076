import { describe, expect, test } from 'vitest';
import { checkHessian } from '../../src/index.ts';

// Second differences of a value are taken over steps that many waves lie within: small numbers that differ by little beside large ones.
describe.each([3e3, 2e4, 3e5])('%d radians a unit', (k) => {
  const value = ([x, y]: readonly number[]) => Math.cos(k * x + y) / (2 + Math.sin(y));
  // with u = k x + y, A = 1 / (2 + sin y): f = A cos u
  const hessian = ([x, y]: readonly number[]) => {
    const [sin, cos] = [Math.sin(k * x + y), Math.cos(k * x + y)];
    const s = 2 + Math.sin(y);
    const [a, slope] = [1 / s, -Math.cos(y) / s ** 2];
    const bend = Math.sin(y) / s ** 2 + (2 * Math.cos(y) ** 2) / s ** 3;
    const xx = -a * k * k * cos;
    const xy = -a * k * cos - slope * k * sin;
    const yy = bend * cos - 2 * slope * sin - a * cos;
    return [
      [xx, xy],
      [xy, yy],
    ];
  };

  test('a right Hessian is not called wrong', () => {
    for (let i = 0; i < 12; i++) {
      const at = [0.3 + 0.17 * i, 0.4 + 0.31 * i];
      const { verdict } = checkHessian(
        { value, hessian: hessian as (x: number[]) => number[][] },
        { at },
      );
      expect([at, verdict]).not.toEqual([at, 'mismatch']);
    }
  });
});
