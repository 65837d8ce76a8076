import { arrived } from '../../subject/arrived.ts';
import { putBackEach } from '../../subject/put-back.ts';
import { isPromise, whenDone } from '../../subject/then.ts';
import { callUsers } from '../../subject/users-code.ts';
import { isCotangent, mapTree } from '../map-tree.ts';
import { evaluate, mapTensors, type Reader } from './evaluate.ts';
import type { Tensor, TensorFlow } from './namespace.ts';
import { newTensor } from './stored.ts';

/** A cotangent as tensors: in the structure of the value, and in a row. */
export interface Cotangent {
  readonly tree: unknown;
  readonly tensors: readonly Tensor[];
}

/** Runs code that wants a cotangent as tensors, reads what it returns, and disposes of all. */
export function evaluateWith(
  tf: TensorFlow,
  { reader, cotangent }: { reader: Reader; cotangent: unknown },
  run: (cotangent: Cotangent) => unknown,
): unknown {
  const tensors: Tensor[] = [];
  const tree = mapTree(cotangent, isCotangent, (part) => {
    const { data, shape } = typeof part === 'number' ? { data: [part], shape: [] } : part;
    const tensor = newTensor(tf, { data, shape: Array.from(shape) });
    tensors.push(tensor);
    return tensor;
  });
  return whenDone(
    () => evaluate(tf, reader, () => run({ tree, tensors })),
    () => putBackEach(tensors, (tensor) => tensor.dispose()),
  );
}

/**
 * A function TensorFlow.js can differentiate: it returns one tensor, several being contracted with the cotangent.
 *
 * @returns the function, and the cotangent of what it returns
 */
export function oneOutput<A extends unknown[]>(
  tf: TensorFlow,
  f: (...args: A) => unknown,
  { tensors }: Cotangent,
): { readonly f: (...args: A) => unknown; readonly dy?: Tensor } {
  const outputs = (...args: A) =>
    onlyTensors(
      tf,
      callUsers(() => f(...args)),
      tensors.length,
    );
  const [dy] = tensors;
  if (dy !== undefined && tensors.length === 1) return { f: (...args) => outputs(...args)[0], dy };
  const weighted = (y: Tensor, i: number) => tf.sum(tf.mul(y, tensors[i] as Tensor));
  return { f: (...args) => tf.addN(outputs(...args).map(weighted)) };
}

function onlyTensors(tf: TensorFlow, output: unknown, count: number): readonly Tensor[] {
  const tensors = outputTensors(tf, output);
  if (tensors.length === count) return tensors;
  if (isPromise(output)) disposeLater(tf, output);
  throw new TypeError(
    `the function must return tensors, for TensorFlow.js to differentiate it, or its value and its gradient, got ${arrived(output)}`,
  );
}

/** A promise in place of tensors is of no use; nor are those that it may still make. */
function disposeLater(tf: TensorFlow, output: PromiseLike<unknown>): void {
  const marker = newTensor(tf, { data: [0], shape: [] });
  marker.dispose();
  const dispose = (late: unknown) => {
    for (const tensor of outputTensors(tf, late))
      if (tensor.id > marker.id && !tensor.kept) tensor.dispose();
  };
  Promise.resolve(output)
    .then(dispose)
    .catch(() => {});
}

/** The tensors of an output, in order. */
export function outputTensors(tf: TensorFlow, output: unknown): readonly Tensor[] {
  const tensors: Tensor[] = [];
  mapTensors(tf, output, (tensor) => tensors.push(tensor));
  return tensors;
}
