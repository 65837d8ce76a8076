import { arrived } from './arrived.ts';
import { fitArray, type GradientPart } from './gradient-array.ts';
import { isFloatArray, isObject } from './kinds.ts';
import { gradientRank } from './layer/names.ts';
import { isPromise } from './then.ts';
import type { ArrayNode, ListNode, RecordNode, Tree } from './tree.ts';
import { extraKey, misfit, missingKeys } from './unfit.ts';

/** As many keys of a record as an error lists. */
const MOST_KEYS = 6;

/**
 * Fits a gradient to the tree it is the gradient of: the same containers and keys, the same shape for each variable.
 *
 * @throws TypeError - naming the path and both shapes
 */
export function fitGradient(tree: Tree, gradient: unknown): readonly GradientPart[] {
  switch (tree.kind) {
    case 'array':
      return [fitArray(tree, ownArray(tree, gradient))];
    case 'constant':
      return [];
    case 'list':
      return fitList(tree, gradient);
    case 'record':
      return fitRecord(tree, gradient);
  }
}

// The gradient of an instance may be one of the same class.
function ownArray({ member }: ArrayNode, gradient: unknown): unknown {
  if (member === undefined || !isObject(gradient) || Array.isArray(gradient)) return gradient;
  return gradient[member] ?? gradient;
}

function fitList({ path, children }: ListNode, gradient: unknown): readonly GradientPart[] {
  if (!isListOf(children, gradient))
    throw misfit(path, `be an array of length ${children.length}`, arrived(gradient));
  return children.flatMap((child, i) => fitGradient(child, gradient[i]));
}

// Of numbers in a list, each a variable of its own, a typed array is a gradient as well.
function isListOf(children: readonly Tree[], gradient: unknown): gradient is readonly unknown[] {
  const isList = Array.isArray(gradient) || (isFloatArray(gradient) && children.every(isNumber));
  return isList && gradient.length === children.length;
}

function isNumber(tree: Tree): boolean {
  return tree.kind === 'array' && tree.cells.shape.length === 0;
}

function fitRecord(
  { path, children, isInstance = false }: RecordNode,
  gradient: unknown,
): readonly GradientPart[] {
  if (
    !isObject(gradient) ||
    Array.isArray(gradient) ||
    ArrayBuffer.isView(gradient) ||
    isPromise(gradient)
  )
    throw misfit(path, `be a record ${outline([...children.keys()])}`, arrived(gradient));
  const wanted = [...children.keys()];
  const found = isInstance ? wanted.filter((key) => key in gradient) : Object.keys(gradient);
  const held = gradientKeys(wanted, found);
  checkKeys(path, { wanted, found: found.map((key) => held.get(key) ?? key) });
  const keys = new Map([...held].map(([key, variable]) => [variable, key]));
  return [...children].flatMap(([key, child]) =>
    fitGradient(child, gradient[keys.get(key) ?? key]),
  );
}

/** The keys of a gradient that are not those of the point but made of them, `dw` of `w`, and whose they are. */
function gradientKeys(
  wanted: readonly string[],
  found: readonly string[],
): ReadonlyMap<string, string> {
  const missing = wanted.filter((key) => !found.includes(key));
  const extra = found.filter((key) => !wanted.includes(key));
  const pairs = extra.flatMap((key) =>
    missing
      .filter((variable) => gradientRank(key, variable) !== undefined)
      .map((variable) => ({ key, variable })),
  );
  // `dw` and `gradW` together could be two things
  const isOnly = (pair: { key: string; variable: string }) =>
    !pairs.some(
      (other) => other !== pair && (other.key === pair.key || other.variable === pair.variable),
    );
  return new Map(pairs.filter(isOnly).map(({ key, variable }) => [key, variable]));
}

function checkKeys(path: string, keys: { wanted: readonly string[]; found: readonly string[] }) {
  const missing = keys.wanted.filter((key) => !keys.found.includes(key));
  const extra = keys.found.find((key) => !keys.wanted.includes(key));
  if (extra !== undefined) throw extraKey(path, extra, { wanted: keys.wanted, missing });
  if (missing.length > 0) throw missingKeys(path, missing);
}

function outline(keys: readonly string[]): string {
  const shown = keys.length > MOST_KEYS ? [...keys.slice(0, MOST_KEYS), '…'] : keys;
  return `{ ${shown.join(', ')} }`;
}
