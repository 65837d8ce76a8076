import type { SubjectContext } from '../context.ts';
import { pointAt } from '../function-subject.ts';
import { takesItems } from '../jacobian/calling.ts';
import { type JacobianContext, namesIn } from '../jacobian/to-jacobian.ts';
import { isObject } from '../kinds.ts';
import { methodOf } from '../members.ts';
import { argumentNames } from '../parameter-names.ts';
import { GRADIENTS, HVPS, JVPS, OUTPUTS, VJPS } from '../spellings.ts';
import { andThen, isPromise, type MaybePromise } from '../then.ts';
import { productCall } from './calling.ts';
import { inTangentSpace } from './in-tangent-space.ts';
import { type Product, primalIn } from './product.ts';
import { type Multiplier, type Products, productsOf } from './products.ts';
import { inputSpace } from './space.ts';
import { noProducts, noValue } from './way-in.ts';

type AnyFunction = (...args: never[]) => unknown;

/** What decides what products are checked at, and how the point is moved. */
export type ProductsContext = SubjectContext & Pick<JacobianContext, 'retraction'>;

/** What a bare output is called in the names of entries. */
const OUTPUT = 'y';

/**
 * Understands `{ value, jvp }` and `{ value, vjp }`, or both in one, by whatever names; and a function that returns its output beside a
 * product, or beside what makes one.
 *
 * @param wanted - which of the two there must be
 * @throws TypeError - for anything else, with what is accepted and what arrived
 */
export function toProducts(
  received: unknown,
  wanted: Product['kind'],
  context: ProductsContext,
): MaybePromise<Products> {
  if (isPromise(received))
    throw new TypeError(
      'the subject must be there already, got a promise; await it, or use .resolves',
    );
  const written =
    typeof received === 'function'
      ? { [wanted]: { name: nameOf(received), f: received as AnyFunction } }
      : isObject(received)
        ? writtenIn(received)
        : {};
  if (written[wanted] === undefined) throw noProducts(received, wanted);
  return understood(written, context);
}

/** Understands `{ gradient, hvp }`: a Hessian that multiplies vectors, as the Jacobian of the gradient. */
export function toHessianProducts(
  received: object,
  context: ProductsContext,
): MaybePromise<Products> {
  if (context.retraction !== undefined)
    throw new TypeError(
      '`retract` goes with a Hessian that is a matrix, { value, hessian }: along it a gradient changes by more than the product with the Hessian',
    );
  const value = methodIn(received, GRADIENTS);
  const jvp = methodIn(received, HVPS);
  if (value === undefined || jvp === undefined)
    throw new TypeError(
      `\`${HVPS.find((name) => name in received)}\` is compared with differences of the gradient: give it beside, { gradient, hvp }`,
    );
  return understood({ owner: received, value, jvp, isHessian: true }, context);
}

/** Whether an object has a Hessian as what multiplies vectors. */
export function multipliesByHessian(received: unknown): received is object {
  return isObject(received) && methodIn(received, HVPS) !== undefined;
}

/** Functions as they are written, and what they are called. */
interface Written {
  readonly owner?: unknown;
  /** Absent where a product gives the output beside it. */
  readonly value?: Named | undefined;
  readonly jvp?: Named | undefined;
  readonly vjp?: Named | undefined;
  readonly isHessian?: boolean;
}

interface Named {
  readonly name: string;
  readonly f: AnyFunction;
}

function writtenIn(received: object): Written {
  return {
    owner: received,
    value: methodIn(received, OUTPUTS),
    jvp: methodIn(received, JVPS),
    vjp: methodIn(received, VJPS),
  };
}

function methodIn(received: object, names: readonly string[]): Named | undefined {
  const name = names.find((one) => methodOf(received, one) !== undefined);
  if (name === undefined) return undefined;
  return { name: `\`${name}\``, f: (received as Record<string, AnyFunction>)[name] as AnyFunction };
}

function nameOf(f: { readonly name: string }): string {
  return f.name === '' ? 'the function' : `\`${f.name}\``;
}

function understood(written: Written, context: ProductsContext): MaybePromise<Products> {
  const { at, retraction } = context;
  const { owner, value, jvp, vjp, isHessian = false } = written;
  const leading = (value ?? vjp ?? jvp) as Named;
  // a product alone takes a change of each argument as well
  const twice = leading === jvp && Array.isArray(at) ? at.length : 0;
  const isSpread =
    leading === jvp ? twice > 1 && jvp.f.length === 2 * twice : takesItems(leading.f, at);
  const multiplier = (kind: Product['kind'], { name, f }: Named): Multiplier => ({
    name,
    call: productCall(f, { kind, owner, ...(isSpread && { spread: at as readonly unknown[] }) }),
  });
  const functions = {
    ...(jvp && { jvp: multiplier('jvp', jvp) }),
    ...(vjp && { vjp: multiplier('vjp', vjp) }),
  };
  const own =
    leading === jvp
      ? argumentNames(jvp.f, 2 * twice)?.slice(0, twice)
      : namesIn(leading.f, at, isSpread);
  const names = own ?? context.names;
  const call = value
    ? (point: unknown) => Reflect.apply(value.f, owner, (isSpread ? point : [point]) as never[])
    : outputBeside({ ...functions, at, names });
  const told = {
    ...functions,
    value: { name: leading.name, call },
    bare: isHessian ? 'f' : OUTPUT,
    isHessian,
    ...(names && { names }),
  };
  if (retraction === undefined) return productsOf(told, context);
  const charted = inTangentSpace(told, { ...retraction, at });
  return productsOf(charted.functions, { ...context, ...charted });
}

interface Beside {
  readonly jvp?: Multiplier;
  readonly vjp?: Multiplier;
  readonly at: unknown;
  readonly names: readonly string[] | undefined;
}

/** The output as a function of the point, where a product gives it beside. */
function outputBeside({ jvp, vjp, at, names }: Beside): (point: unknown) => unknown {
  const inputs = inputSpace(pointAt(at, names));
  const zeros = () => inputs.vector(new Float64Array(inputs.side.size));
  const given = (point: unknown) => (vjp ? vjp.call(point, undefined) : jvp?.call(point, zeros()));
  const { name } = (vjp ?? jvp) as Multiplier;
  return (point) =>
    andThen(given(point), (found) => {
      const beside = primalIn(found);
      if (beside === undefined) throw noValue(name, found);
      return beside.y;
    });
}
