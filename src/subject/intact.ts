import { isInstance, numbersOfInstance } from './instances.ts';
import { isIntegerArray, isNumberRow, isObject, isTensor } from './kinds.ts';
import { memberPath } from './path.ts';
import { copyTyped } from './typed-arrays.ts';

/** The first array or container of a tree that is not as it was, and what became of it. */
export interface Damage {
  readonly path: string;
  readonly how: 'replaced or resized' | 'changed';
}

export type FindDamage = () => Damage | undefined;

/**
 * Remembers how a tree hangs together, so that code that replaces, reorders or resizes its arrays is found out.
 *
 * Of numbers only integers are looked at: the others are varied, and whoever varies them looks after them.
 */
export function rememberStructure(tree: unknown, path: string): FindDamage {
  const links = linksOf({ holder: { tree }, key: 'tree', path });
  return () => {
    const moved = links.find((link) => !isInPlace(link));
    if (moved !== undefined) return { path: moved.path, how: 'replaced or resized' };
    const changed = links.find((link) => !holdsIntegers(link));
    return changed && { path: changed.path, how: 'changed' };
  };
}

/** Where an object hangs, and its length if it has one. */
interface Link {
  readonly path: string;
  readonly holder: object;
  readonly key: string;
  readonly child: unknown;
  readonly length: unknown;
  /** A copy of integers. */
  readonly integers?: Int32Array;
}

function linksOf(at: Pick<Link, 'holder' | 'key' | 'path'>): readonly Link[] {
  const child = at.holder[at.key as keyof object] as unknown;
  if (!isObject(child)) return [];
  return [
    {
      ...at,
      child,
      length: lengthOf(child),
      ...(isIntegerArray(child) && { integers: copyTyped(child) }),
    },
    ...keysToFollow(child).flatMap((key) => {
      const name = Array.isArray(child) ? Number(key) : key;
      return linksOf({ holder: child, key, path: memberPath(at.path, name) });
    }),
  ];
}

// The extra fields of a tensor are not ours to follow, nor is what a list has besides its items.
function keysToFollow(child: object): readonly string[] {
  if (ArrayBuffer.isView(child) || isNumberRow(child)) return [];
  if (Array.isArray(child)) return Array.from({ length: child.length }, (_, i) => String(i));
  if (isTensor(child)) return ['data'];
  return isInstance(child) ? numbersOfInstance(child) : Object.keys(child);
}

function isInPlace({ holder, key, child, length }: Link): boolean {
  const now = holder[key as keyof object] as unknown;
  return now === child && lengthOf(now) === length;
}

// Of a record it is a member like any other.
function lengthOf(child: unknown): unknown {
  const isArray = Array.isArray(child) || ArrayBuffer.isView(child);
  return isArray ? (child as unknown[]).length : undefined;
}

function holdsIntegers({ child, integers }: Link): boolean {
  return integers?.every((integer, i) => (child as Int32Array)[i] === integer) ?? true;
}
