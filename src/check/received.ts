import type { ResolvedOptions } from '../options/options.ts';
import { type Budget, openBudget, withinBudget } from '../probe/budget.ts';
import type { GradientCheck } from '../record.ts';
import { adaptedSubject } from '../subject/adapted.ts';
import type { AdaptedLayer } from '../subject/adapter.ts';
import { bareGradientSubject } from '../subject/bare-gradient.ts';
import type { SubjectContext } from '../subject/context.ts';
import { bareHessian, type HessianContext, toHessian } from '../subject/hessian/to-hessian.ts';
import { openUse, type Use } from '../subject/in-use.ts';
import { bareJacobian, type JacobianContext, toJacobian } from '../subject/jacobian/to-jacobian.ts';
import { isLayerList } from '../subject/layer/layer.ts';
import { chainedLayers } from '../subject/layer/model.ts';
import { DEEPEST, tooDeep } from '../subject/layer/parts.ts';
import { adaptedBy } from '../subject/protocol.ts';
import type { Subject } from '../subject/subject.ts';
import { andThen, letGo, type MaybePromise, whenDone } from '../subject/then.ts';
import { toSubject } from '../subject/to-subject.ts';
import { within } from '../subject/within.ts';
import { checkSubject } from './gradient.ts';
import { checkHessianSubject } from './hessian.ts';
import { checkLayered, type Model } from './layered.ts';
import { checkOnManifold } from './manifold.ts';

/** A gradient on its own, and the function and point it belongs to. */
export interface BareGradientCheck {
  readonly gradient: unknown;
  readonly f: unknown;
  readonly at: unknown;
  readonly options: ResolvedOptions;
}

/** A Jacobian on its own, and the function and point it belongs to. */
export interface BareJacobianCheck {
  readonly jacobian: unknown;
  readonly f: unknown;
  readonly at: unknown;
  readonly options: ResolvedOptions;
}

/** What a check and all checks that it is made of go by. */
interface Terms {
  readonly options: ResolvedOptions;
  readonly budget: Budget;
  readonly use: Use;
  /** How many models this one is inside of. */
  readonly depth: number;
}

/** Opens what a check goes by, and closes it when it is done. */
function opened(
  options: ResolvedOptions,
  check: (terms: Terms) => MaybePromise<GradientCheck>,
): MaybePromise<GradientCheck> {
  // what is to be there already is refused as a promise, and nobody waits for it
  for (const point of [options.at, options.input]) letGo(point);
  const use = openUse();
  return whenDone(() => check({ options, budget: openBudget(options), use, depth: 0 }), use.end);
}

/** Checks a bare gradient, or a function that returns one, against differences of `f`. */
export function checkBareGradient({
  options,
  ...bare
}: BareGradientCheck): MaybePromise<GradientCheck> {
  return opened(options, (terms) => {
    for (const given of [bare.gradient, bare.at]) letGo(given);
    const context = { ...contextOf(terms), at: bare.at, input: bare.at };
    const adapted = adaptedBy(context, bare.gradient, bare.f);
    if (adapted === undefined) return checkOne(bareGradientSubject(bare), terms);
    return andThen(adapted, (said) =>
      andThen(adaptedSubject(said, context), (subject) =>
        releasing(subject, () => checkOne(subject, terms)),
      ),
    );
  });
}

/** Checks whatever a matcher received. */
export function checkReceived(
  received: unknown,
  options: ResolvedOptions,
): MaybePromise<GradientCheck> {
  return opened(options, (terms) => {
    letGo(received);
    const context = contextOf(terms);
    if (isLayerList(received))
      return andThen(chainedLayers(received, context), (layers) => checkModel({ layers }, terms));
    return andThen(toSubject(received, context), (subject) => checkUnderstood(subject, terms));
  });
}

/** Checks the Jacobian of whatever a matcher received. */
export function checkReceivedJacobian(
  received: unknown,
  options: ResolvedOptions,
): MaybePromise<GradientCheck> {
  return opened(options, (terms) => {
    return andThen(toJacobian(received, jacobianContext(terms)), (subject) =>
      checkOnManifold(subject, options, terms.budget),
    );
  });
}

