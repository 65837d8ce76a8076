import type { AccessedArray } from '../adapter.ts';
import { arrived } from '../arrived.ts';
import { snapshotOf } from '../layer/snapshot.ts';
import { methodOf } from '../members.ts';
import { ZERO_METHODS } from '../spellings.ts';
import { andThen, type MaybePromise, oneAfterTheOther } from '../then.ts';
import { callUsers } from '../users-code.ts';
import { type Carrier, copyOf, gradientOf, numbersIn, storeAt } from './carrier.ts';

/** A parameter where the user keeps it, and its gradient where a backward pass leaves it. */
export interface Slot {
  readonly path: string;
  /** What is written to: an array, or what a number is a member of. */
  readonly holder: object;
  readonly array: AccessedArray;
  /** Sets the gradient to zero, as far as it lets itself be set. */
  clear(): MaybePromise<unknown>;
  /** What is there now; `undefined` where there is none. */
  gradient(): unknown;
  /** Puts the gradient and everything else back. */
  putBack(): void;
}

/**
 * The slot of an object that carries its own gradient.
 *
 * @throws TypeError - when its numbers cannot be written
 */
export function carriedSlot(path: string, carrier: Carrier): Slot {
  const { holder, value, gradient } = carrier;
  const { shape, dtype, size } = numbersIn(carrier);
  const { putBack } = snapshotOf(holder, path);
  const before = gradientOf(carrier);
  const write = (numbers: ArrayLike<number>) => storeInto(path, { holder, key: value }, numbers);
  const read = () => copyOf(numbersIn(carrier));
  checkWritable({
    name: `${path}.${value}`,
    read,
    write: (numbers) => storeAt(holder, value, numbers),
  });
  return {
    path,
    holder,
    array: { shape, dtype, read, write },
    clear: () => andThen(callZero(holder), () => setGradient(carrier, new Float64Array(size))),
    gradient: () => {
      const found = gradientOf(carrier);
      if (found === undefined) return undefined;
      return found.length === size ? { data: found, shape } : holder[gradient];
    },
    putBack: () => {
      putBack();
      if (before !== undefined) setGradient(carrier, before);
    },
  };
}

/**
 * Stores numbers where a parameter has them.
 *
 * @throws TypeError - naming the parameter that does not take them
 */
export function storeInto(
  path: string,
  { holder, key }: { readonly holder: Record<string, unknown>; readonly key: string },
  numbers: ArrayLike<number>,
): void {
  try {
    storeAt(holder, key, numbers);
  } catch (error) {
    throw new TypeError(
      `\`${path}\` must take the numbers that are written to it; is it frozen, or is there a setter or a Proxy that refuses them?`,
      { cause: error },
    );
  }
}

/** Runs whatever an object has for setting accumulated gradients to zero. */
export function callZero(holder: object): MaybePromise<unknown> {
  const methods = ZERO_METHODS.flatMap((name) => methodOf(holder, name) ?? []);
  return oneAfterTheOther(methods, (method) => callUsers(() => method.call(holder)));
}

// an engine may keep its gradient to itself
function setGradient({ holder, gradient }: Carrier, numbers: Float64Array): void {
  try {
    storeAt(holder, gradient, numbers);
  } catch {}
}

interface Written {
  readonly name: string;
  readonly read: () => Float64Array;
  readonly write: (numbers: Float64Array) => void;
}

function checkWritable({ name, read, write }: Written): void {
  const before = read();
  const moved = before.map((number) => (number === 1 ? 2 : 1));
  try {
    write(moved);
    if (!same(read(), moved)) throw new TypeError('it gives a copy');
  } catch (error) {
    throw new TypeError(
      `\`${name}\` must be a number or an array that can be written to, got ${arrived(error instanceof Error ? error.message : error)}`,
      { cause: error },
    );
  } finally {
    try {
      write(before);
    } catch {}
  }
}

function same(one: Float64Array, other: Float64Array): boolean {
  return one.every((number, i) => Object.is(number, other[i]));
}
