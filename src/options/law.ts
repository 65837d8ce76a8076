import { printValue } from './misuse.ts';
import { readPart } from './part.ts';

/** What a value must be, in words, and whether one is. */
export interface Law<Value> {
  /** As in `must be a positive integer`. */
  readonly words: string;
  readonly holds: (value: unknown) => value is Value;
}

/** A point is understood, or refused, with its subject. */
export const POINT: Law<unknown> = {
  words: 'a point',
  holds: (_value): _value is unknown => true,
};

export const POSITIVE: Law<number> = {
  words: 'a positive finite number',
  holds: (value): value is number => isFiniteNumber(value) && value > 0,
};

export const COUNT: Law<number> = {
  words: 'a positive integer',
  holds: (value): value is number => Number.isSafeInteger(value) && (value as number) > 0,
};

export const COUNT_OR_ALL: Law<number | 'all'> = {
  words: `${COUNT.words} or 'all'`,
  holds: (value): value is number | 'all' => value === 'all' || COUNT.holds(value),
};

export const SEED: Law<number> = {
  words: 'a 32-bit integer',
  holds: (value): value is number => isFiniteNumber(value) && (value | 0) === value,
};

export const SIGN: Law<1 | -1> = {
  words: '1 or -1',
  holds: (value): value is 1 | -1 => value === 1 || value === -1,
};

export const SWITCH: Law<boolean> = {
  words: 'true or false',
  holds: (value) => typeof value === 'boolean',
};

export const PATHS: Law<readonly string[]> = {
  words: 'a non-empty array of paths',
  holds: (value): value is readonly string[] =>
    Array.isArray(value) &&
    value.length > 0 &&
    // a hole is no path, and `every` does not see it
    Array.from(value).every((path) => typeof path === 'string'),
};

export const PART: Law<string> = {
  words: "one of some equal parts, as '3/16'",
  holds: (value): value is string => typeof value === 'string' && readPart(value) !== undefined,
};

export const SIGNAL: Law<AbortSignal> = {
  words: 'an AbortSignal',
  // that of another realm, or a polyfill, is none of this one's
  holds: (value): value is AbortSignal =>
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Partial<AbortSignal>).throwIfAborted === 'function',
};

export const FUNCTION: Law<(...args: never[]) => unknown> = {
  words: 'a function',
  holds: (value): value is (...args: never[]) => unknown => typeof value === 'function',
};

/** One of some names; at least two. */
export function oneOf<Name extends string>(names: readonly Name[]): Law<Name> {
  const quoted = names.map((name) => `'${name}'`);
  return {
    words: `${quoted.slice(0, -1).join(', ')} or ${quoted[quoted.length - 1]}`,
    holds: (value): value is Name => names.includes(value as Name),
  };
}

/**
 * Says that a value is not what it must be.
 *
 * @throws TypeError, RangeError - for a number
 */
export function enforce({ words, holds }: Law<unknown>, name: string, value: unknown): void {
  if (holds(value)) return;
  const Misuse = typeof value === 'number' ? RangeError : TypeError;
  throw new Misuse(`\`${name}\` must be ${words}, got ${printValue(value)}`);
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
