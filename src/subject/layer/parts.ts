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

/** Models inside models go no deeper than this. */
const DEEPEST = 100;

/**
 * Sees to it that a model can be taken apart.
 *
 * @throws TypeError - when one is among the layers inside it, or they lie too deep in each other
 */
export function checkNesting(model: object, name: string): void {
  const sound = new Set<object>();
  const visit = (object: object, path: string, above: readonly object[]): void => {
    if (above.includes(object)) throw insideItself(name, path);
    if (above.length > DEEPEST) throw tooDeep(name);
    if (sound.has(object)) return;
    for (const member of membersOf(object))
      visit(member.layer, inside(path, member.path), [...above, object]);
    sound.add(object);
  };
  visit(model, '', []);
}

function insideItself(name: string, path: string): TypeError {
  return new TypeError(
    `a model must not be among its own layers, but \`${path}\` of ${name} is one that it is inside of`,
  );
}

function tooDeep(name: string): TypeError {
  return new TypeError(
    `models must not lie more than ${DEEPEST} deep in each other, as in ${name}`,
  );
}

/** What a member of a part is called from outside: `layers[1].training`. */
export function nameIn({ path }: Part, key: string): string {
  return memberPath(path, key);
}

function inside(path: string, member: string): string {
  return path === '' ? member : `${path}.${member}`;
}
