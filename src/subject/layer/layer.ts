import type { AdaptedPoint } from '../adapter.ts';
import { isObject } from '../kinds.ts';

/** An object with a forward and a backward pass. */
export interface Layer {
  forward(input: unknown): unknown;
  backward(outputGradient: unknown): unknown;
  /**
   * What `forward` would give at several points, in a list, by one call. A point has the numbers of the input and of all parameters, by path;
   * what the layer holds plays no part, and stays. May be a promise.
   */
  forwardAll?(points: readonly AdaptedPoint[]): unknown;
}

/** Whether this is an object with a forward and a backward pass. */
export function isLayer(received: unknown): received is Layer {
  return (
    isObject(received) &&
    typeof received.forward === 'function' &&
    typeof received.backward === 'function'
  );
}

/** Where models keep their layers, in order. */
const LISTS = ['layers', 'modules', 'blocks'] as const;

/** One layer of a model, where it is. */
export interface Member {
  readonly path: string;
  readonly layer: Layer;
}

/** The layers of an object that holds a list of them; none for a layer that holds none. */
export function membersOf(model: object): readonly Member[] {
  const [name, list] = listIn(model) ?? ['', []];
  // a layer that is used twice is checked once
  const members = new Map<Layer, Member>();
  for (const [i, layer] of list.entries())
    if (isLayer(layer) && !members.has(layer)) members.set(layer, { path: `${name}[${i}]`, layer });
  return [...members.values()];
}

/** What stands among the layers of an object and is none: where, and what it is. */
export function strangersIn(model: object): readonly { path: string; value: unknown }[] {
  const [name, list] = listIn(model) ?? ['', []];
  return list.flatMap((value, i) => (isLayer(value) ? [] : [{ path: `${name}[${i}]`, value }]));
}

function listIn(model: object): readonly [name: string, list: readonly unknown[]] | undefined {
  if (Array.isArray(model)) return model.some(isLayer) ? ['layers', model] : undefined;
  const members = model as Record<string, unknown>;
  const name = LISTS.find((one) => Array.isArray(members[one]) && members[one].some(isLayer));
  return name && [name, members[name] as unknown[]];
}

/** A list of layers, or an object that holds one. */
export type LayerList = object;

/** Whether this is a list of layers, or an object with such a list and no passes of its own. */
export function isLayerList(received: unknown): received is LayerList {
  return isObject(received) && !isLayer(received) && membersOf(received).length > 0;
}
