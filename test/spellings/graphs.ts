import { graphOf, Tensor, Value } from './engines.ts';
import type { Chapter, Row } from './row.ts';
import * as use from './uses.ts';

const leaves = () => [new Value(0.4), new Value(-0.9)] as const;

function one(spelling: string, uses: Row['uses'], make: Row['make'], wrong = 'b'): Row {
  return { spelling, make, wrong, uses };
}

function named(spelling: string, names: Parameters<typeof graphOf>[0], uses: Row['uses']): Row {
  return one(spelling, uses, (slip) => {
    const { leaf, mul } = graphOf(names);
    type Node = ReturnType<typeof leaf>;
    return {
      subject: (a: Node, b: Node) => mul(mul(a, a, 1), b, slip),
      options: { at: [leaf(0.4), leaf(-0.9)] },
    };
  });
}

/** Numbers behind getters with setters, and the gradient likewise. */
class Hidden {
  #value: number;
  #gradient = 0;
  readonly #pass: (gradient: number) => void;

  constructor(value: number, pass: (gradient: number) => void = () => {}) {
    this.#value = value;
    this.#pass = pass;
  }
  get value() {
    return this.#value;
  }
  set value(value) {
    this.#value = value;
  }
  get gradient() {
    return this.#gradient;
  }
  set gradient(gradient) {
    this.#gradient = gradient;
  }
  mul(other: Hidden, slip: number): Hidden {
    return new Hidden(this.#value * other.#value, (g) => {
      this.#gradient += g * other.#value;
      other.#gradient += slip * g * this.#value;
    });
  }
  backward(): void {
    this.#pass(1);
  }
}

const tensors = (wraps: boolean) =>
  [
    new Tensor(Float64Array.of(0.4, -0.9, 0.2, 0.6), [2, 2], wraps),
    new Tensor(Float64Array.of(1.4, 0.3, -0.5, 0.7), [2, 2], wraps),
  ] as const;

const graphs: Chapter = {
  title: 'functions of leaves, whose result runs backward',
  rows: [
    one(
      '(a, b) => node, at: [a, b]',
      [use.microgradTs('micrograd/engine.ts'), use.microgradtsGleta('src/engine.ts')],
      (slip) => ({
        subject: (a: Value, b: Value) => a.mul(b, slip).add(a).tanh(),
        options: { at: leaves() },
      }),
    ),
    one(
      '([a, b]) => node, at: [a, b]',
      [use.microgradJs('src/nn.ts'), use.microgradtsGleta('src/nn.ts')],
      (slip) => ({
        subject: ([a, b]: readonly Value[]) => a.mul(b, slip).add(a).tanh(),
        options: { at: leaves() },
      }),
    ),
    one(
      '({ a, b }) => node, at: { a, b }',
      [use.recurrentjs('src/recurrent.js'), use.scalarAutograd('src/Vec2.ts')],
      (slip) => {
        const [a, b] = leaves();
        return {
          subject: ({ a, b }: { a: Value; b: Value }) => a.mul(b, slip).add(a).tanh(),
          options: { at: { a, b } },
        };
      },
    ),
    one(
      '() => node, at: the leaves it is computed from',
      [use.scalarAutograd('src/NonlinearLeastSquares.ts'), use.micrograd2bad('source/neuron.ts')],
      (slip) => {
        const [a, b] = leaves();
        return { subject: () => a.mul(b, slip).add(a).tanh(), options: { at: [a, b] } };
      },
      'at[1]',
    ),
    one(
      '(a, b) => [node, node]',
      [use.microgradTs('micrograd/nn.ts'), use.microgradJs('src/nn.ts')],
      (slip) => ({
        subject: (a: Value, b: Value) => [a.mul(b, slip), a.tanh()],
        options: { at: leaves() },
      }),
    ),
    one(
      'leaves with a label',
      [use.micrograd2bad('source/value.ts'), use.scalarAutograd('src/Value.ts')],
      (slip) => {
        const [a, b] = leaves();
        const at = [Object.assign(a, { label: 'slope' }), Object.assign(b, { label: 'bias' })];
        return { subject: () => a.mul(b, slip).add(a).tanh(), options: { at } };
      },
      'bias',
    ),
    named('`{ value, grad }`', { value: 'value', gradient: 'grad' }, [
      use.tensorJs('lib/autograd/variable.ts'),
      use.simplegrad('lib/Variable.js'),
    ]),
    named('`{ x, dx }`, `backprop()`', { value: 'x', gradient: 'dx', backward: 'backprop' }, [
      use.adnn('ad/graph.js'),
      use.webppl('src/ad.js'),
    ]),
    one(
      'getters with setters: `value`, `gradient`',
      [use.simplegrad('lib/Variable.js'), use.micrograd2bad('source/value.ts')],
      (slip) => ({
        subject: (a: Hidden, b: Hidden) => a.mul(b, slip),
        options: { at: [new Hidden(0.4), new Hidden(-0.9)] },
      }),
    ),
    one(
      'a tensor `{ data, shape }` whose gradient is as flat as its numbers',
      [use.gradiator('src/val.ts'), use.recurrentjs('src/recurrent.js')],
      (slip) => ({
        subject: (a: Tensor, b: Tensor) => a.weigh(b, slip),
        options: { at: tensors(false) },
      }),
    ),
    one(
      'a tensor whose `grad` is a tensor',
      [use.webgpuTorch('src/tensor.ts'), use.shumai('shumai/tensor/tensor.ts')],
      (slip) => ({
        subject: (a: Tensor, b: Tensor) => a.weigh(b, slip),
        options: { at: tensors(true) },
      }),
    ),
  ],
};

export { graphs };
