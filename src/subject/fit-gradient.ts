import { arrived } from './arrived.ts';
import { fitArray, type GradientPart } from './gradient-array.ts';
import { isObject } from './kinds.ts';
import { isPromise } from './then.ts';
import type { ListNode, RecordNode, Tree } from './tree.ts';
import { extraKey, misfit, missingKeys } from './unfit.ts';

/**
 * Fits a gradient to the tree it is the gradient of: the same containers and keys, the same shape for each variable.
 *
 * @throws TypeError - naming the path and both shapes
 */
export function fitGradient(tree: Tree, gradient: unknown): readonly GradientPart[] {
  switch (tree.kind) {
    case 'array':
      return [fitArray(tree, gradient)];
    case 'constant':
      return [];
    case 'list':
      return fitList(tree, gradient);
    case 'record':
      return fitRecord(tree, gradient);
  }
}

function fitList({ path, children }: ListNode, gradient: unknown): readonly GradientPart[] {
  if (!Array.isArray(gradient) || gradient.length !== children.length)
    throw misfit(path, `be an array of length ${children.length}`, arrived(gradient));
  return children.flatMap((child, i) => fitGradient(child, gradient[i]));
}

function fitRecord({ path, children }: RecordNode, gradient: unknown): readonly GradientPart[] {
  if (
    !isObject(gradient) ||
    Array.isArray(gradient) ||
    ArrayBuffer.isView(gradient) ||
    isPromise(gradient)
  )
    throw misfit(path, 'be a record', arrived(gradient));
  checkKeys(path, { wanted: [...children.keys()], found: Object.keys(gradient) });
  return [...children].flatMap(([key, child]) => fitGradient(child, gradient[key]));
}

function checkKeys(path: string, keys: { wanted: readonly string[]; found: readonly string[] }) {
  const missing = keys.wanted.filter((key) => !keys.found.includes(key));
  const extra = keys.found.find((key) => !keys.wanted.includes(key));
  if (extra !== undefined) throw extraKey(path, extra, { wanted: keys.wanted, missing });
  if (missing.length > 0) throw missingKeys(path, missing);
}
