import { editsBetween } from '../subject/near.ts';

/** Names that people bring along for an option, by the option. */
type Synonyms = Readonly<Record<string, { readonly also?: readonly string[] }>>;

/** What to say of an option that there is not. */
export function unknownOption(name: string, options: Synonyms): string {
  const names = Object.keys(options);
  const meant = synonymOf(name, options) ?? nearestName(name, names);
  const list =
    names.length === 1 ? `there is only \`${names[0]}\`` : `there are ${names.join(', ')}`;
  const hint = meant ? `did you mean \`${meant}\`?` : list;
  return `\`${name}\` is not an option; ${hint}`;
}

function synonymOf(name: string, options: Synonyms): string | undefined {
  const written = name.toLowerCase();
  return Object.keys(options).find((option) => options[option].also?.includes(written));
}

/** The name a misspelt one most likely stands for; undefined when none is near. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const [nearest] = [...names].sort((a, b) => misspelling(name, a) - misspelling(name, b));
  return nearest !== undefined && misspelling(name, nearest) <= 0.4 ? nearest : undefined;
}

/** The share of letters that differ. */
function misspelling(written: string, meant: string): number {
  return editsBetween(written, meant) / Math.max(written.length, meant.length);
}

/** A value as an error message shows it: short, and never thrown over. */
export function printValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (!Array.isArray(value)) return 'an object';
  const hole = value.findIndex((_, i) => !Object.hasOwn(value, i));
  return hole >= 0 ? 'an array with holes' : 'an array';
}
