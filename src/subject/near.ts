import { closest, distance } from 'fastest-levenshtein';

/** The name nearest to a misspelt one; `undefined` when there is nothing to choose from. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const lower = closest(
    name.toLowerCase(),
    names.map((candidate) => candidate.toLowerCase()),
  );
  return names.find((candidate) => candidate.toLowerCase() === lower);
}

/** How many letters of a misspelt name have to be typed, changed or dropped to make it another, regardless of case. */
export function editsBetween(written: string, meant: string): number {
  return distance(written.toLowerCase(), meant.toLowerCase());
}

/** Names as they are listed in a message: `` `a`, `b` ``. */
export function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
