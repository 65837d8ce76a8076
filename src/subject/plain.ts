import type { ArraysFunction, PlainPoint } from './adapter.ts';
import { askPatiently, type SubjectContext } from './context.ts';
import { isObject } from './kinds.ts';
import { memberOf } from './members.ts';
import { argumentNames } from './parameter-names.ts';
import type { Product } from './products/product.ts';
import { GRADIENTS, HESSIANS, HVPS, JACOBIANS, JVPS, OUTPUTS, VALUES, VJPS } from './spellings.ts';
import { andThen, type MaybePromise } from './then.ts';
import { callUsers } from './users-code.ts';

type AnyFunction = (...args: never[]) => unknown;

/** Plain arrays in the place of those of a library that some adapter knows. */
export interface Plain {
  readonly at: unknown;
  /** What was received, with functions of plain arrays. */
  of(received: unknown): unknown;
  /** The same of what is to have a product: a function alone has that of its library. */
  withProduct(received: unknown, wanted: Product['kind']): unknown;
}

/** Everything as it is. */
function asItIs(at: unknown): Plain {
  return { at, of: (received) => received, withProduct: (received) => received };
}

/** The point of a check in plain arrays, and the way to what else is of its library. */
export function plainFor({
  adapters = [],
  ask = askPatiently,
  at,
}: SubjectContext): MaybePromise<Plain> {
  for (const { plain } of adapters) {
    const found =
      plain &&
      ask(
        () => callUsers(() => plain(at) as MaybePromise<PlainPoint>),
        () => {},
      );
    if (found !== undefined) return andThen(found, translated);
  }
  return asItIs(at);
}

function translated(point: PlainPoint): Plain {
  const { at, call, products } = point;
  const plainly = (f: ArraysFunction, name: string) => {
    const called = (x: unknown, ...[vector]: unknown[]) =>
      call(f, { point: x, ...(vector !== undefined && { vector }) });
    return Object.defineProperty(called, 'name', { value: name });
  };
  const ofFunction = (f: AnyFunction, owner?: unknown) => plainly(spread(f, owner), f.name);
  const of = (received: unknown): unknown => {
    if (typeof received === 'function') return ofFunction(received as AnyFunction);
    if (!isObject(received)) return received;
    const functions = MEMBERS.flatMap((name) => {
      const member = memberOf(received, name);
      if (member === undefined) return [];
      return [
        [
          name,
          typeof member === 'function'
            ? ofFunction(member as AnyFunction, received)
            : read(point, member),
        ],
      ];
    });
    return functions.length > 0 ? Object.fromEntries(functions) : read(point, received);
  };
  return {
    at,
    of,
    withProduct: (received, wanted) => {
      if (typeof received !== 'function') return of(received);
      const [f, own] = [received as AnyFunction, products[wanted]];
      if (own === undefined) throw noneOfItsOwn(wanted);
      return { value: ofFunction(f), [wanted]: plainly(own(f), f.name) };
    },
  };
}

function noneOfItsOwn(wanted: Product['kind']): TypeError {
  return new TypeError(
    `this library has no ${wanted} of a function alone; give one beside it: { value, ${wanted} }`,
  );
}

/** What a function calls the items of a point that is a list: that of the value, the only one, or the first there is. */
export function namesOfItems(received: unknown, at: unknown): readonly string[] | undefined {
  if (!Array.isArray(at)) return undefined;
  const functions = isObject(received)
    ? MEMBERS.map((name) => memberOf(received, name))
    : [received];
  const f = functions.find((one) => typeof one === 'function');
  return argumentNames(f, at.length);
}

/** Every name by which a function may be meant. */
const MEMBERS: readonly string[] = [
  ...new Set([
    ...VALUES,
    ...OUTPUTS,
    ...GRADIENTS,
    ...JACOBIANS,
    ...HESSIANS,
    ...JVPS,
    ...VJPS,
    ...HVPS,
  ]),
];

/** Arrays that are there already: a matrix at the point. */
function read({ call, at }: PlainPoint, arrays: unknown): unknown {
  return call(() => arrays, { point: at });
}

/**
 * A function of arrays as it wants its arguments: `(a, b)`; with a vector `(x, v)`, and for several arguments `(xs, vs)`, `(a, b, va, vb)` or
 * with one cotangent `(a, b, w)`.
 */
function spread(f: AnyFunction, owner: unknown): ArraysFunction {
  const apply = (args: readonly unknown[]) => Reflect.apply(f, owner, args as never[]);
  return (args, vector) => {
    if (vector === undefined) return apply(args);
    const several = args.length > 1;
    if (!several) return apply([args[0], vector]);
    if (f.length === 2) return apply([args, vector]);
    return apply([...args, ...(f.length === args.length + 1 ? [vector] : (vector as unknown[]))]);
  };
}
