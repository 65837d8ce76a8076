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
  const { at, call, read, products, pulls } = point;
  const plainly = (f: ArraysFunction, name: string) => {
    const called = (x: unknown, ...[vector]: unknown[]) =>
      call(f, { point: x, ...(vector !== undefined && { vector }) });
    return Object.defineProperty(called, 'name', { value: name });
  };
  const ofFunction = (f: AnyFunction, { owner, kind }: Meant = {}) =>
    plainly(kind ? multiplying(f, { owner, kind, pulls }) : spread(f, owner), f.name);
  const ofMember = (received: object, name: string) => {
    const member = memberOf(received, name);
    if (member === undefined) return [];
    const kind = kindOf(name);
    const own =
      typeof member === 'function'
        ? ofFunction(member as AnyFunction, { owner: received, ...(kind && { kind }) })
        : read(member);
    return [[name, own] as const];
  };
  const of = (received: unknown): unknown => {
    if (typeof received === 'function') return ofFunction(received as AnyFunction);
    if (!isObject(received)) return received;
    const members = MEMBERS.flatMap((name) => ofMember(received, name));
    return members.length > 0 ? Object.fromEntries(members) : read(received);
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

/** What a function is a method of, and which way it multiplies if it does. */
interface Meant {
  readonly owner?: unknown;
  readonly kind?: Product['kind'];
}

function kindOf(name: string): Product['kind'] | undefined {
  if ((VJPS as readonly string[]).includes(name)) return 'vjp';
  return [...JVPS, ...HVPS].some((one) => one === name) ? 'jvp' : undefined;
}

/** A function of arrays with the arguments that the point stands for: `(a, b)`. */
function spread(f: AnyFunction, owner: unknown): ArraysFunction {
  return (args, vector) =>
    Reflect.apply(f, owner, (vector === undefined ? args : [...args, vector]) as never[]);
}

/**
 * The same with a vector: `(x, v)`; for several arguments `(xs, vs)` or `(a, b, va, vb)`, with one cotangent `(xs, w)`, `(a, b, w)`, or
 * `(a, b) => [y, pull]`.
 */
function multiplying(
  f: AnyFunction,
  { owner, kind, pulls }: Required<Meant> & Pick<PlainPoint, 'pulls'>,
): ArraysFunction {
  const apply = (args: readonly unknown[]) => Reflect.apply(f, owner, args as never[]);
  const { length } = f;
  return (args, vector) => {
    const count = args.length;
    if (vector === undefined) return apply(args);
    if (count === 1) return apply([args[0], vector]);
    if (kind === 'jvp') return apply(length === 2 ? [args, vector] : [...args, ...(vector as [])]);
    if (length === count + 1) return apply([...args, vector]);
    return apply(length === 2 && !(count === 2 && pulls) ? [args, vector] : args);
  };
}
