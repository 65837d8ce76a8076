// biome-ignore-all lint/complexity/noStaticOnlyClass: layers of this kind are what is tested
// biome-ignore-all lint/complexity/noThisInStatic: a pass may know its class by `this`

import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheck } from '../../../src/index.ts';

// Layers that are classes: their passes are static, and so is what they hold.

type Vector = number[];

const verdictsOf = ({ variables }: GradientCheck) =>
  Object.fromEntries(variables.map(({ path, verdict }) => [path, verdict]));
const input = [1, 2];

/** y = W∘x, with a gradient so many times the right one. */
function scaleBy(factor: number) {
  return class Scale {
    static W = [0.5, 2];
    static dW = [7, 7];
    static seen?: Vector;
    static forward(x: Vector) {
      Scale.seen = x;
      return x.map((v, i) => v * Scale.W[i]);
    }
    static backward(g: Vector) {
      const x = Scale.seen as Vector;
      Scale.dW = g.map((v, i) => factor * v * x[i]);
      return g.map((v, i) => v * Scale.W[i]);
    }
  };
}

describe('static members are parameters like any other', () => {
  test('right matches, wrong does not, and the class is as it was', () => {
    expect(verdictsOf(checkGradient(scaleBy(1), { input }))).toEqual({
      input: 'match',
      W: 'match',
    });
    const Wrong = scaleBy(3);
    const { W } = Wrong;
    expect(verdictsOf(checkGradient(Wrong, { input }))).toEqual({ input: 'match', W: 'mismatch' });
    expect([Wrong.W === W, W, Wrong.dW, Wrong.seen]).toEqual([true, [0.5, 2], [7, 7], undefined]);
  });

  test('also when it throws', () => {
    const failure = new Error('no');
    for (let failing = 1; failing < 6; failing++) {
      const Layer = scaleBy(1);
      const { forward } = Layer;
      let calls = 0;
      Layer.forward = (x) => {
        if (++calls === failing) throw failure;
        return forward(x);
      };
      try {
        checkGradient(Layer, { input });
      } catch (error) {
        expect(error).toBe(failure);
      }
      expect([Layer.W, Layer.dW, Layer.seen]).toEqual([[0.5, 2], [7, 7], undefined]);
    }
  });

  test('private ones behind static accessors, with several inputs', () => {
    class Gate {
      static #W = [0.5, 2];
      static dW: Vector = [];
      static seen: Vector[] = [];
      static get W() {
        return this.#W;
      }
      static set W(W) {
        this.#W = W;
      }
      static forward(a: Vector, b: Vector) {
        this.seen = [a, b];
        return a.map((v, i) => v * b[i] * this.#W[i]);
      }
      static backward(g: Vector) {
        const [a, b] = this.seen;
        this.dW = g.map((v, i) => 3 * v * a[i] * b[i]);
        return [g.map((v, i) => v * b[i] * this.#W[i]), g.map((v, i) => v * a[i] * this.#W[i])];
      }
    }
    const check = checkGradient(Gate, {
      input: [
        [1, 2],
        [3, 4],
      ],
    });
    expect(verdictsOf(check)).toEqual({ a: 'match', b: 'match', W: 'mismatch' });
    expect([Gate.W, Gate.dW, Gate.seen]).toEqual([[0.5, 2], [], []]);
  });

  test('passes that use their class by `this`', () => {
    class Shift {
      static #by = 3;
      static forward(x: Vector) {
        return x.map((v) => v + this.#by);
      }
      static backward(g: Vector) {
        return g;
      }
    }
    expect(checkGradient(Shift, { input }).verdict).toBe('match');
  });
});
