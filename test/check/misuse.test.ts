import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';
import { thrown } from '../subject/thrown.ts';

const one = () => [1];

describe('value', () => {
  test.each<[unknown, string]>([
    [undefined, 'undefined'],
    [null, 'null'],
    ['1', '"1"'],
    [1n, '1n'],
    [true, 'true'],
    [[1], 'an array of length 1'],
    [Float64Array.of(1), 'Float64Array(1)'],
    [{ loss: 1 }, '{ loss }'],
  ])('returns %o', (returned, got) => {
    const subject = { value: () => returned, gradient: one };
    expect(thrown(() => checkGradient(subject, { at: [1] }))).toBe(
      `TypeError: \`value\` must return a number, got ${got}`,
    );
  });

  test.each<[unknown, string]>([
    [3, '3'],
    ['x ** 2', '"x ** 2"'],
    [null, 'null'],
    [[1], 'an array of length 1'],
  ])('is %o instead of a function', (value, got) => {
    expect(thrown(() => checkGradient({ value, gradient: one }, { at: [1] }))).toBe(
      `TypeError: \`value\` must be a function of the point, got ${got}`,
    );
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'is %s at the very point: inconclusive, nothing is compared, and no more is asked',
    (value) => {
      const check = checkGradient({ value: () => value, gradient: one }, { at: [1] });
      expect(check).toMatchObject({
        verdict: 'inconclusive',
        reason: `\`value\` is ${value} at the point itself; choose a point inside its domain`,
        coverage: { checked: 0, total: 1 },
        evaluations: { value: 1, gradient: 2 },
      });
    },
  );

  test('adds to, cuts off or replaces parts of its argument', () => {
    const message = (spoil: (p: Record<string, number[]>) => void) => {
      const value = (p: Record<string, number[]>) => {
        spoil(p);
        return 1;
      };
      return thrown(() =>
        checkGradient({ value, gradient: () => ({ W: [0] }) }, { at: { W: [1] } }),
      );
    };
    const law =
      'TypeError: `value` must leave its argument as it was given, but replaced or resized';
    expect(message((p) => p.W.push(2))).toBe(`${law} \`W\``);
    expect(message((p) => p.W.pop())).toBe(`${law} \`W\``);
    expect(
      message((p) => {
        p.W = [1];
      }),
    ).toBe(`${law} \`W\``);
  });
});

describe('gradient', () => {
  const message = (gradient: unknown, at: unknown = [1, 2]) =>
    thrown(() => checkGradient({ value: () => 0, gradient: () => gradient }, { at }));

  test.each<[unknown, string]>([
    [undefined, 'have shape [2] like the variable, got undefined'],
    [null, 'have shape [2] like the variable, got null'],
    [3, 'have shape [2] like the variable, got a number'],
    [[1], 'have shape [2] like the variable, got [1]'],
    [[1, 2, 3], 'have shape [2] like the variable, got [3]'],
    [[[1, 2]], 'have shape [2] like the variable, got [1, 2]'],
    [{ x: 1 }, 'have shape [2] like the variable, got { x }'],
    [['1', '2'], 'hold numbers, got "1" at [0]'],
    [[1, undefined], 'hold numbers, got undefined at [1]'],
    [[1, 2n], 'hold numbers, got 2n at [1]'],
    [[1, Promise.resolve(2)], 'hold numbers, got a promise at [1]; await it first'],
    [Int32Array.of(1, 2), 'hold floating-point numbers, got Int32Array(2)'],
    [BigInt64Array.of(1n, 2n), 'hold floating-point numbers, got BigInt64Array(2)'],
    [
      { data: [1, 2], shape: [3] },
      'must have a shape that multiplies to its 2 numbers, got shape [3]',
    ],
  ])('returns %o', (returned, law) => {
    const must = law.startsWith('must') ? law : `must ${law}`;
    expect(message(returned)).toBe(`TypeError: the gradient of \`x\` ${must}`);
  });

  test('returns a record with other keys, or other shapes', () => {
    const at = { W: [[1, 2]], b: 3 };
    expect(message({ W: [[1, 2]] }, at)).toBe(
      'TypeError: the gradient must have the same keys as the point, but has no `b`',
    );
    expect(message({ W: [[1, 2]], bias: 3 }, at)).toBe(
      'TypeError: the gradient must have the same keys as the point, got `bias`; did you mean `b`?',
    );
    expect(message({ W: [[1], [2]], b: 3 }, at)).toBe(
      'TypeError: the gradient of `W` must have shape [1, 2] like the variable, got [2, 1]',
    );
    expect(message({ W: [[1, 2]], b: [3] }, at)).toBe(
      'TypeError: the gradient of `b` must be a number like the variable, got [1]',
    );
  });

  test('is not a function', () => {
    const subject = { value: () => 0, gradient: [1] };
    expect(thrown(() => checkGradient(subject, { at: [1] }))).toBe(
      'TypeError: `gradient` must be a function of the point, got an array of length 1',
    );
  });
});

describe('the point', () => {
  const kinds = 'a number, an array of numbers, { data, shape }, or a record or list of those';

  test.each<[unknown, string]>([
    [
      undefined,
      'TypeError: `at` must be given: the point where the gradient is checked, for example { at: [0.5, -1.2] }',
    ],
    [null, `TypeError: \`at\` must be ${kinds}, got null`],
    ['1', `TypeError: \`at\` must be ${kinds}, got "1"`],
    [5n, `TypeError: \`at\` must be ${kinds}, got 5n; convert it with Number()`],
    [Promise.resolve([1]), `TypeError: \`at\` must be ${kinds}, got a promise; await it first`],
    [
      new Map([['a', 1]]),
      `TypeError: \`at\` must be ${kinds}, got Map(1); pass the arrays it holds`,
    ],
    [[], 'RangeError: `at` must hold at least one number, got an empty array'],
    [new Float32Array(0), 'RangeError: `at` must hold at least one number, got an empty array'],
    [{}, 'RangeError: `at` must hold at least one number, got {}'],
    [{ W: [] }, 'RangeError: `at.W` must hold at least one number, got an empty array'],
    [
      Int32Array.of(1),
      'TypeError: `at` must hold floating-point numbers, got Int32Array(1); use Float64Array',
    ],
    [
      BigInt64Array.of(1n),
      'TypeError: `at` must hold floating-point numbers, got BigInt64Array(1); use Float64Array',
    ],
    [
      { W: [1], ids: Uint8Array.of(1) },
      'TypeError: `at.ids` must hold floating-point numbers, got Uint8Array(1); use Float64Array, or close over it instead of putting it in the point',
    ],
    [[1, Number.NaN], 'RangeError: `at[1]` must be a finite number, got NaN'],
    [{ W: [[1, 1 / 0]] }, 'RangeError: `at.W[0][1]` must be a finite number, got Infinity'],
    [
      [1, [2]],
      'TypeError: `at` must be a rectangular array of numbers or a list of arrays, got numbers and arrays side by side',
    ],
  ])('is %o', (at, message) => {
    const subject = { value: () => 0, gradient: () => at };
    expect(thrown(() => checkGradient(subject, { at }))).toBe(message);
  });

  test('may be frozen, deeply', () => {
    const at = Object.freeze({ W: Object.freeze([Object.freeze([1, 2])]), b: Object.freeze([3]) });
    interface Point {
      readonly W: readonly (readonly number[])[];
      readonly b: readonly number[];
    }
    const subject = {
      value: ({ W: [[u, v]], b: [b] }: Point) => u * v + b * b,
      gradient: ({ W: [[u, v]], b: [b] }: Point) =>
        Object.freeze({ W: Object.freeze([Object.freeze([v, u])]), b: Object.freeze([2 * b]) }),
    };
    const { verdict, contract } = checkGradient(subject, { at });
    expect([verdict, contract]).toEqual(['match', []]);
  });
});
