import { isInstance, numbersOfInstance } from './instances.ts';
import { isNumberRow, isObject, isTensor } from './kinds.ts';
import { memberPath } from './path.ts';

/** Tells what is no longer as it was: the path of the first array or container replaced, moved or resized. */
export type FindDamage = () => string | undefined;

/**
 * Remembers how a tree hangs together, so that code that replaces, reorders or resizes its arrays is found out.
 *
 * The numbers themselves are not looked at.
 */
export function rememberStructure(tree: unknown, path: string): FindDamage {
  const links = linksOf({ holder: { tree }, key: 'tree', path });
  return () => links.find((link) => !holds(link))?.path;
}

/** Where an object hangs, and its length if it has one. */
interface Link {
  readonly path: string;
  readonly holder: object;
  readonly key: string;
  readonly child: unknown;
  readonly length: unknown;
}

function linksOf(at: Pick<Link, 'holder' | 'key' | 'path'>): readonly Link[] {
  const child = at.holder[at.key as keyof object] as unknown;
  if (!isObject(child)) return [];
  return [
    { ...at, child, length: child.length },
    ...keysToFollow(child).flatMap((key) => {
      const name = Array.isArray(child) ? Number(key) : key;
      return linksOf({ holder: child, key, path: memberPath(at.path, name) });
    }),
  ];
}

// The extra fields of a tensor are not ours to follow.
function keysToFollow(child: object): readonly string[] {
  if (ArrayBuffer.isView(child) || isNumberRow(child)) return [];
  if (isTensor(child)) return ['data'];
  return isInstance(child) ? numbersOfInstance(child) : Object.keys(child);
}

function holds({ holder, key, child, length }: Link): boolean {
  const now = holder[key as keyof object] as unknown;
  return now === child && (now as { length?: unknown }).length === length;
}
