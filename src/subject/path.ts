const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** The path of a member, as people write it: `W`, `layers[2].bias`, `["a b"]`. */
export function memberPath(path: string, key: PropertyKey): string {
  if (typeof key !== 'string') return `${path}[${String(key)}]`;
  if (!IDENTIFIER.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** Whether a path is another, or a part of what the other names. */
export function isBelow(path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(`${ancestor}.`) || path.startsWith(`${ancestor}[`);
}

/** The name of one coordinate, taken apart. */
export interface CoordinateName {
  readonly path: string;
  /** One text an axis, as it was written. */
  readonly indices: readonly string[];
}

/** Takes `W[2,3]` apart; undefined for what does not end with an index. */
export function coordinateName(name: string): CoordinateName | undefined {
  const [, path, index] = /^(.+)\[([^[\]"]*)\]$/s.exec(name) ?? [];
  if (path === undefined || index === undefined) return undefined;
  return { path, indices: index.split(',').map((text) => text.trim()) };
}

/** Whether one of several names is a path, or a coordinate of what is there. */
export function isNamed(path: string, names: readonly string[]): boolean {
  return names.some((name) => name === path || coordinateName(name)?.path === path);
}
