import type { ResolvedOptions } from '../options/options.ts';
import type { GradientCheck } from '../record.ts';
import type { SubjectContext } from '../subject/context.ts';
import {
  bareHessian,
  gradientBeside,
  type HessianContext,
  isWithHessian,
  toHessian,
} from '../subject/hessian/to-hessian.ts';
import { bareJacobian, type JacobianContext, toJacobian } from '../subject/jacobian/to-jacobian.ts';
import { namesOfItems, type Plain, plainFor } from '../subject/plain.ts';
import type { Product } from '../subject/products/product.ts';
import {
  multipliesByHessian,
  toHessianProducts,
  toProducts,
} from '../subject/products/to-products.ts';
import { andThen, type MaybePromise } from '../subject/then.ts';
import { afterwards, checkGradientBeside, checkHessianSubject } from './hessian.ts';
import { openedInTime } from './in-time.ts';
import { checkOnManifold } from './manifold.ts';
import { contextOf, type Terms } from './opening.ts';
import { undivided } from './part-of.ts';
import { checkProducts } from './products.ts';

/** A Jacobian on its own, and the function and point it belongs to. */
export interface BareJacobianCheck {
  readonly jacobian: unknown;
  readonly f: unknown;
  readonly at: unknown;
  readonly options: ResolvedOptions;
}

/** Checks the Jacobian of whatever a matcher received. */
export function checkReceivedJacobian(
  received: unknown,
  options: ResolvedOptions,
): MaybePromise<GradientCheck> {
  return openedInTime('jacobian', options, (terms) => {
    return inPlain(received, contextOf(terms), (plain, context) =>
      andThen(toJacobian(plain.of(received), asMatrix(context, options)), (subject) =>
        checkOnManifold(subject, options, terms.budget),
      ),
    );
  });
}

/** With what says which way round a Jacobian is, and how its point is moved. */
function asMatrix(
  context: SubjectContext,
  { layout, retract, tangent }: ResolvedOptions,
): JacobianContext {
  return { ...context, layout, ...(retract && { retraction: { retract, tangent } }) };
}

/** Goes on with plain arrays in the place of those of a library; the function that names them is the one that is understood. */
function inPlain(
  naming: unknown,
  context: SubjectContext,
  check: (plain: Plain, context: SubjectContext) => MaybePromise<GradientCheck>,
): MaybePromise<GradientCheck> {
  return andThen(plainFor(context), (plain) => {
    if (plain.at === context.at) return check(plain, context);
    const names = namesOfItems(naming, plain.at);
    return check(plain, { ...context, at: plain.at, ...(names && { names }) });
  });
}

/** Checks a bare Jacobian, or a function that returns one, against differences of `f`. */
export function checkBareJacobian({
  options,
  at,
  ...bare
}: BareJacobianCheck): MaybePromise<GradientCheck> {
  return openedInTime('jacobian', options, (terms) =>
    inPlain(bare.f, { ...contextOf(terms), at }, (plain, context) => {
      const given = { jacobian: plain.of(bare.jacobian), f: plain.of(bare.f) };
      return andThen(bareJacobian(given, asMatrix(context, options)), (subject) =>
        checkOnManifold(subject, options, terms.budget),
      );
    }),
  );
}

/** Checks the products of the Jacobian of whatever a matcher received: forwards, backwards, or both. */
export function checkReceivedProducts(
  received: unknown,
  wanted: Product['kind'],
  given: ResolvedOptions,
): MaybePromise<GradientCheck> {
  const options = undivided(given);
  return openedInTime(wanted, options, (terms) =>
    inPlain(received, contextOf(terms), (plain, context) => {
      const own = plain.withProduct(received, wanted);
      return andThen(toProducts(own, wanted, asMatrix(context, options)), (products) =>
        checkProducts(wanted, { products, options, budget: terms.budget }),
      );
    }),
  );
}

/** Checks the Hessian of whatever a matcher received. */
export function checkReceivedHessian(
  received: unknown,
  options: ResolvedOptions,
): MaybePromise<GradientCheck> {
  return openedInTime('hessian', options, (terms) =>
    inPlain(received, contextOf(terms), (plain, context) =>
      checkHessianIn(plain.of(received), { ...terms, context: asHessian(context, options) }),
    ),
  );
}

function checkHessianIn(
  received: unknown,
  { context, options: given, budget }: Terms & { readonly context: HessianContext },
): MaybePromise<GradientCheck> {
  const ofMatrix = (options: ResolvedOptions) =>
    andThen(toHessian(received, context), (hessian) =>
      checkHessianSubject(hessian, options, budget),
    );
  if (!multipliesByHessian(received)) return ofMatrix(given);
  const options = undivided(given);
  const products = () =>
    andThen(toHessianProducts(received, context), (found) =>
      checkProducts('jvp', { products: found, options, budget }),
    );
  const before = isWithHessian(received)
    ? ofMatrix(options)
    : checkGradientBeside(gradientBeside(received, context), options, budget);
  return andThen(before, (found) => afterwards(found, products));
}

/** A Hessian on its own, and the function and point it belongs to. */
export interface BareHessianCheck {
  readonly hessian: unknown;
  readonly f: unknown;
  readonly at: unknown;
  readonly options: ResolvedOptions;
}

/** Checks a bare Hessian, or a function that returns one, against second differences of `f`. */
export function checkBareHessian({
  options,
  at,
  ...bare
}: BareHessianCheck): MaybePromise<GradientCheck> {
  return openedInTime('hessian', options, (terms) =>
    inPlain(bare.f, { ...contextOf(terms), at }, (plain, context) => {
      const given = { hessian: plain.of(bare.hessian), f: plain.of(bare.f) };
      return andThen(bareHessian(given, asHessian(context, options)), (hessian) =>
        checkHessianSubject(hessian, options, terms.budget),
      );
    }),
  );
}

/** With what says how much of a Hessian is given, and how its point is moved. */
function asHessian(
  context: SubjectContext,
  { triangle, retract, tangent }: ResolvedOptions,
): HessianContext {
  return {
    ...context,
    ...(triangle && { triangle }),
    ...(retract && { retraction: { retract, tangent } }),
  };
}
