import { adaptedSubject } from '../subject/adapted.ts';
import type { AdaptedLayer } from '../subject/adapter.ts';
import { bareGradientSubject } from '../subject/bare-gradient.ts';
import type { SubjectContext } from '../subject/context.ts';
import { chainedLayers, isLayerList } from '../subject/layer/model.ts';
import { isBelow, isNamed } from '../subject/path.ts';
import { adaptedBy, requestOf } from '../subject/protocol.ts';
import type { Subject } from '../subject/subject.ts';
import { andThen, type MaybePromise, whenDone } from '../subject/then.ts';
import { toSubject } from '../subject/to-subject.ts';
import { within } from '../subject/within.ts';
import { checkCotangents } from './cotangents.ts';
import { checkSubject } from './gradient.ts';
import { checkLayers, concludeModel, isBroken } from './model.ts';
import type { ResolvedOptions } from './options.ts';
import type { GradientCheck } from './record.ts';

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
  const context = { ...contextOf(options), at: bare.at, input: bare.at };
  const adapted = adaptedBy(options.adapters, bare.gradient, requestOf(context, bare.f));
  if (adapted === undefined) return checkOne(bareGradientSubject(bare), options);
  return andThen(adapted, (said) =>
    andThen(adaptedSubject(said, context), (subject) => checkOne(subject, options)),
  );
}

/** Checks whatever a matcher received. */
export function checkReceived(
  received: unknown,
  options: ResolvedOptions,
): MaybePromise<GradientCheck> {
  const context = contextOf(options);
  if (isLayerList(received))
    return andThen(chainedLayers(received, context), (layers) => checkModel({ layers }, options));
  return andThen(toSubject(received, context), (subject) => checkUnderstood(subject, options));
}

function checkUnderstood(subject: Subject, options: ResolvedOptions): MaybePromise<GradientCheck> {
  const { layers, ...plain } = subject;
  if (layers === undefined) return checkOne(subject, options);
  // what is restored only once, and last, is the model with all its layers
  const whole = { ...plain, restore: () => {} };
  const model = (found: readonly AdaptedLayer[]) => checkModel({ layers: found, whole }, options);
  return whenDone(() => andThen(layers(), model), subject.restore);
}

/** A model taken apart: its layers, and all of it where it has passes of its own. */
interface Model {
  readonly layers: readonly AdaptedLayer[];
  readonly whole?: Subject;
}

function checkModel(
  { layers, whole }: Model,
  options: ResolvedOptions,
): MaybePromise<GradientCheck> {
  const { variables } = options;
  const wanted = layers.filter(({ path }) => isTouched(path, variables));
  const checked = checkLayers(wanted, (layer) => checkLayer(layer, options));
  const own = variables?.filter((name) =>
    whole?.variables.some(({ path }) => isBelow(path, name) || isNamed(path, [name])),
  );
  const isApart = whole === undefined || (own?.length === 0 && wanted.length > 0);
  return andThen(checked, (parts) => {
    options.signal?.throwIfAborted();
    // behind a broken layer all gradients are wrong: nothing would be learnt from them
    if (isApart || isBroken(parts)) return concludeModel(parts, undefined);
    const all = checkOne(whole, { ...options, variables: own });
    return andThen(all, (found) => concludeModel(parts, found));
  });
}

function checkLayer(
  { path, layer, input }: AdaptedLayer,
  options: ResolvedOptions,
): MaybePromise<GradientCheck> {
  const variables = isWhole(path, options.variables)
    ? undefined
    : options.variables?.filter((name) => isBelow(name, path));
  const part = { ...options, at: undefined, input, samples: undefined, variables };
  const short = variables?.map((name) => name.slice(path.length).replace(/^\./, ''));
  return andThen(toSubject(layer, contextOf({ ...part, variables: short })), (subject) =>
    checkUnderstood(within(path, subject), part),
  );
}

/** Whether all of a layer is wanted: nothing is named, or it, or what it is part of. */
function isWhole(path: string, variables: readonly string[] | undefined): boolean {
  return variables?.some((name) => isBelow(path, name)) ?? true;
}

function isTouched(path: string, variables: readonly string[] | undefined): boolean {
  return isWhole(path, variables) || (variables?.some((name) => isBelow(name, path)) ?? true);
}

/** Checks one subject, through each cotangent that it has. */
function checkOne(subject: Subject, options: ResolvedOptions): MaybePromise<GradientCheck> {
  return checkCotangents(subject, (seen) => checkSubject(seen, options));
}

function contextOf(options: ResolvedOptions): SubjectContext {
  const { at, input, seed, cotangents, adapters, samples, variables } = options;
  return {
    at,
    input: input ?? at,
    seed,
    cotangents,
    adapters,
    ...(samples !== undefined && { samples }),
    ...(variables !== undefined && { variables }),
  };
}
