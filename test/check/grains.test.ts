import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';
import { grainsFrom, grainsOf } from '../../src/subject/grains.ts';
import { objectiveFor } from '../../src/subject/objective.ts';
import { arraysIn } from '../../src/subject/output.ts';

/** Softmax in single precision; what it passes back for the first entry is so many times what is right. */
class Softmax {
  y = new Float32Array();
  constructor(readonly factor: number) {}
  forward(x: Float32Array): Float32Array {
    const largest = Math.max(...x);
    const powers = x.map((v) => Math.exp(v - largest));
    const total = Math.fround(powers.reduce((sum, v) => Math.fround(sum + v), 0));
    this.y = powers.map((v) => v / total);
    return this.y;
  }
  backward(dy: Float32Array): Float32Array {
    const mean = dy.reduce((sum, v, i) => sum + v * this.y[i], 0);
    return this.y.map((v, i) => (i === 0 ? this.factor : 1) * v * (dy[i] - mean));
  }
}

const verdictAt = (first: number, factor: number) =>
  checkGradient(new Softmax(factor), { input: Float32Array.of(first, 0, 1) }).verdict;

describe('a softmax in single precision, one entry of which is next to 1 and hides its part of the slope', () => {
  test.each([2, 4, 6, 8, 10, 12, 15, 20])('logits %d, 0, 1', (first) => {
    expect(verdictAt(first, 1)).not.toBe('mismatch');
    for (const factor of [2, 0, -1]) expect(verdictAt(first, factor)).not.toBe('match');
  });

  test.each([2, 4, 6, 8, 10])('whose backward pass is wrong at logits %d, 0, 1', (first) => {
    for (const factor of [2, 0, -1]) expect(verdictAt(first, factor)).toBe('mismatch');
  });
});

describe('what outputs round away', () => {
  const outputs = (first: number) => Float32Array.of(first, 2, 4);

  test('is that of the outputs that have moved, and of all', () => {
    const cotangents = [Float64Array.of(1, 1, 1), Float64Array.of(0, 0, 3)];
    const grains = grainsFrom(arraysIn(outputs(1), 'y'), cotangents);
    const unit = 2 ** -24;
    expect(grains(Float64Array.from(outputs(1.5)))).toEqual([
      unit * 1.5,
      unit * Math.hypot(1.5, 2, 4),
      0,
      unit * 12,
    ]);
  });

  test('stands behind the rows of a value, and only where outputs are coarse', () => {
    const contraction = { name: 'layer', source: 'forward(input)', seed: 1, cotangents: 2 };
    const coarse = objectiveFor(outputs(1), contraction);
    const fine = objectiveFor([1, 2, 4], contraction);
    expect(coarse.isGrained).toBe(true);
    expect(grainsOf(coarse.contract(outputs(1)), { row: 1, rows: 2 })?.moved).toBe(0);
    expect(fine.isGrained).toBe(false);
    expect(grainsOf(fine.contract([1, 2, 4]), { row: 1, rows: 2 })).toBeUndefined();
  });
});

test('one of many outputs that moves is measured as sharply as it is rounded', () => {
  // y = x² one by one in single precision, over 900 numbers: their sum is rounded at thirty times what one is
  const layer = {
    x: new Float32Array(),
    forward(x: Float32Array) {
      this.x = x.slice();
      return x.map((v) => v * v);
    },
    backward(dy: Float32Array) {
      return dy.map((v, i) => 2 * this.x[i] * v * (i === 7 ? 1.05 : 1));
    },
  };
  const input = Float32Array.from({ length: 900 }, (_, i) => 0.5 + Math.sin(i) / 3);
  const { verdict, variables } = checkGradient(layer, { input });
  expect(verdict).toBe('mismatch');
  const [worst] = variables[0].worst;
  expect(worst.coordinate).toBe('input[7]');
  expect(worst.bar).toBeLessThan(1e-5 * Math.abs(worst.numeric));
});
