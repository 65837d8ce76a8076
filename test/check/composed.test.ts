import { describe, expect, test } from 'vitest';
import { normal, randomNumbers } from '../../bench/large/random.ts';
import { checkGradient } from '../../src/index.ts';

/** So many rows of a batch, numbers in and in between. */
const [BATCH, WIDTH] = [8, 48];

interface Layer {
  forward(input: Float32Array): Float32Array;
  backward(outputGradient: Float32Array): Float32Array;
}

/** y = max(0, x·W + b), row by row, in single precision. */
class Rectified implements Layer {
  readonly W: Float32Array;
  readonly b: Float32Array;
  dW = new Float32Array(WIDTH * WIDTH);
  db = new Float32Array(WIDTH);
  #input = new Float32Array();
  #output = new Float32Array();

  constructor(random: () => number) {
    const drawn = (length: number, size: number) =>
      Float32Array.from({ length }, () => size * normal(random));
    this.W = drawn(WIDTH * WIDTH, Math.sqrt(2 / WIDTH));
    this.b = drawn(WIDTH, 0.1);
  }

  forward(input: Float32Array): Float32Array {
    this.#input = input.slice();
    this.#output = new Float32Array(BATCH * WIDTH);
    for (let r = 0; r < BATCH; r++)
      for (let o = 0; o < WIDTH; o++) {
        let sum = this.b[o];
        for (let i = 0; i < WIDTH; i++) sum += input[r * WIDTH + i] * this.W[i * WIDTH + o];
        this.#output[r * WIDTH + o] = Math.max(0, sum);
      }
    return this.#output.slice();
  }

  backward(outputGradient: Float32Array): Float32Array {
    const dy = outputGradient.map((g, k) => (this.#output[k] > 0 ? g : 0));
    const dx = new Float32Array(BATCH * WIDTH);
    this.dW = new Float32Array(WIDTH * WIDTH);
    this.db = new Float32Array(WIDTH);
    for (let r = 0; r < BATCH; r++)
      for (let o = 0; o < WIDTH; o++) {
        const g = dy[r * WIDTH + o];
        this.db[o] += g;
        for (let i = 0; i < WIDTH; i++) {
          this.dW[i * WIDTH + o] += this.#input[r * WIDTH + i] * g;
          dx[r * WIDTH + i] += this.W[i * WIDTH + o] * g;
        }
      }
    return dx;
  }
}

/** Layers, each of which may have what it is given added to what it makes of it, with what the way back takes of that. */
class Residual implements Layer {
  constructor(
    readonly layers: readonly Layer[],
    readonly way: { readonly forth: number; readonly back: number },
  ) {}

  forward(input: Float32Array): Float32Array {
    return this.layers.reduce((x, layer) => {
      const y = layer.forward(x);
      return y.map((one, k) => one + this.way.forth * x[k]);
    }, input);
  }

  backward(outputGradient: Float32Array): Float32Array {
    return this.layers.reduceRight((g, layer) => {
      const dx = layer.backward(g);
      return dx.map((one, k) => one + this.way.back * g[k]);
    }, outputGradient);
  }
}

const keys = [1, 2, 3, 4];

function checked(key: number, way: { readonly forth: number; readonly back: number }) {
  const random = randomNumbers(key);
  const layers = Array.from({ length: 4 }, () => new Rectified(random));
  const input = Float32Array.from({ length: BATCH * WIDTH }, () => normal(random));
  return checkGradient(new Residual(layers, way), { input, seed: key });
}

describe('a model of right layers of rectifiers in single precision', () => {
  test('is a match, at no more than 0.03', () => {
    for (const key of keys) {
      const { verdict, threshold, layers = [] } = checked(key, { forth: 0.5, back: 0.5 });
      expect([key, verdict, layers.map((layer) => layer.verdict)]).toEqual([
        key,
        'match',
        ['match', 'match', 'match', 'match'],
      ]);
      expect(threshold).toBeLessThanOrEqual(0.03);
    }
  });

  test.each([0, 0.4])('that takes %f of what it leads past them is a mismatch', (back) => {
    for (const key of keys.slice(0, 2))
      expect([key, checked(key, { forth: 0.5, back }).verdict]).toEqual([key, 'mismatch']);
  });
});
