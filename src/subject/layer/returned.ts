import { asArray } from '../arrays.ts';
import { sameShape } from '../cells.ts';
import { fitGradient } from '../fit-gradient.ts';
import { isObject } from '../kinds.ts';
import { GRADIENT_CONTAINERS, PARAMETERS } from '../spellings.ts';
import type { Tree } from '../tree.ts';
import type { Holding } from './inventory.ts';
import { isInput, isInputGradient, isOneOf, isParameter, parameterOf } from './names.ts';
import { holdsNumbers, theSameWay } from './stored.ts';
import { follow, keysOf, sameTrail, type Trail } from './trail.ts';

/** How to find a gradient in what `backward` returns; an empty trail is all of it. */
export interface Returned {
  readonly input: Trail | undefined;
  readonly parameters: ReadonlyMap<Holding, Trail>;
  /** Gradients of parameters that were not found. */
  readonly unmatched: readonly Trail[];
}

/** What `backward` may return gradients of. */
interface Wanted {
  readonly input: Tree;
  readonly holdings: readonly Holding[];
}

/**
 * Understands what `backward` returned.
 *
 * The gradient of the input; or a record with it and with the gradients of parameters by name; or a list of it and
 * them, in the order of the parameters.
 */
export function understandReturned(result: unknown, wanted: Wanted): Returned {
  const nothing = { input: undefined, parameters: new Map<Holding, Trail>(), unmatched: [] };
  if (result === undefined || result === null) return nothing;
  if (fits(wanted.input, result)) return { ...nothing, input: [] };
  const named = Array.isArray(result)
    ? byPosition(result, wanted)
    : byName(result, wanted.holdings);
  return named ?? { ...nothing, input: [] };
}

function fits(tree: Tree, gradient: unknown): boolean {
  try {
    return fitGradient(tree, gradient).length > 0;
  } catch {
    return false;
  }
}

function byName(result: unknown, holdings: readonly Holding[]): Returned | undefined {
  if (!isObject(result)) return undefined;
  const keys = keysOf(result);
  const inputKey = keys.find(isInputGradient) ?? keys.find(isInput);
  const containers = keys.filter((key) => isOneOf([...GRADIENT_CONTAINERS, ...PARAMETERS], key));
  const starts = [[], ...containers.map((key) => [key])];
  const parameters = new Map<Holding, Trail>();
  for (const holding of holdings) {
    const trail = trailIn(result, starts, holding);
    if (trail !== undefined && trail[0] !== inputKey) parameters.set(holding, trail);
  }
  const input = inputKey === undefined ? undefined : [inputKey];
  if (input === undefined && parameters.size === 0) return undefined;
  const taken = [...parameters.values(), ...(input ? [input] : [])];
  const others = starts
    .flatMap((start) => keysOf(follow(result, start) as object).map((key) => [...start, key]))
    .filter((trail) => !taken.some((known) => sameTrail(known, trail)));
  return { input, parameters, unmatched: others.filter((trail) => isOfParameter(result, trail)) };
}

function isOfParameter(result: unknown, trail: Trail): boolean {
  const name = trail.at(-1) as string;
  return isParameter(parameterOf(name) ?? name) && holdsNumbers(follow(result, trail));
}

// The end of a holding's own trail, as long as possible: `layers.0.W`, `0.W`, `W`.
function trailIn(
  result: unknown,
  starts: readonly Trail[],
  { trail, aliases }: Holding,
): Trail | undefined {
  const ends = [trail, ...aliases].flatMap((whole) => whole.map((_, from) => whole.slice(from)));
  for (const end of ends)
    for (const start of starts) {
      const found = theSameWay(result, start, end);
      if (found !== undefined) return found;
    }
  return undefined;
}

// [dx, dW, db]: each item after the first belongs to the next array of its shape.
function byPosition(result: readonly unknown[], { input, holdings }: Wanted): Returned | undefined {
  const parameters = new Map<Holding, Trail>();
  const unmatched: Trail[] = [];
  const arrays = holdings.filter(({ cells }) => cells.rows.length > 0);
  let next = 0;
  for (let item = 1; item < result.length; item++) {
    if (!holdsNumbers(result[item])) return undefined;
    const match = arrays.findIndex((holding, i) => i >= next && hasShapeOf(holding, result[item]));
    if (match < 0 && arrays.length === result.length - 1) return inOrder(arrays);
    if (match < 0) unmatched.push([String(item)]);
    else parameters.set(arrays[match] as Holding, [String(item)]);
    next = Math.max(next, match + 1);
  }
  // what does not begin with the gradient of the input is no such list
  const isList = unmatched.length === 0 ? result.length > 1 : fits(input, result[0]);
  return isList ? { input: ['0'], parameters, unmatched } : undefined;
}

function hasShapeOf({ cells }: Holding, gradient: unknown): boolean {
  const found = asArray(gradient, 'typed');
  return found !== undefined && sameShape(found.shape, cells.shape);
}

function inOrder(arrays: readonly Holding[]): Returned {
  return {
    input: ['0'],
    unmatched: [],
    parameters: new Map(arrays.map((holding, i) => [holding, [String(i + 1)]])),
  };
}

/** The gradient a trail leads to in what `backward` returned this time. */
export function returnedAt(result: unknown, trail: Trail): unknown {
  return trail.length === 0 ? result : follow(result, trail);
}
