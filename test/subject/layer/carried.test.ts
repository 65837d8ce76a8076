import { expect, test } from 'vitest';
import { agreement } from './agreement.ts';
import { addTo, affine, affineGradients, b, INPUT, type Matrix, sum, W } from './dense.ts';

/** A volume as in convnetjs: numbers with their gradient next to them. */
class Vol {
  readonly dw: Float64Array;
  constructor(readonly w: Float64Array) {
    this.dw = new Float64Array(w.length);
  }
}

/** A fully connected layer as in convnetjs: gradients are added up in volumes, and pass from volume to volume. */
class FullyConnLayer {
  filters = [new Vol(Float64Array.of(0.1, 0.2, 0.3)), new Vol(Float64Array.of(-0.4, 0.5, -0.6))];
  biases = new Vol(Float64Array.of(0.7, -0.8));
  in_act: Vol | undefined;
  out_act: Vol | undefined;

  forward(input: Vol): Vol {
    this.in_act = input;
    const outputs = this.filters.map(
      ({ w }, i) =>
        (this.biases.w[i] as number) + sum([...w].map((wd, d) => wd * (input.w[d] as number))),
    );
    this.out_act = new Vol(Float64Array.from(outputs));
    return this.out_act;
  }

  backward(): void {
    const [input, output] = [this.in_act as Vol, this.out_act as Vol];
    input.dw.fill(0);
    this.filters.forEach((filter, i) => {
      const g = output.dw[i] as number;
      for (let d = 0; d < filter.w.length; d++) {
        input.dw[d] += (filter.w[d] as number) * g;
        filter.dw[d] += (input.w[d] as number) * g;
      }
      this.biases.dw[i] += g;
    });
  }

  getParamsAndGrads() {
    return [...this.filters, this.biases].map(({ w, dw }) => ({ params: w, grads: dw }));
  }
}

test('volumes carry the gradients of parameters, input and output', async () => {
  const input = new Vol(Float64Array.of(1, -2, 3));
  const variables = 'input 3, filters[0] 3, filters[1] 3, biases 2';
  expect(await agreement(new FullyConnLayer(), { input })).toBe(variables);
  const used = new FullyConnLayer();
  used.forward(new Vol(Float64Array.of(4, 5, 6)));
  used.backward();
  expect(await agreement(used, { input })).toBe(variables);
  expect(input).toEqual(new Vol(Float64Array.of(1, -2, 3)));
});

test('a method may list parameters with their gradients, wherever they are kept', async () => {
  class Hidden {
    #dense = { W: W(), b: b(), dW: W(), db: b() };
    #x: Matrix = [];
    forward(x: Matrix) {
      this.#x = x;
      return affine({ ...this.#dense, x });
    }
    backward(dy: Matrix) {
      const { dx, dW, db } = affineGradients({ ...this.#dense, x: this.#x }, dy);
      addTo(this.#dense.dW, dW);
      addTo([this.#dense.db], [db]);
      return dx;
    }
    getParamsAndGrads() {
      const { W, b, dW, db } = this.#dense;
      return [
        { params: W, grads: dW },
        { params: b, grads: db },
      ];
    }
  }
  expect(await agreement(new Hidden(), { input: INPUT })).toBe(
    'input 2 3, params[0] 3 2, params[1] 2',
  );
});

interface Kept {
  readonly values: Matrix;
  keep(gradient: Matrix): void;
}

/** y = W ∘ x, with W in whatever kind of object. */
function scaleBy(weight: object, { values, keep }: Kept) {
  let x: Matrix = [];
  const times = (one: Matrix, other: Matrix) =>
    one.map((row, i) => row.map((value, j) => value * (other[i]?.[j] as number)));
  return {
    weight,
    forward: (input: Matrix) => {
      x = input;
      return times(values, x);
    },
    backward: (dy: Matrix) => {
      keep(times(x, dy));
      return times(values, dy);
    },
  };
}

test.each([
  ['value', 'grad'],
  ['data', 'grad'],
  ['w', 'dw'],
  ['values', 'gradients'],
])(
  'a parameter object may have its numbers in %s and their gradient in %s',
  async (values, gradient) => {
    const weight: Record<string, unknown> = { [values]: W(), [gradient]: null };
    const layer = scaleBy(weight, {
      values: weight[values] as Matrix,
      keep: (dW) => Object.assign(weight, { [gradient]: dW }),
    });
    const input = W().map((row) => row.map((x) => 10 * x));
    expect(await agreement(layer, { input })).toBe('input 3 2, weight 3 2');
  },
);

test('{ data, shape, grad } may have its gradient flat, like its data', async () => {
  class Tensor {
    grad: Float32Array | undefined;
    constructor(
      readonly data: Float32Array,
      readonly shape: readonly number[],
    ) {}
  }
  class Square {
    kernel = new Tensor(Float32Array.of(0.5, -1, 2, 0.25), [2, 2]);
    x: Tensor | undefined;
    inFeatures = [2, 2];
    forward(x: Tensor) {
      this.x = x;
      return new Tensor(
        x.data.map((value, k) => value * (this.kernel.data[k] as number) ** 2),
        x.shape,
      );
    }
    backward(dy: Tensor) {
      const { kernel } = this;
      const x = this.x as Tensor;
      kernel.grad = dy.data.map(
        (g, k) => 2 * g * (kernel.data[k] as number) * (x.data[k] as number),
      );
      return new Tensor(
        dy.data.map((g, k) => g * (kernel.data[k] as number) ** 2),
        dy.shape,
      );
    }
  }
  expect(await agreement(new Square())).toBe('input 2 2, kernel 2 2');
  const input = new Tensor(Float32Array.of(1, 2, 3, 4), [2, 2]);
  expect(await agreement(new Square(), { input })).toBe('input 2 2, kernel 2 2');
});
