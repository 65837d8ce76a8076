import { asArray } from '../arrays.ts';
import { isObject, isTensor } from '../kinds.ts';
import { lonelyGetters } from '../members.ts';
import { OWN_GRADIENT, OWN_VALUE } from '../spellings.ts';
import type { Holding } from './inventory.ts';
import {
  isGradientContainer,
  isInputGradient,
  isOneOf,
  isParameterContainer,
  ranksFor,
} from './names.ts';
import { follow, keysOf, type Trail } from './trail.ts';

/**
 * Finds where a layer stores the gradient of something it holds.
 *
 * Next to it (`W`, `dW`), in a container next to it or to its own container (`W` or `params.W`, `grads.W` or `grads.dW`),
 * or in the object that carries both (`{ value, grad }`, `{ data, shape, grad }`).
 */
export function storedGradient(layer: object, holding: Holding): Trail | undefined {
  for (const trail of [holding.trail, ...holding.aliases]) {
    const found = gradientOn(layer, trail) ?? ownGradient(layer, trail, holding.value);
    if (found !== undefined) return found;
  }
  return undefined;
}

function gradientOn(layer: object, trail: Trail): Trail | undefined {
  for (let level = trail.length - 1; level >= 0; level--) {
    const found =
      besides(layer, trail, level) ??
      inContainer(layer, trail, level) ??
      besidesContainer(layer, trail, level);
    if (found !== undefined) return found;
  }
  return undefined;
}

// The same way through a sibling of the member at one level of the trail.
function besides(layer: object, trail: Trail, level: number): Trail | undefined {
  const above = trail.slice(0, level);
  const key = trail[level] as string;
  const siblings = byRank(follow(layer, above), ranksFor(key));
  for (const sibling of siblings) {
    const found = theSameWay(layer, [...above, sibling], trail.slice(level + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

// The rest of the way in a container of gradients at one level of the trail: `W`, `grads.W`.
function inContainer(layer: object, trail: Trail, level: number): Trail | undefined {
  const above = trail.slice(0, level);
  const isContainer = (name: string) => (isGradientContainer(name) ? 0 : undefined);
  for (const container of byRank(follow(layer, above), isContainer)) {
    const found = theSameWay(layer, [...above, container], trail.slice(level));
    if (found !== undefined) return found;
  }
  return undefined;
}

// Next to the container: `params.W`, `dW`.
function besidesContainer(layer: object, trail: Trail, level: number): Trail | undefined {
  if (level === trail.length - 1 || !isParameterContainer(trail[level] as string)) return undefined;
  return besides(
    layer,
    trail.filter((_, i) => i !== level),
    level,
  );
}

/** The trail that goes on from a start by the same keys, or by keys that name the gradient of those, to numbers. */
export function theSameWay(root: unknown, start: Trail, rest: Trail): Trail | undefined {
  const [key, ...further] = rest;
  if (key === undefined) return holdsNumbers(follow(root, start)) ? start : undefined;
  const holder = follow(root, start);
  const rankOf = ranksFor(key);
  const candidates = Array.isArray(holder)
    ? [key]
    : byRank(holder, (name) => (name === key ? -1 : rankOf(name)));
  for (const name of candidates) {
    const found = theSameWay(root, [...start, name], further);
    if (found !== undefined) return found;
  }
  return undefined;
}

function byRank(holder: unknown, rank: (name: string) => number | undefined): readonly string[] {
  // places in a list are no names
  if (!isObject(holder) || Array.isArray(holder)) return [];
  const ranked = namesIn(holder).map((name) => ({ name, rank: rank(name) ?? Infinity }));
  return ranked
    .filter((candidate) => candidate.rank < Infinity)
    .sort((one, other) => one.rank - other.rank)
    .map(({ name }) => name);
}

// A gradient is looked up by its name, after a backward pass: then a getter alone is no search.
function namesIn(holder: object): readonly string[] {
  return [...keysOf(holder), ...lonelyGetters(holder)];
}

// `{ data, shape, grad }` carries its gradient itself, `{ value, grad }` next to its value.
function ownGradient(layer: object, trail: Trail, value: unknown): Trail | undefined {
  const carrier = isTensor(value) ? trail : trail.slice(0, -1);
  if (!isTensor(value) && !isOneOf(OWN_VALUE, trail.at(-1) as string)) return undefined;
  const candidates = OWN_GRADIENT.map((name) => [...carrier, name]);
  return candidates.find((candidate) => holdsNumbers(follow(layer, candidate)));
}

/** Whether this can be the gradient of something. */
export function holdsNumbers(value: unknown): boolean {
  return typeof value === 'number' || asArray(value, 'typed') !== undefined;
}

/** Finds where a layer stores the gradient of its input. */
export function storedInputGradient(layer: object): Trail | undefined {
  return namesIn(layer)
    .filter((name) => isInputGradient(name))
    .map((name) => [name])
    .find((trail) => holdsNumbers(follow(layer, trail)));
}

/** The gradient a trail leads to now, in the shape of its variable when it lies flat next to a `{ data, shape }`. */
export function gradientAt(
  layer: object,
  trail: Trail,
  holding: Pick<Holding, 'value' | 'cells'>,
): unknown {
  const gradient = follow(layer, trail);
  const flat = asArray(gradient);
  const isFlat = flat !== undefined && flat.shape.length === 1 && flat.size === holding.cells.size;
  return isTensor(holding.value) && isFlat
    ? { data: gradient, shape: holding.cells.shape }
    : gradient;
}
