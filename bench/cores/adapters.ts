import * as jax from '@jax-js/jax';
import * as tf from '@tensorflow/tfjs';
import { inputArrays, jaxOperations } from '../../test/libraries/jax.ts';
import { inputTensors, tensorflowOperations } from '../../test/libraries/tensorflow.ts';
import type { Question } from './question.ts';

/** Functions, layers and models of tensor libraries, as their adapters take them. */
export async function adapterCases(): Promise<readonly Question[]> {
  tf.enableProdMode(); // or it advertises its native addon on the console
  await tf.setBackend('cpu');
  const operations = await jaxOperations();
  return [...tensorflowFunctions(), ...tensorflowModels(), ...jaxFunctions(operations)];
}

function tensorflowFunctions(): readonly Question[] {
  return tensorflowOperations(tf).map((operation) => ({
    name: `tensorflow.js: ${operation.name}`,
    group: 'functions of tensors',
    standing: operation.wrong === undefined ? 'correct' : 'wrong',
    subject:
      () =>
      (...tensors: tf.Tensor[]) =>
        operation.forward(...tensors),
    options: lazily(() => inputTensors(tf, operation)),
  }));
}

/** y = x², with a backward pass by a factor. */
class Square extends tf.layers.Layer {
  static className = 'Square';
  readonly #factor: number;

  constructor(factor: number) {
    super({});
    this.#factor = factor;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const square = tf.customGrad((...args) => {
      const [x, save] = args as unknown as [tf.Tensor, tf.GradSaveFunc];
      save([x]);
      return {
        value: tf.square(x),
        gradFunc: (dy: tf.Tensor, [kept]: tf.Tensor[]) =>
          tf.mul(dy, tf.mul(kept, 2 * this.#factor)),
      };
    });
    return square((inputs as tf.Tensor[])[0]);
  }
}

function tensorflowModels(): readonly Question[] {
  const dense = (units: number) =>
    tf.layers.dense({
      units,
      activation: 'tanh',
      kernelInitializer: tf.initializers.glorotNormal({ seed: 1 }),
    });
  const model = (factor: number) =>
    tf.sequential({
      layers: [tf.layers.inputLayer({ inputShape: [3] }), dense(4), new Square(factor), dense(2)],
    });
  const input = [
    [0.3, -0.4, 1.2],
    [0.1, 2, 0.7],
  ];
  const of = (name: string, factor: number, subject: (factor: number) => unknown): Question => ({
    name: `tensorflow.js: ${name}, times ${factor}`,
    group: 'layers and models of tensors',
    standing: factor === 1 ? 'correct' : 'wrong',
    subject: () => subject(factor),
    options: { input },
  });
  return [1, 1.1, -1].flatMap((factor) => [
    of('model', factor, model),
    of('layer', factor, () => new Square(factor)),
  ]);
}

type JaxOperation = Awaited<ReturnType<typeof jaxOperations>>[number];

function jaxFunctions(operations: readonly JaxOperation[]): readonly Question[] {
  return operations.flatMap((operation) => [
    {
      name: `jax-js: ${operation.name}`,
      group: 'functions of tensors',
      standing: operation.wrong === undefined ? 'correct' : 'wrong',
      subject: () => {
        const f = (...arrays: jax.Array[]) => operation.forward(...arrays);
        return operation.eager ? f : jax.jit(f);
      },
      options: lazily(() => inputArrays(operation)),
    } as const,
    ...slipped(operation),
  ]);
}

/** A value with the gradient of another: times 1.1 by way of the value that it is taken of. */
function slipped({ name, shapes, forward }: JaxOperation): readonly Question[] {
  if (shapes.length > 1) return [];
  const loss = (factor: number) => (x: jax.Array) => jax.numpy.sum(forward(x)).mul(factor);
  const at = () => [jax.numpy.linspace(0.2, 0.9, sizeOf(shapes[0])).reshape([...shapes[0]])];
  return [
    {
      name: `jax-js: ${name}, gradient times 1.1`,
      group: 'functions of tensors',
      // a sum may have no gradient: of a softmax it has none
      standing: 'faint',
      subject: () => ({ value: loss(1), gradient: jax.grad(loss(1.1)) }),
      options: lazily(at),
    },
  ];
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** The point as an option; made when it is first read, and kept for the other core. */
function lazily<T>(inputs: () => readonly T[]): object {
  let made: readonly T[] | undefined;
  return {
    get at() {
      made ??= inputs();
      return made.length === 1 ? made[0] : made;
    },
  };
}
