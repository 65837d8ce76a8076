import type { Ask } from '../context.ts';
import { isObject } from '../kinds.ts';
import { PRIMALS, PULLBACKS } from '../spellings.ts';
import { andThen, type MaybePromise } from '../then.ts';
import { callUsers } from '../users-code.ts';
import type { Direction, ProductCall } from './calling.ts';
import type { Reading, Space } from './space.ts';

/** A Jacobian as what multiplies vectors: forwards, changes of the point; backwards, cotangents of the output. */
export interface Product {
  readonly kind: Direction;
  /** What errors call it: `` `jvp` ``. */
  readonly name: string;
  readonly from: Space;
  readonly to: Space;
  /** The product with a vector, at a point in the user's structure. */
  times(vector: Float64Array, point: unknown): MaybePromise<Multiplied>;
  /** How often it was computed so far, and whether a vector was changed by that. */
  readonly calls: () => number;
  readonly hasChangedVector: () => boolean;
}

/** A product, and the output beside it where the user's function gives both. */
export interface Multiplied extends Reading {
  readonly primal?: Float64Array;
}

/** A function of the user's that multiplies, and where from and where to. */
export interface Multiplying extends Pick<Product, 'kind' | 'name' | 'from' | 'to'> {
  readonly call: ProductCall;
  /** Where its output lies, for the one beside a product. */
  readonly outputs: Space;
  /** How the user's code is called: a matrix is many products, and each of them ends where the check does. */
  readonly ask: Ask;
}

/** Makes a user's function a product; it gives the product itself, or beside the output, or a function of the vector. */
export function productOf({ call, outputs, ask, ...told }: Multiplying): Product {
  const { from, to, name } = told;
  let calls = 0;
  let hasChangedVector = false;
  const times = (vector: Float64Array, point: unknown) => {
    calls += 1;
    const given = [from.vector(vector), from.vector(vector)];
    const calling = <T>(users: () => MaybePromise<T>) =>
      ask(
        () => callUsers(users),
        () => {},
      );
    return andThen(
      calling(() => call(point, given[0])),
      (found) =>
        andThen(applied(found, given[1], calling), (product) => {
          hasChangedVector ||= !given.every((one) => holds(one, { vector, space: from }));
          return fitted(product, { to, name, from, outputs });
        }),
    );
  };
  return { ...told, times, calls: () => calls, hasChangedVector: () => hasChangedVector };
}

/** Whether a vector that was given away still has the numbers that it had. */
function holds(
  given: unknown,
  { vector, space }: { readonly vector: Float64Array; readonly space: Space },
): boolean {
  const read = attempt(() => space.read(given).values);
  return !(read instanceof Error) && read.every((x, i) => x === vector[i]);
}

/** What a function of the vector gives, where one was returned in place of the product: `x => [y, pull]`. */
function applied(
  found: unknown,
  vector: unknown,
  calling: (users: () => unknown) => unknown,
): unknown {
  const linear = linearIn(found);
  return linear === undefined ? found : calling(() => linear(vector));
}

type Linear = (vector: unknown) => unknown;

function linearIn(found: unknown): Linear | undefined {
  if (isLinear(found)) return found;
  if (Array.isArray(found)) return found.length === 2 && isLinear(found[1]) ? found[1] : undefined;
  return isObject(found) ? PULLBACKS.map((name) => found[name]).find(isLinear) : undefined;
}

function isLinear(found: unknown): found is Linear {
  return typeof found === 'function';
}

/** The output in `[y, …]` and `{ y, … }`, what a function gives beside a product or what makes one; nothing for anything else. */
export function primalIn(found: unknown): { readonly y: unknown } | undefined {
  if (Array.isArray(found)) return found.length === 2 ? { y: found[0] } : undefined;
  const name = isObject(found) ? PRIMALS.find((one) => one in found) : undefined;
  return name === undefined ? undefined : { y: (found as Record<string, unknown>)[name] };
}

type Fitting = Pick<Multiplying, 'from' | 'to' | 'name' | 'outputs'>;

function fitted(found: unknown, { to, from, name, outputs }: Fitting): Multiplied {
  const alone = attempt(() => to.read(found, 'it'));
  if (!(alone instanceof Error)) return alone;
  const pair = Array.isArray(found) && found.length === 2 ? found : undefined;
  const beside = pair && attempt(() => to.read(pair[1], 'it'));
  if (pair === undefined || beside instanceof Error || beside === undefined)
    throw new TypeError(
      `what ${name} returns does not fit: ${alone.message}${advice(found, from)}`,
    );
  const primal = attempt(() => outputs.read(pair[0]));
  return primal instanceof Error ? beside : { ...beside, primal: primal.values };
}

function attempt<T>(work: () => T): T | Error {
  try {
    return work();
  } catch (error) {
    return error as Error;
  }
}

function advice(found: unknown, from: Space): string {
  return attempt(() => from.read(found)) instanceof Error
    ? ''
    : '; it has the structure of the vector that it was given: is it the product of the transposed Jacobian?';
}
