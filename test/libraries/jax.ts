import {
  defaultDevice,
  grad,
  init,
  type Array as JaxArray,
  jit,
  lax,
  nn,
  numpy as np,
} from '@jax-js/jax';
import { float64Reference, judged, type LibraryCase, type Point } from './case.ts';
import { randomStream, seedOf } from './random.ts';

const library = '@jax-js/jax@0.1.25';

/** An operation and the shapes of what it is differentiated by. An array is consumed by its use; `ref` keeps it. */
export interface Operation {
  readonly name: string;
  readonly shapes: readonly (readonly number[])[];
  forward(...arrays: JaxArray[]): JaxArray;
  /** Replaces the random point. */
  readonly at?: readonly number[];
  /** Runs it uncompiled: jit does not take its triangular solve. */
  readonly eager?: true;
  readonly wrong?: string;
}

const elementwise: readonly Operation[] = [
  { name: 'sin', shapes: [[5]], forward: (x) => np.sin(x) },
  { name: 'tan', shapes: [[3]], at: [0.3, -0.8, 1.1], forward: (x) => np.tan(x) },
  { name: 'acos', shapes: [[3]], at: [0.3, -0.8, 0.1], forward: (x) => np.acos(x) },
  { name: 'atan', shapes: [[5]], forward: (x) => np.atan(x) },
  { name: 'sinh', shapes: [[5]], forward: (x) => np.sinh(x) },
  { name: 'atanh', shapes: [[3]], at: [0.3, -0.8, 0.1], forward: (x) => np.atanh(x) },
  { name: 'exp', shapes: [[5]], forward: (x) => np.exp(x) },
  { name: 'log', shapes: [[3]], at: [0.2, 1.3, 7], forward: (x) => np.log(x) },
  { name: 'log1p', shapes: [[3]], at: [0.2, 1.3, 7], forward: (x) => np.log1p(x) },
  { name: 'sqrt', shapes: [[3]], at: [0.2, 1.3, 7], forward: (x) => np.sqrt(x) },
  { name: 'cbrt', shapes: [[3]], at: [0.2, 1.3, 7], forward: (x) => np.cbrt(x) },
  { name: 'erf', shapes: [[5]], forward: (x) => lax.erf(x) },
  { name: 'abs', shapes: [[5]], forward: (x) => np.abs(x) },
  { name: 'clip', shapes: [[5]], forward: (x) => np.clip(x, -1, 0.7) },
  {
    name: 'power',
    shapes: [[2], [2]],
    at: [0.7, 2.1, -1.2, 1.6],
    forward: (x, y) => np.power(x, y),
  },
  { name: 'atan2', shapes: [[3], [3]], forward: (y, x) => np.atan2(y, x) },
  { name: 'hypot', shapes: [[3], [3]], forward: (x, y) => np.hypot(x, y) },
  { name: 'maximum', shapes: [[4], [4]], forward: (x, y) => np.maximum(x, y) },
  { name: 'logaddexp', shapes: [[3], [3]], forward: (x, y) => np.logaddexp(x, y) },
  { name: 'division, broadcast', shapes: [[2, 3], [3]], forward: (x, y) => x.div(np.exp(y)) },
];

const networks: readonly Operation[] = [
  { name: 'sigmoid', shapes: [[5]], forward: (x) => nn.sigmoid(x) },
  { name: 'softplus', shapes: [[5]], forward: (x) => nn.softplus(x) },
  { name: 'silu', shapes: [[5]], forward: (x) => nn.silu(x) },
  { name: 'gelu', shapes: [[5]], forward: (x) => nn.gelu(x) },
  { name: 'mish', shapes: [[5]], forward: (x) => nn.mish(x) },
  { name: 'elu', shapes: [[5]], forward: (x) => nn.elu(x) },
  { name: 'selu', shapes: [[5]], forward: (x) => nn.selu(x) },
  { name: 'celu', shapes: [[5]], forward: (x) => nn.celu(x, 1.7) },
  { name: 'softSign', shapes: [[5]], forward: (x) => nn.softSign(x) },
  { name: 'squareplus', shapes: [[5]], forward: (x) => nn.squareplus(x) },
  { name: 'glu', shapes: [[2, 4]], forward: (x) => nn.glu(x) },
  { name: 'softmax', shapes: [[2, 3]], forward: (x) => nn.softmax(x) },
  { name: 'logSoftmax', shapes: [[2, 3]], forward: (x) => nn.logSoftmax(x) },
  { name: 'logsumexp', shapes: [[2, 3]], forward: (x) => nn.logsumexp(x, 0) },
  { name: 'standardize', shapes: [[2, 3]], forward: (x) => nn.standardize(x) },
  {
    name: 'a dense layer',
    shapes: [[2, 3], [3, 2], [2]],
    forward: (x, w, b) => np.tanh(np.matmul(x, w).add(b)),
  },
];

