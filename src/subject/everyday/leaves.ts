import { isObject, isRecord } from '../kinds.ts';
import { memberPath } from '../path.ts';
import { type Carrier, carrierOf, isNode } from './carrier.ts';
import { labelOf } from './labels.ts';

/** A leaf of a graph, by the name that reports have for it. */
export interface Leaf {
  readonly path: string;
  readonly carrier: Carrier;
}

/** What the leaves of a point are called. */
export interface LeafNames {
  /** The path of a list: `at`, so that its first item is `at[0]`. */
  readonly root: string;
  /** The path of a leaf that stands alone. */
  readonly bare: string;
  /** The paths of the items of a list, where a function names them. */
  readonly names?: readonly string[];
}

/** Whether a point is made of the leaves of a graph: nodes, or lists and records of them. */
export function holdsNodes(at: unknown): boolean {
  if (isNode(at)) return true;
  if (Array.isArray(at)) return at.some((item) => isObject(item) && holdsNodes(item));
  return isRecord(at) && Object.values(at).some(holdsNodes);
}

/** The leaves of a point, each once: named by the function's parameters, by themselves, or by their place. */
export function leavesIn(at: unknown, { root, bare, names }: LeafNames): readonly Leaf[] {
  const found = new Map<object, Leaf>();
  const visit = (value: unknown, path: string): void => {
    if (isNode(value)) {
      if (found.has(value)) return;
      found.set(value, { path, carrier: carrierOf(value) as Carrier });
    } else if (Array.isArray(value)) {
      value.forEach((item, i) => {
        const own = isNode(item) ? labelOf(item, value) : undefined;
        const given = value === at ? names?.[i] : undefined;
        visit(item, given ?? own ?? memberPath(path === '' ? root : path, i));
      });
    } else if (isRecord(value)) {
      for (const [key, item] of Object.entries(value)) visit(item, memberPath(path, key));
    }
  };
  visit(at, isNode(at) ? (labelOf(at) ?? bare) : '');
  return [...found.values()];
}