/** Checks a bare Jacobian, or a function that returns one, against differences of `f`. */
export function checkBareJacobian({
  options,
  at,
  ...bare
}: BareJacobianCheck): MaybePromise<GradientCheck> {
  return opened(options, (terms) => {
    const context = { ...jacobianContext(terms), at };
    return andThen(bareJacobian(bare, context), (subject) =>
      checkOnManifold(subject, options, terms.budget),
    );
  });
}

function jacobianContext(terms: Terms): JacobianContext {
  const { layout, retract, tangent } = terms.options;
  return { ...contextOf(terms), layout, ...(retract && { retraction: { retract, tangent } }) };
}

/** Checks the Hessian of whatever a matcher received. */
export function checkReceivedHessian(
  received: unknown,
  options: ResolvedOptions,
): MaybePromise<GradientCheck> {
  return opened(options, (terms) =>
    checkHessianSubject(toHessian(received, hessianContext(terms)), options, terms.budget),
  );
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
  return opened(options, (terms) => {
    const context = { ...hessianContext(terms), at };
    return checkHessianSubject(bareHessian(bare, context), options, terms.budget);
  });
}

function hessianContext(terms: Terms): HessianContext {
  const { triangle } = terms.options;
  return { ...contextOf(terms), ...(triangle && { triangle }) };
}

function checkUnderstood(subject: Subject, terms: Terms): MaybePromise<GradientCheck> {
  return releasing(subject, () => checkParts(subject, terms));
}

function releasing<T>(subject: Subject, work: () => MaybePromise<T>): MaybePromise<T> {
  return whenDone(work, () => letGo(subject.release?.()));
}

function checkParts(subject: Subject, terms: Terms): MaybePromise<GradientCheck> {
  const { layers, ...whole } = subject;
  if (layers === undefined) return checkOne(subject, terms);
  const parts = { ...terms, budget: withinBudget(terms.budget, subject.restore) };
  const model = (found: readonly AdaptedLayer[]) => checkModel({ layers: found, whole }, parts);
  // the model with all its layers is put back once, in the end
  return whenDone(() => andThen(layers(), model), subject.restore);
}

function checkModel(model: Model, terms: Terms): MaybePromise<GradientCheck> {
  const { options, budget } = terms;
  return checkLayered(model, options, {
    budget,
    layer: (layer, own) => checkLayer(layer, { ...terms, options: own }),
    whole: (whole, own) => checkSubject(whole, own, budget),
  });
}

function checkLayer(
  { path, name, layer, input }: AdaptedLayer,
  { options, depth, ...rest }: Terms,
): MaybePromise<GradientCheck> {
  if (depth > DEEPEST) throw tooDeep(name);
  const terms = { ...rest, depth: depth + 1 };
  const part = { ...options, at: input, input, samples: undefined };
  const short = options.variables?.map((name) => name.slice(path.length).replace(/^\./, ''));
  const context = contextOf({ ...terms, options: { ...part, variables: short } });
  return andThen(toSubject(layer, context), (subject) =>
    checkUnderstood(within(path, subject), { ...terms, options: part }),
  );
}

/** Checks what is no model, and puts the user's arrays back whatever happens. */
function checkOne(subject: Subject, { options, budget }: Terms): MaybePromise<GradientCheck> {
  return whenDone(() => checkSubject(subject, options, budget), subject.restore);
}

function contextOf({ options, budget, use }: Omit<Terms, 'depth'>): SubjectContext {
  const { at, input, seed, cotangents, adapters, samples, sign, variables } = options;
  return {
    at,
    input: input ?? at,
    seed,
    cotangents,
    adapters,
    ask: budget.ask,
    use,
    ...(samples !== undefined && { samples }),
    ...(sign !== undefined && { sign }),
    ...(variables !== undefined && { variables }),
  };
}
