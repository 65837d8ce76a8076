import { memberPath } from '../path.ts';
import { membersOf } from './layer.ts';

/** A layer, or one of those inside it, and its own members. */
export interface Part {
  /** Empty for the layer itself. */
  readonly path: string;
  readonly members: Record<string, unknown>;
}

/** A layer and all layers inside it, each once. */
export function partsOf(layer: object): readonly Part[] {
  const parts = new Map<object, Part>();
  const visit = (object: object, path: string): void => {
    if (parts.has(object)) return;
    parts.set(object, { path, members: object as Record<string, unknown> });
    for (const member of membersOf(object)) visit(member.layer, inside(path, member.path));
  };
  visit(layer, '');
  return [...parts.values()];
}

/** What a member of a part is called from outside: `layers[1].training`. */
export function nameIn({ path }: Part, key: string): string {
  return memberPath(path, key);
}

function inside(path: string, member: string): string {
  return path === '' ? member : `${path}.${member}`;
}
