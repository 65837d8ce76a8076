import { editsBetween } from '../subject/near.ts';

/** What to say of an option that there is not. */
export function unknownOption(name: string, names: readonly string[]): string {
  const nearest = nearestName(name, names);
  const list =
    names.length === 1 ? `there is only \`${names[0]}\`` : `there are ${names.join(', ')}`;
  const hint = nearest ? `did you mean \`${nearest}\`?` : list;
  return `\`${name}\` is not an option; ${hint}`;
}

/** Names that people bring along from other checkers. */
const SYNONYMS: Readonly<Record<string, string>> = {
  eps: 'epsilon',
  h: 'epsilon',
  step: 'epsilon',
  delta: 'epsilon',
  tol: 'threshold',
  tolerance: 'threshold',
  rtol: 'threshold',
  atol: 'threshold',
  x: 'at',
  point: 'at',
  batch: 'samples',
  timeout: 'timeLimit',
};

/** The name a misspelt one most likely stands for; undefined when none is near. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const synonym = SYNONYMS[name.toLowerCase()];
  if (synonym !== undefined && names.includes(synonym)) return synonym;
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
  return Array.isArray(value) ? 'an array' : 'an object';
}
