import { TANGENT } from '../jacobian/frame.ts';
import { type Retraction, retracted, tangentSize } from '../jacobian/manifold.ts';
import { andThen, type MaybePromise } from '../then.ts';
import { type AnyFunction, functionAt, type Named, type Written } from './written.ts';

/** Functions of the tangent at a point, and the zeros where they are checked. */
export interface InTangentSpace extends Written {
  readonly value: Named;
  readonly at: Readonly<Record<typeof TANGENT, readonly number[]>>;
}

/**
 * The functions as those of the tangent at the point: a Hessian is that of f(x ⊕ δ) by δ at zeros, and the gradient beside it that by δ.
 *
 * A retraction that is right to second order (Absil, Mahony and Sepulchre, Optimization Algorithms on Matrix Manifolds, 5.5.4) makes it the Riemannian
 * one; where the gradient is zero any does.
 *
 * @throws TypeError - without a value: what changes a gradient by δ along the way is another matrix, which need not be symmetric
 */
export function inTangentSpace(
  { owner, value, gradient, hessian, jacobian }: Written,
  chart: Retraction & { readonly at: unknown },
): MaybePromise<InTangentSpace> {
  if (value === undefined)
    throw new TypeError(
      'with `retract` a Hessian is that of f(x ⊕ δ) by δ, and compared with differences of the value: give it beside, { value, hessian }',
    );
  const moved = (f: AnyFunction) => {
    const call = functionAt(f, { owner, at: chart.at });
    return (point: Record<string, number[]>) => call(retracted(chart, point[TANGENT] as number[]));
  };
  const given =
    typeof hessian.given === 'function' ? moved(hessian.given as AnyFunction) : hessian.given;
  return andThen(sizeOf(hessian, { ...chart, owner }), (tangent) => ({
    value: { ...value, f: moved(value.f) },
    ...(gradient && { gradient: { ...gradient, f: byTangent(moved(gradient.f)) } }),
    ...(jacobian && { jacobian: moved(jacobian) }),
    hessian: { ...hessian, given },
    at: { [TANGENT]: Array<number>(tangent).fill(0) },
  }));
}

interface Owned extends Retraction {
  readonly at: unknown;
  readonly owner: unknown;
}

/** How many numbers a tangent has, by what is said or by the Hessian at the point. */
function sizeOf({ name, given }: Written['hessian'], chart: Owned): MaybePromise<number> {
  const call = typeof given === 'function' ? functionAt(given as AnyFunction, chart) : () => given;
  return tangentSize({
    ...chart,
    functions: { jacobian: { name, call }, layout: 'outputs-by-inputs' },
  });
}

function byTangent(gradient: (point: never) => unknown): AnyFunction {
  return (point) => andThen(gradient(point), (found) => ({ [TANGENT]: found }));
}
