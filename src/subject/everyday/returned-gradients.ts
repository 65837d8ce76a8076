import { asArray } from '../arrays.ts';
import { sizeOf } from '../cells.ts';
import { isObject } from '../kinds.ts';
import { gradientRank } from '../layer/names.ts';
import { GRADIENT_CONTAINERS } from '../spellings.ts';
import type { Slot } from './slot.ts';

/**
 * The gradients of parameters in what a backward pass returned: by name, or a list in their order.
 *
 * @returns `undefined` when it is neither
 */
export function gradientsIn(
  result: unknown,
  slots: readonly Pick<Slot, 'path' | 'array'>[],
): ReadonlyMap<string, unknown> | undefined {
  const inner = isObject(result) ? GRADIENT_CONTAINERS.find((name) => name in result) : undefined;
  const all = inner === undefined ? result : (result as Record<string, unknown>)[inner];
  const [only, another] = slots;
  if (only && another === undefined && isOf(only, all)) return new Map([[only.path, all]]);
  if (Array.isArray(all))
    return all.length === slots.length
      ? new Map(slots.map(({ path }, i) => [path, all[i]]))
      : undefined;
  if (!isObject(all) || ArrayBuffer.isView(all)) return undefined;
  const members = all instanceof Map ? all : new Map(Object.entries(all));
  const found = slots.map(({ path }) => [path, memberFor(members, path)] as const);
  return found.some(([, gradient]) => gradient !== undefined) ? new Map(found) : undefined;
}

// the numbers of the only parameter there is
function isOf({ array: { shape = [] } }: Pick<Slot, 'array'>, gradient: unknown): boolean {
  const cells = asArray(gradient, 'typed');
  return cells !== undefined && cells.size === sizeOf(shape) && !isObject(cells.read(0));
}

// The whole path, or its last name: `dense1.W`, `W`.
function memberFor(members: ReadonlyMap<string, unknown>, path: string): unknown {
  const [last = path] = /[^.[\]]+$/.exec(path.replace(/\]$/, '')) ?? [];
  const keys = [...members.keys()];
  const key =
    keys.find((name) => name === path) ??
    keys.find((name) => name === last || gradientRank(name, last) !== undefined);
  return key === undefined ? undefined : members.get(key);
}
