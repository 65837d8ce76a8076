import { fitGradient } from '../fit-gradient.ts';
import { isRecord } from '../kinds.ts';
import { gradientRank, isTarget } from '../layer/names.ts';
import { fieldsOf, lonelyGetters } from '../members.ts';
import { readTree } from '../read-tree.ts';
import type { Tree } from '../tree.ts';

/** Finds the gradient of one input in what a backward pass returned, or in what it left on the layer. */
export type Finder = (result: unknown, layer: object) => unknown;

interface Pilot {
  readonly names: readonly string[];
  readonly values: readonly unknown[];
  /** What `backward` returned. */
  readonly result: unknown;
}

/** Where the gradients of several inputs are. */
export interface Finders {
  /** By the names of the inputs; nothing for those that have none. */
  readonly byName: ReadonlyMap<string, Finder>;
  /** Whether they are the items of what `backward` returns; those behind them are of parameters. */
  readonly isList: boolean;
  /** The members of the layer that hold some of them. */
  readonly held: readonly string[];
}

/** Tells where the gradient of each of several inputs is. */
export function findersFor(layer: object, pilot: Pilot): Finders {
  const { names, values, result } = pilot;
  const trees = values.map(treeOf);
  const found = new Map<string, Finder>();
  const held: string[] = [];
  const isList = Array.isArray(result) && isListFor(trees, result);
  const whole = isList ? -1 : wholeFor(trees, { names, result });
  names.forEach((name, i) => {
    const finder = isList
      ? inList(result, i)
      : (inRecord(result, name) ?? (i === whole ? (given: unknown) => given : undefined));
    if (finder !== undefined) {
      found.set(name, finder);
      return;
    }
    const key = keyOnLayer(layer, { name, tree: trees[i] });
    if (key === undefined) return;
    held.push(key);
    found.set(name, (_, now) => (now as Record<string, unknown>)[key]);
  });
  return { byName: found, isList, held };
}

/**
 * The input that a result is the gradient of: of those that it fits, the one that is no target.
 *
 * @throws TypeError - when several are left
 */
function wholeFor(
  trees: readonly (Tree | undefined)[],
  { names, result }: Pick<Pilot, 'names' | 'result'>,
): number {
  const fitting = names.flatMap((_, i) => (fits(trees[i], result) ? [i] : []));
  const meant = fitting.filter((i) => !isTargetAmong(names[i] as string, names));
  const [first = fitting[0] ?? -1, second] = meant;
  if (second === undefined) return first;
  const [one, other] = [names[first] as string, names[second] as string];
  throw new TypeError(
    `what is returned could be the gradient of \`${one}\` or of \`${other}\`: return both, null for one that has none, or a record { ${one}: … }`,
  );
}

/** What a prediction is called after its target. */
const PREDICTED = /_?(hat|pred|predicted)$/i;

// `y` beside `yHat`
function isTargetAmong(name: string, names: readonly string[]): boolean {
  return (
    isTarget(name) || names.some((other) => other !== name && other.replace(PREDICTED, '') === name)
  );
}

function treeOf(value: unknown): Tree | undefined {
  try {
    return readTree({ root: value }, { name: 'input', root: 'input', integers: true });
  } catch {
    return undefined;
  }
}

function fits(tree: Tree | undefined, gradient: unknown): boolean {
  if (tree === undefined || gradient === undefined || gradient === null) return false;
  try {
    return fitGradient(tree, gradient).length > 0;
  } catch {
    return false;
  }
}

// [da, db], with null for what has no gradient
function isListFor(trees: readonly (Tree | undefined)[], result: readonly unknown[]): boolean {
  if (result.length < trees.length) return false;
  const there = trees.map((tree, i) => (result[i] ?? null) === null || fits(tree, result[i]));
  return there.every(Boolean) && trees.some((tree, i) => fits(tree, result[i]));
}

function inList(result: readonly unknown[], i: number): Finder | undefined {
  return (result[i] ?? null) === null
    ? undefined
    : (given) => (given as readonly unknown[] | null)?.[i];
}

function inRecord(result: unknown, name: string): Finder | undefined {
  if (!isRecord(result)) return undefined;
  const key = keyFor(Object.keys(result), name);
  return key === undefined
    ? undefined
    : (given) => (given as Record<string, unknown> | null)?.[key];
}

function keyOnLayer(
  layer: object,
  { name, tree }: { readonly name: string; readonly tree: Tree | undefined },
): string | undefined {
  const members = layer as Record<string, unknown>;
  const key = [...fieldsOf(layer), ...lonelyGetters(layer)].find(
    (member) => gradientRank(member, name) !== undefined,
  );
  return key !== undefined && fits(tree, members[key]) ? key : undefined;
}

function keyFor(keys: readonly string[], name: string): string | undefined {
  return (
    keys.find((key) => key === name) ?? keys.find((key) => gradientRank(key, name) !== undefined)
  );
}

/** What a backward pass returned, with the gradients of the inputs in one record, as that of a single input would be. */
export function packed(
  result: unknown,
  { byName, isList }: Finders,
  { layer, count }: { readonly layer: object; readonly count: number },
): unknown {
  const input = Object.fromEntries(
    [...byName].map(([name, find]) => [name, find(result, layer)] as const),
  );
  if (isList && Array.isArray(result)) {
    const rest: readonly unknown[] = result.slice(count);
    return rest.length === 0 ? input : [input, ...rest];
  }
  if (!isRecord(result)) return input;
  const inputs = Object.values(input);
  const rest = Object.entries(result).filter(([, gradient]) => !inputs.includes(gradient));
  return rest.length === 0 ? input : { input, ...Object.fromEntries(rest) };
}