const arrays: readonly Operation[] = [
  {
    name: 'matmul',
    shapes: [
      [2, 3],
      [3, 2],
    ],
    forward: (x, y) => np.matmul(x, y),
  },
  { name: 'outer', shapes: [[2], [3]], forward: (x, y) => np.outer(x, y) },
  { name: 'convolve', shapes: [[5], [3]], forward: (x, y) => np.convolve(x, y, 'same') },
  { name: 'mean', shapes: [[2, 3]], forward: (x) => np.mean(np.square(x), 0) },
  { name: 'variance', shapes: [[2, 3]], forward: (x) => np.var_(x, 1) },
  { name: 'max', shapes: [[2, 3]], forward: (x) => np.max(x, 1) },
  { name: 'prod', shapes: [[2, 3]], forward: (x) => np.prod(x, 1) },
  { name: 'cumsum', shapes: [[3, 3]], forward: (x) => np.cumsum(x, 0) },
  { name: 'cumprod', shapes: [[4]], forward: (x) => np.cumprod(x) },
  { name: 'sort', shapes: [[5]], forward: (x) => np.sort(x) },
  { name: 'transpose', shapes: [[2, 3]], forward: (x) => np.transpose(x) },
  { name: 'concatenate', shapes: [[2], [3]], forward: (x, y) => np.concatenate([x, y]) },
  { name: 'roll', shapes: [[5]], forward: (x) => np.roll(x, 2) },
  { name: 'tile', shapes: [[3]], forward: (x) => np.tile(x, [2, 2]) },
  { name: 'pad', shapes: [[3]], forward: (x) => np.pad(np.square(x), [1, 2]) },
  { name: 'inv', shapes: [[2, 2]], eager: true, forward: (x) => np.linalg.inv(x) },
  { name: 'det', shapes: [[3, 3]], eager: true, forward: (x) => np.linalg.det(x) },
  { name: 'norm', shapes: [[5]], forward: (x) => np.linalg.norm(x) },
  { name: 'where', shapes: [[4], [4]], forward: (x, y) => np.where(x.ref.greater(0), x, y) },
  { name: 'relu at its kink', shapes: [[3]], at: [0, 1, -1], forward: (x) => nn.relu(x) },
];

/** Operations of every family, for the WebAssembly backend. */
export async function jaxOperations(): Promise<readonly Operation[]> {
  await init('cpu', 'wasm');
  defaultDevice('wasm');
  return [...elementwise, ...networks, ...arrays];
}

/** Gradients by jax-js in float32 on its WebAssembly backend. */
export async function jaxCases(): Promise<readonly LibraryCase[]> {
  return (await jaxOperations()).map(toCase);
}

/** The arrays an operation is checked at. */
export function inputArrays(operation: Operation): JaxArray[] {
  return split(operation, start(operation, seedOf(operation.name)));
}

function toCase(operation: Operation): LibraryCase {
  const seed = seedOf(operation.name);
  const at = start(operation, seed);
  const objective = contract(operation, seed);
  const inFloat64 = contract(operation, seed);
  const argnums = operation.shapes.map((_, i) => i);
  return {
    name: operation.name,
    library,
    precision: 'float32',
    at,
    value: (x) => objective(...split(operation, x)).item(),
    gradient: (x) => join(grad(objective, { argnums })(...split(operation, x))),
    ...judged(operation.wrong),
    reference: float64Reference(
      (x) => withFloat16Array(() => inFloat64(...split(operation, x, float64OnCpu)).item()),
      at,
    ),
  };
}

function start({ at, shapes }: Operation, seed: number): Point {
  const random = randomStream(seed);
  const length = shapes.reduce((total, shape) => total + sizeOf(shape), 0);
  return Float32Array.from(at ?? Array.from({ length }, () => 4 * random() - 2));
}

/** The output, contracted with a fixed random cotangent. */
function contract({ forward, eager }: Operation, seed: number) {
  const objective = (...arrays: JaxArray[]): JaxArray => {
    const { dtype, device } = arrays[0];
    const output = forward(...arrays);
    const random = randomStream(seed + 1000);
    const cotangent = Float32Array.from({ length: sizeOf(output.shape) }, () => 2 * random() - 1);
    return np.sum(output.mul(toArray(cotangent, { shape: output.shape, dtype, device })));
  };
  return eager ? objective : jit(objective);
}

/** jax-js asks for Float16Array when it makes an array of float64, and Node has it only from 24 on. */
function withFloat16Array<T>(compute: () => T): T {
  if ('Float16Array' in globalThis) return compute();
  Reflect.set(globalThis, 'Float16Array', class {});
  try {
    return compute();
  } finally {
    Reflect.deleteProperty(globalThis, 'Float16Array');
  }
}

type Kind = Pick<JaxArray, 'dtype' | 'device'>;

const float32OnWasm: Kind = { dtype: np.float32, device: 'wasm' };
/** Computes with `Math`, where WebAssembly has approximations of its own. */
const float64OnCpu: Kind = { dtype: np.float64, device: 'cpu' };

function split({ shapes }: Operation, x: ArrayLike<number>, kind = float32OnWasm): JaxArray[] {
  let offset = 0;
  return shapes.map((shape) => {
    const begin = offset;
    offset += sizeOf(shape);
    return toArray(Array.from(x).slice(begin, offset), { ...kind, shape });
  });
}

function toArray(
  values: ArrayLike<number>,
  { shape, ...kind }: Kind & { shape: readonly number[] },
) {
  return np.array(Array.from(values), { ...kind, shape: [...shape] });
}

function join(gradients: JaxArray[]): Float32Array {
  return Float32Array.from(gradients.flatMap((gradient) => [...gradient.dataSync()]));
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
