import type { AccessedArray, AdaptedPoint } from '../../subject/adapter.ts';
import { andThen, type MaybePromise } from '../../subject/then.ts';
import type { ArrayFunction, ArrayPoint } from '../functions.ts';
import { readPoint } from '../point.ts';
import { jaxKind, mapArrays, readAll } from './arrays.ts';
import { argumentsOf, evaluate, type Make, type NumberPoint, numbersAt } from './evaluate.ts';
import type { Jax } from './namespace.ts';
import { pullBack } from './pull-back.ts';

/** A point of arrays that functions are called at, the way jax-js calls them. */
export function arrayPoint(
  jax: Jax,
  at: unknown,
  names?: readonly string[],
): MaybePromise<ArrayPoint> {
  const root = Array.isArray(at) ? 'at' : '';
  const point = readPoint(at, { name: 'at', bare: 'x', root, names }, jaxKind(jax));
  return andThen(numbersAt(jax, point), (here) => {
    const call = (f: ArrayFunction) => evaluate(here, (arrays) => f(...argumentsOf(here, arrays)));
    const callOfScalar = (f: ArrayFunction, cotangent: unknown) => {
      if (typeof cotangent === 'number') return call(f);
      throw new TypeError(NO_COTANGENT);
    };
    return {
      noun: 'jax-js arrays',
      point,
      variables: variablesOf(here),
      call,
      callAtAll: (f, points) =>
        evaluate(here, (_, make) => f(points.map((numbers) => builtAt(here, make, numbers)))),
      callGradient: callOfScalar,
      callBoth: callOfScalar,
      differentiate: (f, cotangent) => pullBack(here, f, cotangent),
      read: (gradient) =>
        readAll(
          jax,
          mapArrays(jax, gradient, ({ ref }) => ref),
        ),
      release: () => {},
    };
  });
}

/** The point around arrays of these numbers; of integers it is what it was. */
function builtAt({ point, numbers }: NumberPoint, make: Make, written: AdaptedPoint): unknown {
  return point.build(
    point.leaves.map(({ path, array }, i) => make(written[path] ?? numbers[i] ?? [], array)),
  );
}

const NO_COTANGENT =
  'the value must be a scalar where its gradient is a function, because `grad` differentiates scalars; give the function alone, and its vjp is checked';

function variablesOf({ point, numbers }: NumberPoint): Record<string, AccessedArray> {
  const variables = point.leaves.flatMap(({ path, shape, dtype }, i) => {
    if (dtype === undefined) return [];
    const array: AccessedArray = {
      shape,
      dtype,
      read: () => numbers[i] as ArrayLike<number>,
      write: (written) => {
        numbers[i] = written.slice();
      },
    };
    return [[path, array] as const];
  });
  return Object.fromEntries(variables);
}
