import type { PlainPoint } from '../../subject/adapter.ts';
import { andThen, isPromise, type MaybePromise } from '../../subject/then.ts';
import { readPoint } from '../point.ts';
import { type Cotangent, evaluateWith, oneOutput, outputTensors } from './cotangent.ts';
import { evaluate, mapTensors, readFirst } from './evaluate.ts';
import { tensorKind } from './kind.ts';
import type { Tensor, TensorFlow } from './namespace.ts';

/** A point of tensors as plain arrays, and functions of those as functions of plain ones. */
export function plainPoint(tf: TensorFlow, at: unknown): MaybePromise<PlainPoint> {
  const point = readPoint(
    at,
    { name: 'at', bare: 'x', root: Array.isArray(at) ? 'at' : '' },
    tensorKind(tf),
  );
  const integer = point.leaves.find(({ dtype }) => dtype === undefined);
  if (integer !== undefined)
    throw new TypeError(
      `\`${integer.path}\` must be a tensor of float32, got ${integer.array.dtype}; close over it, so that it is no part of the point`,
    );
  return andThen(readFirst(point.leaves.map(({ array }) => array)), ({ numbers, waits }) => ({
    at: point.build(
      point.leaves.map(({ shape }, i) => ({
        data: Float32Array.from(numbers[i] as ArrayLike<number>),
        shape: [...shape],
      })),
    ),
    call: (f, { point: x, vector }) =>
      evaluateWith(tf, { reader: { waits }, cotangent: [x, vector] }, ({ tree }) => {
        const [built, given] = tree as readonly [unknown, unknown];
        const found = f(Array.isArray(built) ? built : [built], given);
        return product(found, given);
      }),
    // clones, because what is read is disposed of
    read: (arrays) =>
      evaluate(tf, { waits }, () => mapTensors(tf, arrays, (tensor) => tensor.clone())),
    pulls: false,
    products: { vjp: (f) => (args, vector) => pulledBack(tf, { f, args, vector }) },
  }));
}

interface Pulling {
  readonly f: (...args: never[]) => unknown;
  readonly args: readonly unknown[];
  readonly vector: unknown;
}

/** By `tf.grads`, of an output of any structure. */
function pulledBack(tf: TensorFlow, { f, args, vector }: Pulling): unknown {
  const drawn: Cotangent = { tree: vector, tensors: outputTensors(tf, vector) };
  const around = (tensors: readonly Tensor[]) => {
    const next = tensors.values();
    return mapTensors(tf, args, () => next.next().value) as never[];
  };
  const ofTensors = (...tensors: Tensor[]) => f(...around(tensors));
  const { f: y, dy } = oneOutput(tf, ofTensors, drawn);
  const found = around(tf.grads(y)(outputTensors(tf, args), dy));
  return found.length === 1 ? found[0] : found;
}

/** What becomes of the vector, where a function of it was returned. */
function product(found: unknown, vector: unknown): unknown {
  if (isPromise(found)) return found;
  const [output, last] = Array.isArray(found) && found.length === 2 ? found : [undefined, found];
  if (typeof last !== 'function') return found;
  return vector === undefined ? output : last(vector);
}
