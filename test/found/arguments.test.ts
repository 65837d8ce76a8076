import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';
import { thrown } from '../subject/thrown.ts';

describe('an argument that its function freezes: no write reaches it, and no zero is concluded', () => {
  const frozen =
    /^TypeError: `[^`]+` must take the numbers that are written to it, but still holds [\d.]+; it is frozen/;

  test.each([[[1, 2]], [[0.3, -7]]])('the input %j of a layer', (input) => {
    const layer = {
      forward(x: number[]) {
        Object.freeze(x);
        return x.map((v) => v ** 2);
      },
      backward: () => input.map(() => 0),
    };
    expect(thrown(() => checkGradient(layer, { input }))).toMatch(frozen);
  });

  test('the point of a function', () => {
    const value = (x: { w: number[] }) => Object.freeze(x.w)[0] ** 2;
    const check = () => checkGradient({ value, gradient: () => ({ w: [0] }) }, { at: { w: [2] } });
    expect(thrown(check)).toMatch(frozen);
  });
});

test.each([1, 2, 5])(
  '`variables` with nothing in its %d places selects nothing, and is refused',
  (length) => {
    const check = () =>
      checkGradient(
        { value: ([x]: number[]) => x, gradient: () => [999] },
        { at: [1], variables: new Array<string>(length) },
      );
    expect(thrown(check)).toMatch(
      /^TypeError: `variables` must be a non-empty array of paths, got/,
    );
  },
);

describe.each([Float64Array, Float32Array])(
  'the own properties of a %o are there inside',
  (Kind) => {
    const matrix = () => Object.assign(Kind.of(1, 2, 3, 4), { rows: 2 });
    type Matrix = ReturnType<typeof matrix>;
    /** Σ over rows of the square of their sum; 0 where `rows` is lost. */
    const value = (m: Matrix) => {
      const columns = m.length / m.rows;
      let sum = 0;
      for (let i = 0; i < m.rows; i++) sum += rowSum(m, i, columns) ** 2;
      return sum;
    };
    const rowSum = (m: Matrix, i: number, columns: number) =>
      Array.from(m.subarray(i * columns, (i + 1) * columns)).reduce((a, b) => a + b, 0);
    const right = (m: Matrix) => m.map((_, k) => 2 * rowSum(m, Math.floor(k / 2), 2));

    test('the right gradient matches, zeros do not', () => {
      const verdict = (gradient: (m: Matrix) => ArrayLike<number>) =>
        checkGradient({ value, gradient }, { at: matrix() }).verdict;
      expect(verdict(right)).toBe('match');
      expect(verdict((m) => m.map(() => 0))).toBe('mismatch');
      expect(verdict((m) => right(m).map((g) => -g))).toBe('mismatch');
    });
  },
);
