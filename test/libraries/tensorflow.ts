import * as tf from '@tensorflow/tfjs';
import { float64Reference, judged, type LibraryCase, type Point, type Reference } from './case.ts';
import { float64Twin } from './float64-twin.ts';
import { randomStream, seedOf } from './random.ts';
import { reductions, selections } from './tensorflow/arrays.ts';
import { binaryOperations } from './tensorflow/binary.ts';
import { convolutions, products, volumesAndFusions } from './tensorflow/convolutions.ts';
import { kinks, unaryOperations } from './tensorflow/elementwise.ts';
import { images, pools } from './tensorflow/images.ts';
import { paddings, rearrangements } from './tensorflow/movements.ts';
import { compositions } from './tensorflow/networks.ts';
import type { Input, Operation, Tensorflow } from './tensorflow/operation.ts';

const library = '@tensorflow/tfjs@4.22.0';

/** Every family of operations that has a gradient and runs on the CPU backend. */
export function tensorflowOperations(tf: Tensorflow): readonly Operation[] {
  const families = [
    unaryOperations,
    binaryOperations,
    products,
    convolutions,
    volumesAndFusions,
    pools,
    images,
    reductions,
    rearrangements,
    paddings,
    selections,
    compositions,
    kinks,
  ];
  return families.flatMap((family) => family(tf));
}

/** Gradients by TensorFlow.js in float32 on its CPU backend. */
export async function tensorflowCases(): Promise<readonly LibraryCase[]> {
  tf.enableProdMode(); // or it advertises its native addon on the console
  await tf.setBackend('cpu');
  return tensorflowOperations(tf).map(toCase);
}

function toCase({ name, wrong, ...operation }: Operation): LibraryCase {
  const seed = seedOf(name);
  const at = start(operation, seed);
  const objective = contract(tf, operation, seed);
  return {
    name,
    library,
    precision: 'float32',
    at,
    value: (x) => tf.tidy(() => objective(...split(tf, operation.inputs, x)).dataSync()[0]),
    gradient: (x) => tf.tidy(() => join(tf.grads(objective)(split(tf, operation.inputs, x)))),
    ...judged(wrong),
    reference: twinReference({ name, seed, at }),
  };
}

/** The output, contracted with a fixed random cotangent. */
function contract(tf: Tensorflow, { forward }: Pick<Operation, 'forward'>, seed: number) {
  return (...tensors: tf.Tensor[]): tf.Scalar => {
    const output = forward(...tensors);
    const random = randomStream(seed + 1000);
    const cotangent = Float32Array.from({ length: output.size }, () => 2 * random() - 1);
    return tf.sum<tf.Scalar>(tf.mul(output, tensor(tf, cotangent, output.shape)));
  };
}

/** The same operation in TensorFlow.js' float64 twin, which is loaded when first asked for. */
function twinReference({ name, seed, at }: { name: string; seed: number; at: Point }): Reference {
  return float64Reference((x) => {
    const { tf, operations } = loadTwin();
    const operation = operations.get(name);
    if (operation === undefined) throw new RangeError(`the twin has no operation ${name}`);
    const objective = contract(tf, operation, seed);
    return tf.tidy(() => objective(...split(tf, operation.inputs, x)).dataSync()[0]);
  }, at);
}

interface Twin {
  readonly tf: Tensorflow;
  readonly operations: ReadonlyMap<string, Operation>;
}

let twin: Twin | undefined;

function loadTwin(): Twin {
  if (twin === undefined) {
    const tf = float64Twin('@tensorflow/tfjs') as Tensorflow;
    tf.enableProdMode();
    tf.engine().setBackend('cpu');
    const rows = tensorflowOperations(tf).map((row) => [row.name, row] as const);
    twin = { tf, operations: new Map(rows) };
  }
  return twin;
}

/** The tensors an operation is checked at. */
export function inputTensors(tf: Tensorflow, operation: Operation): tf.Tensor[] {
  return split(tf, operation.inputs, start(operation, seedOf(operation.name)));
}

function start({ at, inputs }: Pick<Operation, 'at' | 'inputs'>, seed: number): Float32Array {
  const random = randomStream(seed);
  const draw = ({ shape, low, high }: Input) =>
    Array.from({ length: sizeOf(shape) }, () => low + (high - low) * random());
  return Float32Array.from(at ?? inputs.flatMap(draw));
}

function split(tf: Tensorflow, inputs: readonly Input[], x: ArrayLike<number>): tf.Tensor[] {
  let offset = 0;
  return inputs.map(({ shape }) => {
    const start = offset;
    offset += sizeOf(shape);
    return tensor(tf, Array.from(x).slice(start, offset), shape);
  });
}

function tensor(tf: Tensorflow, values: ArrayLike<number>, shape: readonly number[]): tf.Tensor {
  return tf.tensor(Array.from(values), [...shape], 'float32');
}

function join(tensors: tf.Tensor[]): Float32Array {
  return Float32Array.from(tensors.flatMap((tensor) => [...tensor.dataSync()]));
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
