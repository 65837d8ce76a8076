import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

type Vector = number[];

/** y = w·x, which does something with its arrays in the nth forward pass. */
function layer(nth: number, spoil: (own: { w: Vector | Float64Array; x: Vector }) => void) {
  let passes = 0;
  return {
    w: [2, 3] as Vector | Float64Array,
    dw: [0, 0],
    x: [0, 0],
    forward(x: Vector) {
      passes += 1;
      this.x = x;
      if (passes === nth) spoil(this);
      return x.map((xi, i) => xi * this.w[i]);
    },
    backward(g: Vector) {
      this.dw = g.map((gi, i) => gi * this.x[i]);
      return g.map((gi, i) => gi * this.w[i]);
    },
  };
}

const caught = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

describe('an array of another length than it had', () => {
  const PASSES = Array.from({ length: 12 }, (_, i) => i + 1);

  test.each(PASSES)('a parameter that grows in pass %i is an error, and is as it was', (nth) => {
    const own = layer(nth, ({ w }) => (w as Vector).push(7));
    const outcome = caught(() => checkGradient(own, { input: [0.5, 0.25] }));
    // what is there from the first pass on has that length
    if (nth > 1) expect(String(outcome)).toMatch(/^TypeError: (`w`|`forward`)/);
    expect(own.w).toEqual([2, 3]);
  });

  test.each(PASSES)('one whose memory is handed on in pass %i is an error', (nth) => {
    const own = layer(nth, ({ w }) => {
      structuredClone(w, { transfer: [(w as Float64Array).buffer as ArrayBuffer] });
    });
    own.w = Float64Array.of(2, 3);
    const outcome = caught(() => checkGradient(own, { input: [0.5, 0.25] }));
    expect(String(outcome)).not.toMatch(/detached|out of bounds/);
    expect(outcome).toBeInstanceOf(Error);
  });
});
