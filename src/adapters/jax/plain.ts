import type { ArraysFunction, PlainArguments, PlainPoint } from '../../subject/adapter.ts';
import { floatFormat, isTensor } from '../../subject/kinds.ts';
import { andThen, type MaybePromise, whenDone } from '../../subject/then.ts';
import { callUsers } from '../../subject/users-code.ts';
import { isCotangent, mapTree } from '../map-tree.ts';
import { type Leaf, type Point, readPoint } from '../point.ts';
import { jaxKind, leave, mapArrays, newArray, readAll } from './arrays.ts';
import { numbersAt } from './evaluate.ts';
import type { Jax, JaxArray } from './namespace.ts';

/** A point of jax-js arrays as plain ones, and functions of those as functions of plain ones. */
export function plainPoint(jax: Jax, at: unknown): MaybePromise<PlainPoint> {
  const point = readPoint(
    at,
    { name: 'at', bare: 'x', root: Array.isArray(at) ? 'at' : '' },
    jaxKind(jax),
  );
  const integer = point.leaves.find(({ dtype }) => dtype === undefined);
  if (integer !== undefined)
    throw new TypeError(
      `\`${integer.path}\` must be an array of floating-point numbers, got ${integer.array.dtype}; close over it, so that it is no part of the point`,
    );
  return andThen(numbersAt(jax, point), ({ numbers }) => {
    const plain = point.leaves.map(({ shape }, i) => ({
      data: (numbers[i] as Float32Array).slice(),
      shape: [...shape],
    }));
    return {
      at: point.build(plain),
      call: (f, given) => call({ jax, point, f }, given),
      read: (arrays) =>
        readAll(
          jax,
          mapArrays(jax, arrays, ({ ref }) => ref),
        ),
      pulls: true,
      products: productsOf(jax),
    };
  });
}

function productsOf(jax: Jax): PlainPoint['products'] {
  return {
    jvp: (f) => (args, vector) => {
      const tangents = args.length > 1 ? (vector as readonly JaxArray[]) : [vector as JaxArray];
      return jax.jvp(f as never, args as never, tangents);
    },
    vjp: (f) => (args) => jax.vjp(f as never, args as never),
  };
}

interface Called {
  readonly jax: Jax;
  readonly point: Point<JaxArray>;
  readonly f: ArraysFunction;
}

/** Calls it with arrays that are its own, and gives back every reference, also when it throws. */
function call({ jax, point, f }: Called, { point: x, vector }: PlainArguments): unknown {
  const made: JaxArray[] = [];
  const arraysOf = (tree: unknown) =>
    mapTree(tree, isCotangent, (part) => {
      const { array } = point.leaves[0] as Leaf<JaxArray>;
      const [data, shape] = isTensor(part) ? [part.data, Array.from(part.shape)] : [[part], []];
      const dtype = floatFormat(data) ?? array.dtype;
      const one = newArray(jax, data, { shape, dtype, device: array.device });
      made.push(one);
      return one;
    });
  return whenDone(
    () => {
      const built = arraysOf(x);
      const given = vector === undefined ? undefined : arraysOf(vector);
      const found = callUsers(() => f(Array.isArray(built) ? built : [built], given));
      return andThen(found, (result) => readAll(jax, product(jax, result, given)));
    },
    () => {
      for (const array of made) leave(array, 0);
    },
  );
}

type Linear = ((vector: unknown) => unknown) & { readonly dispose?: () => void };

/** What becomes of the vector, where a function of it was returned, alone or behind the output. */
function product(jax: Jax, result: unknown, vector: unknown): unknown {
  const [output, last] =
    Array.isArray(result) && result.length === 2 ? result : [undefined, result];
  if (typeof last !== 'function') return result;
  const linear = last as Linear;
  if (vector === undefined) {
    linear.dispose?.();
    return output;
  }
  return whenDone(
    () => {
      mapArrays(jax, output, (y) => y.dispose());
      return callUsers(() => linear(vector));
    },
    () => linear.dispose?.(),
  );
}
