import { arrived } from './arrived.ts';
import { isIntegerArray } from './kinds.ts';
import { isPromise } from './then.ts';

/** A place in a tree as its errors speak of it. */
export interface NamedPlace {
  /** The expression that reaches it: `at.W[3]`. */
  readonly name: string;
  /** Whether it is the root: then there is nothing to leave out. */
  readonly isRoot: boolean;
  /** What to do with what is no number: `close over it instead of putting it in the point`. */
  readonly remedy?: string | undefined;
}

/** The error for a value that is no number, no array of numbers and no container of those. */
export function notNumbers(place: NamedPlace, value: unknown): TypeError {
  const law =
    'must be a number, an array of numbers, { data, shape }, or a record or list of those';
  return new TypeError(`\`${place.name}\` ${law}, got ${arrived(value)}${adviceFor(place, value)}`);
}

function adviceFor(place: NamedPlace, value: unknown): string {
  if (isPromise(value)) return '; await it first';
  if (typeof value === 'bigint') return '; convert it with Number()';
  if (isIntegerArray(value)) return `; use Float64Array${orRemedy(place)}`;
  if (typeof value === 'object' && value !== null) return '; pass the arrays it holds';
  return place.isRoot || place.remedy === undefined ? '' : `; ${place.remedy}`;
}

function orRemedy({ isRoot, remedy }: NamedPlace): string {
  return isRoot || remedy === undefined ? '' : `, or ${remedy}`;
}

/** The error for integers where numbers will be differentiated. */
export function integersInside(place: NamedPlace, value: unknown): TypeError {
  return new TypeError(
    `\`${place.name}\` must hold floating-point numbers, got ${arrived(value)}${adviceFor(place, value)}`,
  );
}

export function holeAt(name: string): TypeError {
  return new TypeError(`\`${name}\` must be a number, got a hole in a sparse array`);
}

export function selfContaining(name: string): TypeError {
  return new TypeError(`\`${name}\` must not contain itself, got a cycle`);
}

export function tooDeep(name: string, deepest: number): RangeError {
  return new RangeError(
    `\`${name}\` must not have arrays and records inside each other more than ${deepest} deep`,
  );
}

export function mixedList(name: string): TypeError {
  const law = 'must be a rectangular array of numbers or a list of arrays';
  return new TypeError(`\`${name}\` ${law}, got numbers and arrays side by side`);
}

export function nothingInside(name: string, value: unknown): RangeError {
  return new RangeError(`\`${name}\` must hold at least one number, got ${arrived(value)}`);
}

export function notFinite(name: string, value: number): RangeError {
  return new RangeError(`\`${name}\` must be a finite number, got ${arrived(value)}`);
}

export function notNumber(name: string, value: unknown): TypeError {
  return new TypeError(`\`${name}\` must be a number, got ${arrived(value)}`);
}
