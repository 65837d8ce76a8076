import { Value } from './engines.ts';
import type { Chapter, Row } from './row.ts';
import * as use from './uses.ts';

function one<T>(
  spelling: string,
  uses: Row['uses'],
  make: (slip: number) => T,
  wrong = 'b',
  options = {},
): Row {
  return { spelling, make: (slip) => ({ subject: make(slip), options }), wrong, uses };
}

/** (w·x + b − 1)² for x = [2, −3], by numbers wherever they are kept. */
const residual = (w: ArrayLike<number>, b: number) => 2 * w[0] - 3 * w[1] + b - 1;
const lossOf = (w: ArrayLike<number>, b: number) => residual(w, b) ** 2;
const slopesOf = (w: ArrayLike<number>, b: number, slip: number) => {
  const e = 2 * residual(w, b);
  return { w: [2 * e, -3 * e], b: slip * e };
};

function carriers(
  keys: { readonly value: string; readonly gradient: string },
  slip: number,
  named: boolean,
) {
  const { value, gradient } = keys;
  const carrier = (name: string, numbers: number[]) => ({
    ...(named && { name }),
    [value]: Float64Array.from(numbers),
    [gradient]: new Float64Array(numbers.length),
  });
  const [w, b] = [carrier('w', [0.1, 0.2]), carrier('b', [0.5])];
  const numbers = (one: object, key: string) => (one as Record<string, Float64Array>)[key];
  return {
    parts: { w, b },
    loss: () => lossOf(numbers(w, value), numbers(b, value)[0]),
    backward: () => {
      const slopes = slopesOf(numbers(w, value), numbers(b, value)[0], slip);
      numbers(w, gradient).set(slopes.w);
      numbers(b, gradient)[0] = slopes.b;
    },
  };
}

function listOf(keys: { readonly value: string; readonly gradient: string }, list = 'params') {
  return (slip: number) => {
    const { parts, loss, backward } = carriers(keys, slip, true);
    return { [list]: [parts.w, parts.b], loss, backward };
  };
}

/** One neuron of an engine of scalars. */
class Neuron {
  readonly #w = [new Value(0.1), new Value(0.2)];
  readonly #b = new Value(0.5);
  constructor(readonly slip: number) {}

  parameters(): Value[] {
    return [this.#b, ...this.#w];
  }
  zeroGrad(): void {
    for (const parameter of this.parameters()) parameter.grad = 0;
  }
  protected run(x: readonly number[]): Value {
    const terms = x.map((xi, i) => new Value(xi).mul(this.#w[i], this.slip));
    return terms.reduce((sum, term) => sum.add(term), this.#b).tanh();
  }
}
class Forward extends Neuron {
  forward(x: readonly number[]): Value {
    return this.run(x);
  }
}
class Callable extends Neuron {
  call(x: readonly number[]): Value {
    return this.run(x);
  }
}
class Predictor extends Neuron {
  predict(x: readonly number[]): Value {
    return this.run(x);
  }
}
const input = [0.7, 0];

const inPlace: Chapter = {
  title: 'parameters in place',
  rows: [
    one(
      '{ params, grads, loss(), backward() }',
      [use.fromScratch('ch05/two_layer_net.py'), use.joelnet('joelnet/layers.py')],
      (slip) => ({
        params: { w: [0.1, 0.2], b: 0.5 },
        grads: { w: [0, 0], b: 0 },
        loss() {
          return lossOf(this.params.w, this.params.b);
        },
        backward() {
          this.grads = slopesOf(this.params.w, this.params.b, slip);
        },
      }),
    ),
    one(
      '{ parameters, gradients, forward(), backward() }',
      [
        use.numpyMl('numpy_ml/neural_nets/layers/layers.py'),
        use.micrograd52('src/nn/interfaces/IParameterized.ts'),
      ],
      (slip) => ({
        parameters: { w: [0.1, 0.2], b: 0.5 },
        gradients: { w: [0, 0], b: 0 },
        forward() {
          return lossOf(this.parameters.w, this.parameters.b);
        },
        backward() {
          this.gradients = slopesOf(this.parameters.w, this.parameters.b, slip);
        },
      }),
    ),
    one(
      '{ params, loss(), gradient() }, which returns a record',
      [use.fromScratch('ch04/two_layer_net.py'), use.linearRegression('src/linear.regression.ts')],
      (slip) => ({
        params: { w: [0.1, 0.2], b: 0.5 },
        loss() {
          return lossOf(this.params.w, this.params.b);
        },
        gradient() {
          return slopesOf(this.params.w, this.params.b, slip);
        },
      }),
    ),
    one(
      '{ params: [{ name, data, grad }], loss(), backward() }',
      [use.jsPytorch('src/optim.ts'), use.webgpuTorch('src/nn_module.ts')],
      listOf({ value: 'data', gradient: 'grad' }),
    ),
    one(
      '{ params: [{ name, value, grad }], … }',
      [use.tensorJs('lib/model/optimizer/optimizer.ts'), use.simplegrad('lib/Variable.js')],
      listOf({ value: 'value', gradient: 'grad' }),
    ),
    one(
      '{ variables: [{ name, data, grad }], … }',
      [use.tfjsCore('dist/gradients.js'), use.tensorflow('tf.Module.variables')],
      listOf({ value: 'data', gradient: 'grad' }, 'variables'),
    ),
    one(
      '{ weights: [{ name, data, grad }], … }',
      [use.tfjsLayers('dist/engine/topology.js'), use.tensorflow('tf.keras.Layer.weights')],
      listOf({ value: 'data', gradient: 'grad' }, 'weights'),
    ),
    one(
      '{ params: { w: { w, dw }, b: { w, dw } }, … }',
      [use.recurrentjs('src/recurrent.js'), use.convnetjs('build/convnet.js')],
      (slip) => {
        const { parts, loss, backward } = carriers({ value: 'w', gradient: 'dw' }, slip, false);
        return { params: parts, loss, backward };
      },
    ),
    one(
      '{ w, dw, b, db, loss(), backward() }',
      [use.fromScratch('common/layers.py'), use.convnetjs('build/convnet.js')],
      (slip) => ({
        w: [0.1, 0.2],
        b: [0.5],
        dw: [0, 0],
        db: [0],
        loss() {
          return lossOf(this.w, this.b[0]);
        },
        backward() {
          const slopes = slopesOf(this.w, this.b[0], slip);
          this.dw = slopes.w;
          this.db = [slopes.b];
        },
      }),
    ),
    one(
      '{ parameters(), forward(x) }: what it computes runs backward',
      [use.microgradTs('micrograd/nn.ts'), use.webgpuTorch('src/nn_module.ts')],
      (slip) => new Forward(slip),
      'parameters[1]',
      { input },
    ),
    one(
      '{ parameters(), call(x) }',
      [use.functionPredictor('neuralNetwork.js'), use.microgradJs('src/nn.ts')],
      (slip) => new Callable(slip),
      'parameters[1]',
      { input },
    ),
    one(
      '{ parameters(), predict(x) }',
      [use.fromScratch('ch04/two_layer_net.py'), use.mlFnn('src/FeedForwardNeuralNetwork.js')],
      (slip) => new Predictor(slip),
      'parameters[1]',
      { input },
    ),
  ],
};

export { inPlace };
