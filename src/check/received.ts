import type { ResolvedOptions } from '../options/options.ts';
import { withinBudget } from '../probe/budget.ts';
import type { GradientCheck } from '../record.ts';
import { adaptedSubject } from '../subject/adapted.ts';
import type { AdaptedLayer } from '../subject/adapter.ts';
import { bareGradientSubject } from '../subject/bare-gradient.ts';
import { isLayerList } from '../subject/layer/layer.ts';
import { chainedLayers } from '../subject/layer/model.ts';
import { DEEPEST, tooDeep } from '../subject/layer/parts.ts';
import { adaptedBy } from '../subject/protocol.ts';
import type { Subject } from '../subject/subject.ts';
import { andThen, letGo, type MaybePromise, whenDone } from '../subject/then.ts';
import { toSubject } from '../subject/to-subject.ts';
import { within } from '../subject/within.ts';
import { checkSubject } from './gradient.ts';
import { checkLayered, type Model } from './layered.ts';
import { contextOf, opened, type Terms } from './opening.ts';

// what is outside reaches all of a check through this file
export {
  type BareHessianCheck,
  type BareJacobianCheck,
  checkBareHessian,
  checkBareJacobian,
  checkReceivedHessian,
  checkReceivedJacobian,
  checkReceivedProducts,
} from './received-matrix.ts';

/** A gradient on its own, and the function and point it belongs to. */
export interface BareGradientCheck {
  readonly gradient: unknown;
  readonly f: unknown;
  readonly at: unknown;
  readonly options: ResolvedOptions;
}

/** Checks a bare gradient, or a function that returns one, against differences of `f`. */
export function checkBareGradient({
  options,
  ...bare
}: BareGradientCheck): MaybePromise<GradientCheck> {
  refuseRetraction(options);
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
  refuseRetraction(options);
  return opened(options, (terms) => {
    letGo(received);
    const context = contextOf(terms);
    if (isLayerList(received))
      return andThen(chainedLayers(received, context), (layers) => checkModel({ layers }, terms));
    return andThen(toSubject(received, context), (subject) => checkUnderstood(subject, terms));
  });
}

function refuseRetraction({ retract }: ResolvedOptions): void {
  if (retract !== undefined)
    throw new TypeError(
      '`retract` goes with Jacobians, Hessians and products; a gradient by δ is a Jacobian of one row: expect({ value, jacobian: gradient }).toHaveCorrectJacobian(options)',
    );
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
