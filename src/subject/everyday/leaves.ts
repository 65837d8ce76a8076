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
export function holdsNodes(at: unknown, met = new Set<unknown>()): boolean {
  if (isNode(at)) return true;
  if (!isObject(at) || met.has(at)) return false;
  met.add(at);
  if (Array.isArray(at)) return at.some((item) => holdsNodes(item, met));
  return isRecord(at) && Object.values(at).some((item) => holdsNodes(item, met));
}

/** The first node of an output: it is one itself, or in a list. */
export function firstNodeIn(output: unknown, met = new Set<unknown>()): object | undefined {
  if (isNode(output)) return output;
  if (!Array.isArray(output) || met.has(output)) return undefined;
  met.add(output);
  for (const item of output) {
    const node = firstNodeIn(item, met);
    if (node !== undefined) return node;
  }
  return undefined;
}

/** The leaves of a point, each once: named by the function's parameters, by themselves, or by their place. */
export function leavesIn(at: unknown, { root, bare, names }: LeafNames): readonly Leaf[] {
  const found = new Map<object, Leaf>();
  const met = new Set<unknown>();
  const visit = (value: unknown, path: string): void => {
    if (met.has(value)) return;
    if (isObject(value)) met.add(value);
    if (isNode(value)) {
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
