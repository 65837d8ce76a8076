import { copyTree } from '../copy.ts';
import { tried } from '../everyday/calls.ts';

/** Forwards, a Jacobian times a change of the point, or backwards, its transpose times a cotangent. */
export type Direction = 'jvp' | 'vjp';

type AnyFunction = (...args: never[]) => unknown;

/** Calls a function that multiplies at a point with a vector. */
export type ProductCall = (point: unknown, vector: unknown) => unknown;

/** How a function that multiplies is to be called. */
interface Manner {
  readonly kind: Direction;
  /** What it is a method of. */
  readonly owner?: unknown;
  /** The point, where its items are arguments of their own. */
  readonly spread?: readonly unknown[];
}

/**
 * A function that multiplies as it wants to be called: `(x, v)`; for several arguments `(xs, vs)` or `(a, b, va, vb)`, and with one cotangent
 * `(a, b, w)`. One that returns a function of the vector does not look at what comes after the point.
 */
export function productCall(f: AnyFunction, { kind, owner, spread }: Manner): ProductCall {
  const call = (args: readonly unknown[]) => Reflect.apply(f, owner, args as never[]);
  if (spread === undefined || !takesItems(f, { kind, spread }))
    return (point, vector) => call([point, vector]);
  return (point, vector) =>
    call([...(point as unknown[]), ...(kind === 'vjp' ? [vector] : (vector as unknown[]))]);
}

function takesItems(
  f: AnyFunction,
  { kind, spread }: { readonly kind: Direction; readonly spread: readonly unknown[] },
): boolean {
  const count = spread.length;
  if (f.length === (kind === 'vjp' ? count + 1 : 2 * count)) return true;
  if (f.length !== count) return false;
  return count !== 2 || isWithFunction(tried(() => f(...(copyTree(spread) as never[]))));
}

// `(a, b) => [y, pull]` takes as many arguments as `(xs, w)`, until it is called
function isWithFunction(found: unknown): boolean {
  return [found, ...(Array.isArray(found) ? found : [])].some((one) => typeof one === 'function');
}
