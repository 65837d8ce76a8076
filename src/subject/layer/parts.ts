import { memberPath } from '../path.ts';
import { membersOf } from './layer.ts';

/** A layer, or one of those inside it, and its own members. */
export interface Part {
  /** Empty for the layer itself. */
  readonly path: string;
  readonly members: Record<string, unknown>;
}

/** Models inside models are taken apart so deep. */
export const DEEPEST = 32;

/**
 * Sees to it that a model can be taken apart to its end.
 *
 * @param name - what it is called: `layer Chain`
 * @throws TypeError, RangeError - for one that contains itself, and for one that has layers in layers without end
 */
export function rejectEndless(layer: object, name: string): void {
  const seen = new Set<object>();
  const visit = (object: object, path: string, around: readonly object[]): void => {
    if (around.includes(object)) throw selfContaining(path, name);
    if (around.length > DEEPEST) throw tooDeep(name);
    if (seen.has(object)) return;
    seen.add(object);
    for (const member of membersOf(object))
      visit(member.layer, inside(path, member.path), [...around, object]);
  };
  visit(layer, '', []);
}

function selfContaining(path: string, name: string): TypeError {
  return new TypeError(
    `a model must not contain itself, but \`${path}\` of ${name} is what it is inside of`,
  );
}

/** The error for layers in layers in layers. */
export function tooDeep(name: string): RangeError {
  return new RangeError(`${name} must not have layers inside each other more than ${DEEPEST} deep`);
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
