import { enforce, type Law } from './law.ts';
import { printValue, unknownOption } from './misuse.ts';

/** What there is to know of one option, except what it is for: that stands with its type, where editors show it. */
export interface Option<Value> {
  readonly law: Law<Value>;
  /** Absent where the check itself finds what is right. */
  readonly default?: Value;
  /** The default in quick mode, where it is another one. */
  readonly quick?: Value;
  /** Names that people bring along for it from other checkers. */
  readonly also?: readonly string[];
}

/** Every option of something, once. */
export type OptionTable<Options> = {
  readonly [Name in keyof Options]-?: Option<Exclude<Options[Name], undefined>>;
};

/**
 * Checks the options a user wrote against their laws.
 *
 * @throws TypeError, RangeError - for a misspelt option or a value of the wrong kind; for a number out of range
 */
export function validateBy<Options extends object>(
  table: OptionTable<Options>,
  options: unknown,
): Options {
  if (options === undefined) return {} as Options;
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(`the options must be one object, got ${printValue(options)}`);
  }
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(table, name)) throw new TypeError(unknownOption(name, table));
    if (value !== undefined) enforce(table[name as keyof Options].law, name, value);
  }
  return options as Options;
}
