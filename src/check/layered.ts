import type { ResolvedOptions } from '../options/options.ts';
import type { Budget } from '../probe/budget.ts';
import type { GradientCheck } from '../record.ts';
import type { AdaptedLayer } from '../subject/adapter.ts';
import { isBelow, isNamed } from '../subject/path.ts';
import type { Subject } from '../subject/subject.ts';
import { andThen, type MaybePromise } from '../subject/then.ts';
import { checkLayers, concludeModel, isBroken } from './model.ts';

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
  const wanted = layers.filter(({ path }) => isTouched(path, variables));
  const checked = checkLayers(wanted, check.budget, (layer) =>
    check.layer(layer, { ...options, variables: variablesOf(layer, variables) }),
  );
  const own = variables?.filter((name) =>
    whole?.variables.some(({ path }) => isBelow(path, name) || isNamed(path, [name])),
  );
  const isApart = whole === undefined || (own?.length === 0 && wanted.length > 0);
  return andThen(checked, (parts) => {
    check.budget.throwIfAborted();
    // behind a broken layer all gradients are wrong: nothing would be learnt from them
    const isOver = isBroken(parts) || check.budget.exhausted() !== undefined;
    if (isApart || isOver) return concludeModel(parts, undefined);
    const all = check.whole(whole, { ...options, variables: own });
    return andThen(all, (found) => concludeModel(parts, found));
  });
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
