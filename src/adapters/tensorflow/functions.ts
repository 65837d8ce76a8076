import type { AdaptedPoint } from '../../subject/adapter.ts';
import { andThen, type MaybePromise, whenDone } from '../../subject/then.ts';
import type { ArrayPoint } from '../functions.ts';
import { type Cotangent, evaluateWith, oneOutput } from './cotangent.ts';
import { evaluate, mapTensors } from './evaluate.ts';
import type { Tensor, TensorFlow } from './namespace.ts';
import { newTensor } from './stored.ts';
import {
  argumentsOf,
  arraysByPath,
  pointRoot,
  type StoredVariable,
  workingPoint,
} from './working-point.ts';

/** A point of tensors that functions are called at, the way TensorFlow.js calls them. */
export function tensorPoint(
  tf: TensorFlow,
  at: unknown,
  names?: readonly string[],
): MaybePromise<ArrayPoint> {
  return andThen(
    workingPoint(tf, at, pointRoot(at, names)),
    ({ point, reader, variables, floats, around, release }) => {
      const now = () => around(floats());
      const withCotangent = (cotangent: unknown, run: (drawn: Cotangent) => unknown) =>
        evaluateWith(tf, { reader, cotangent }, run);
      return {
        noun: 'tensors',
        point,
        variables: arraysByPath(variables),
        call: (f) => evaluate(tf, reader, () => f(...argumentsOf(now()))),
        callAtAll: (f, points) => {
          const made = points.map((numbers) => tensorsAt(tf, variables, numbers));
          return whenDone(
            () => evaluate(tf, reader, () => f(made.map(around))),
            () => {
              for (const tensor of made.flat()) tensor.dispose();
            },
          );
        },
        // as tf.grad(f) and tf.grads(f) are
        callGradient: (gradient, cotangent) =>
          withCotangent(cotangent, (drawn) => gradient(now(), ...dyOf(cotangent, drawn))),
        // as tf.valueAndGrad(f) is
        callBoth: (both, cotangent) =>
          withCotangent(cotangent, (drawn) =>
            both(...argumentsOf(now()), ...dyOf(cotangent, drawn)),
          ),
        differentiate: (f, cotangent) =>
          withCotangent(cotangent, (drawn) => {
            const ofFloats = (...moved: Tensor[]) => f(...argumentsOf(around(moved)));
            const { f: y, dy } = oneOutput(tf, ofFloats, drawn);
            return around(tf.grads(y)(floats(), dy));
          }),
        // clones, because what is read is disposed of
        read: (gradient) =>
          evaluate(tf, reader, () => mapTensors(tf, gradient, (tensor) => tensor.clone())),
        release,
      };
    },
  );
}

function tensorsAt(
  tf: TensorFlow,
  variables: readonly StoredVariable[],
  numbers: AdaptedPoint,
): readonly Tensor[] {
  return variables.map(({ path, array: { shape = [] } }) =>
    newTensor(tf, { data: numbers[path] as Float64Array, shape }),
  );
}

/** The cotangent as the argument it is, where there has to be one: a scalar's is 1. */
function dyOf(cotangent: unknown, { tree }: Cotangent): readonly unknown[] {
  return typeof cotangent === 'number' ? [] : [tree];
}
