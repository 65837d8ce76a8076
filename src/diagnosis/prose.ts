import { nameOfEntry } from '../naming.ts';
import type { VariableCheck } from '../record.ts';
import type { Row, Scope } from './scope.ts';

/** `all 6 coordinates`, `all 3 coordinates that differ`, `the only coordinate`. */
export function everyCoordinate({ rows, wrong, complete, variables }: Scope): string {
  const { one, many } = nounsFor(variables);
  if (rows.length === 1) return `the only ${one}`;
  if (wrong.length === 1) return `the only ${one} that differs`;
  if (wrong.length < rows.length) return `all ${wrong.length} ${many} that differ`;
  if (rows.length === 2) return `both ${many}`;
  return `all ${rows.length} ${complete ? '' : 'checked '}${many}`;
}

/** `1 coordinate`, `2 coordinates`; entries where they are those of a Jacobian. */
export function counted(count: number, variables: readonly VariableCheck[]): string {
  const { one, many } = nounsFor(variables);
  return `${count} ${count === 1 ? one : many}`;
}

/** What the numbers of some variables are called. */
export function nounsFor([variable]: readonly VariableCheck[]) {
  return variable?.derivative === undefined
    ? { one: 'coordinate', many: 'coordinates' }
    : { one: 'entry', many: 'entries' };
}

/** `the other one agrees`, `the other 6 agree`. */
export function othersThatAgree(count: number): string {
  return count === 1 ? 'the other one agrees' : `the other ${count} agree`;
}

/** `W`, `W and b`, `W, b and 3 more`. */
export function listed(names: readonly string[]): string {
  if (names.length <= 1) return names.join('');
  if (names.length > 4) return `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

/** As people write it: `W[2,3]`, or the bare path of a single number. */
export function nameOf({ variable, flat }: Row): string {
  return nameOfEntry(variable, flat);
}

/** A number that was fitted, with the digits that its uncertainty leaves: at least two, at most ten. */
export function formatFitted(value: number, { uncertainty }: { readonly uncertainty: number }) {
  const digits = Math.floor(Math.log10(Math.abs(value) / uncertainty));
  return value.toPrecision(Math.min(10, Math.max(2, digits)));
}

/** A number in as few digits as its uncertainty allows. */
export function shortest(value: number, { uncertainty }: { readonly uncertainty: number }): number {
  for (let digits = 1; digits < 17; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.abs(short - value) <= uncertainty) return short;
  }
  return value;
}

/** Significant decimal digits it takes to write a number. */
export function digitsOf(value: number): number {
  return value.toExponential().split('e')[0].replace(/[-.]/g, '').length;
}

/** A difference or a derivative in a sentence: three digits. */
export function brief(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const rounded = Number(value.toPrecision(3));
  const size = Math.abs(rounded);
  return size !== 0 && (size < 1e-3 || size >= 1e5) ? rounded.toExponential() : String(rounded);
}
