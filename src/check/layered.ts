import { nearestName } from '../options/misuse.ts';
import type { ResolvedOptions } from '../options/options.ts';
import type { Budget } from '../probe/budget.ts';
import type { GradientCheck } from '../record.ts';
import type { AdaptedLayer } from '../subject/adapter.ts';
import { isBelow, isNamed } from '../subject/path.ts';
import type { Subject } from '../subject/subject.ts';
import { andThen, type MaybePromise, whenDone } from '../subject/then.ts';
import { checkLayers, concludeModel, isBroken, placeAmong } from './model.ts';

/** A model taken apart: its layers, and all of it where it has passes of its own. */
export interface Model {
  readonly layers: readonly AdaptedLayer[];
  readonly whole?: Subject;
}

/** How the parts of a model are checked. */
export interface PartChecks {
  /** Of the whole check. */
  readonly budget: Budget;
  readonly layer: (layer: AdaptedLayer, options: ResolvedOptions) => MaybePromise<GradientCheck>;
  readonly whole: (whole: Subject, options: ResolvedOptions) => MaybePromise<GradientCheck>;
}

/** Checks the layers of a model that are asked for, then the model as a whole. */
export function checkLayered(
  { layers, whole }: Model,
  options: ResolvedOptions,
  check: PartChecks,
): MaybePromise<GradientCheck> {
  const { variables } = options;
  for (const name of variables ?? []) checkName(name, { layers, ...(whole && { whole }) });
  const wanted = layers.filter(({ path }) => isTouched(path, variables));
  const own = variables?.filter((name) => whole !== undefined && isIn(whole, name));
  const isApart = whole === undefined || (own?.length === 0 && wanted.length > 0);
  const checked = checkLayers(wanted, {
    budget: check.budget,
    after: isApart ? 0 : 1,
    check: (layer) => check.layer(layer, { ...options, variables: variablesOf(layer, variables) }),
    isNamed: ({ path }) => variables?.some((name) => isBelow(name, path)) ?? false,
  });
  return andThen(checked, (parts) => {
    check.budget.throwIfAborted();
    // behind a broken layer all gradients are wrong: nothing would be learnt from them
    const isOver = isBroken(parts) || check.budget.exhausted() !== undefined;
    if (isApart || isOver) return concludeModel(parts, undefined);
    const last = placeAmong({ done: parts.length, coming: 0 });
    const end = check.budget.progress.within(last);
    const isComposed = parts.every(({ lines }) =>
      lines.every(({ verdict }) => verdict === 'match'),
    );
    const all = whenDone(() => check.whole(whole, { ...options, variables: own, isComposed }), end);
    return andThen(all, (found) => concludeModel(parts, found));
  });
}

/** Whether a name is one of a variable, of what holds some, or of a coordinate. */
function isIn({ variables }: Subject, name: string): boolean {
  return variables.some(({ path }) => isBelow(path, name) || isNamed(path, [name]));
}

function checkName(name: string, { layers, whole }: Model): void {
  const isLayers = layers.some(({ path }) => isBelow(path, name) || isBelow(name, path));
  if (isLayers || (whole !== undefined && isIn(whole, name))) return;
  const names = [...layers, ...(whole?.variables ?? [])].map(({ path }) => path);
  const nearest = nearestName(name, names);
  const hint =
    nearest === undefined ? `there are ${names.join(', ')}` : `did you mean \`${nearest}\`?`;
  throw new RangeError(
    `\`variables\` names \`${name}\`, which is neither a layer nor a variable of the model; ${hint}`,
  );
}

/** What is asked for of a layer; undefined for all of it. */
function variablesOf(
  { path }: AdaptedLayer,
  variables: readonly string[] | undefined,
): readonly string[] | undefined {
  return isWhole(path, variables) ? undefined : variables?.filter((name) => isBelow(name, path));
}

/** Whether all of a layer is wanted: nothing is named, or it, or what it is part of. */
function isWhole(path: string, variables: readonly string[] | undefined): boolean {
  return variables?.some((name) => isBelow(path, name)) ?? true;
}

function isTouched(path: string, variables: readonly string[] | undefined): boolean {
  return isWhole(path, variables) || (variables?.some((name) => isBelow(name, path)) ?? true);
}
