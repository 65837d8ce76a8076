import { expect, test } from 'vitest';
import { checkGradient, formatGradientCheck } from '../../src/index.ts';

type Vector = readonly number[];

/** Three outputs of two inputs, and the gradient Jᵀc. */
class Curve {
  calls = 0;
  #input: Vector = [];

  forward(input: Vector): number[] {
    this.calls += 1;
    this.#input = input;
    const [x, y] = input;
    return [x * y, Math.sin(x), x - y * y];
  }

  backward([a, b, c]: Vector): number[] {
    const [x, y] = this.#input;
    return [a * y + b * Math.cos(x) + c, a * x - 2 * c * y];
  }
}

/** Wrong only for cotangents that are not multiples of the first one it sees. */
class HiddenFromTheFirst extends Curve {
  #first: Vector | undefined;

  override backward(cotangent: Vector): number[] {
    this.#first ??= cotangent;
    const [a, b] = this.#first;
    const hidden = b * cotangent[0] - a * cotangent[1];
    const [dx, dy] = super.backward(cotangent);
    return [dx + hidden, dy];
  }
}

const input = [0.7, -1.3];

test('an output of several numbers is seen through several cotangents', () => {
  expect(checkGradient(new Curve(), { input })).toMatchObject({ verdict: 'match', rows: 2 });
  expect(checkGradient(new Curve(), { input, cotangents: 5 }).rows).toBe(5);
  expect(checkGradient(new Curve(), { input, mode: 'quick' }).rows).toBe(1);
});

test('what one cotangent cannot see another does', () => {
  const verdict = (cotangents: number) =>
    checkGradient(new HiddenFromTheFirst(), { input, cotangents }).verdict;
  expect(verdict(1)).toBe('match');
  expect(verdict(2)).toBe('mismatch');
  const check = checkGradient(new HiddenFromTheFirst(), { input, cotangents: 5 });
  expect(check.rows).toBe(2);
  expect(formatGradientCheck(check).split('\n').at(-2)).toBe(
    'note: 74 evaluations of the value, 8 of the gradient; seed 1, 2 cotangents',
  );
});

test('forward passes are shared: a further cotangent costs those of its backward passes only', () => {
  const evaluationsWith = (cotangents: number) => {
    const curve = new Curve();
    const { evaluations } = checkGradient(curve, { input, cotangents });
    return { ...evaluations, calls: curve.calls };
  };
  const one = evaluationsWith(1);
  const three = evaluationsWith(3);
  expect(three.value).toBe(one.value);
  expect(three.gradient).toBe(3 * one.gradient);
});

test('numbers that come as promises are shared alike', async () => {
  const curve = new Curve();
  const later = {
    forward: async (x: Vector) => curve.forward(x),
    backward: async (g: Vector) => curve.backward(g),
  };
  const check = await checkGradient(later, { input, cotangents: 3 });
  expect(check).toMatchObject({ verdict: 'match', rows: 3 });
  expect(check.evaluations).toEqual(
    checkGradient(new Curve(), { input, cotangents: 3 }).evaluations,
  );
});
