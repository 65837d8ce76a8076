import { isSpreadOver } from '../everyday/calls.ts';
import { methodOf } from '../members.ts';
import { GRADIENTS, HESSIANS, VALUES } from '../spellings.ts';

export type AnyFunction = (...args: never[]) => unknown;

/** What the Jacobian of residuals is called where a Hessian is beside it; `jac` is a gradient there. */
const RESIDUAL_JACOBIAN = 'jacobian';

/** Functions as they are written, and what they are called. */
export interface Written {
  readonly owner?: unknown;
  readonly value?: Named;
  readonly gradient?: Named;
  /** A matrix at the point, or a function that returns one. */
  readonly hessian: { readonly name: string; readonly given: unknown };
  /** The Jacobian of residuals. */
  readonly jacobian?: AnyFunction;
}

export interface Named {
  readonly name: string;
  readonly f: AnyFunction;
}

/** A method by one of its names. */
export function methodIn(received: object, names: readonly string[]): Named | undefined {
  const name = names.find((one) => methodOf(received, one) !== undefined);
  if (name === undefined) return undefined;
  return { name: `\`${name}\``, f: (received as Record<string, AnyFunction>)[name] as AnyFunction };
}

/** What an object has of a Hessian and of what it is compared with. */
export function writtenIn(received: object): Written | undefined {
  const methods = received as Record<string, AnyFunction>;
  const hessian = HESSIANS.find((name) => name in received);
  const [value, gradient] = [methodIn(received, VALUES), methodIn(received, GRADIENTS)];
  if (hessian === undefined || (value === undefined && gradient === undefined)) return undefined;
  return {
    owner: received,
    ...(value && { value }),
    ...(gradient && { gradient }),
    hessian: { name: `\`${hessian}\``, given: methods[hessian] },
    ...(methodOf(received, RESIDUAL_JACOBIAN) && {
      jacobian: methods[RESIDUAL_JACOBIAN] as AnyFunction,
    }),
  };
}

/** A function as it wants to be called at a point. */
export function functionAt(
  f: AnyFunction,
  { owner, at }: { readonly owner: unknown; readonly at: unknown },
) {
  const isSpread = isSpreadOver(f, at);
  return (point: unknown): unknown =>
    Reflect.apply(f, owner, isSpread ? (point as never[]) : [point as never]);
}
