import type { Row, Scope } from './scope.ts';

/** `all 6 coordinates`, `all 3 coordinates that differ`, `the only coordinate`. */
export function everyCoordinate({ rows, wrong, complete }: Scope): string {
  if (rows.length === 1) return 'the only coordinate';
  if (wrong.length === 1) return 'the only coordinate that differs';
  if (wrong.length < rows.length) return `all ${wrong.length} coordinates that differ`;
  if (rows.length === 2) return 'both coordinates';
  return `all ${rows.length} ${complete ? '' : 'checked '}coordinates`;
}

/** `1 coordinate`, `2 coordinates`. */
export function counted(count: number): string {
  return `${count} coordinate${count === 1 ? '' : 's'}`;
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

/** Position along each axis, row-major. */
export function indexIn(shape: readonly number[], flat: number): readonly number[] {
  let rest = flat;
  const reversed = [...shape].reverse().map((size) => {
    const along = rest % size;
    rest = Math.floor(rest / size);
    return along;
  });
  return reversed.reverse();
}

/** As people write it: `W[2,3]`, or the bare path of a single number. */
export function nameOf({ variable: { path, shape }, flat }: Row): string {
  return shape.length === 0 ? path : `${path}[${indexIn(shape, flat).join(',')}]`;
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
