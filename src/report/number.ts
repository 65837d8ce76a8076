export type Notation = 'fixed' | 'exponent';

/** Where a number is cut, and how it is written. */
export interface Cut {
  readonly notation: Notation;
  /** Power of ten of the last digit worth showing: -3 keeps thousandths. */
  readonly place: number;
}

/** Decimal exponent of the leading digit; read off the digits, because a logarithm rounds. */
export function exponentOf(value: number): number {
  return Number(value.toExponential().split('e')[1]);
}

/** Power of ten of the last digit that is needed to write the number exactly. */
export function shortestPlace(value: number): number {
  const [mantissa, exponent] = value.toExponential().split('e');
  return Number(exponent) - (mantissa.split('.')[1]?.length ?? 0);
}

/** Writes a number down to a decimal place; NaN, the infinities and -0 as they are. */
export function formatNumber(value: number, cut: Cut): string {
  if (!Number.isFinite(value)) return String(value);
  if (Object.is(value, -0)) return '-0';
  return cut.notation === 'fixed' ? toFixed(value, cut) : toExponent(value, cut);
}

/** Writes an error measure in two digits, always with an exponent: `3.2e-4`. */
export function formatError(value: number): string {
  return formatErrors([value])[0];
}

/** Most digits a float64 can need. */
const MOST_DIGITS = 17;

/** Writes several error measures with equally many digits, two or as many as tell them apart. */
export function formatErrors(values: readonly number[]): readonly string[] {
  const different = new Set(values).size;
  for (let digits = 2; ; digits++) {
    const texts = values.map((value) => withDigits(value, { digits }));
    if (digits === MOST_DIGITS || new Set(texts).size === different) return texts;
  }
}

function withDigits(value: number, { digits }: { readonly digits: number }): string {
  if (!Number.isFinite(value)) return String(value);
  return value === 0 ? '0' : value.toExponential(digits - 1);
}

function toFixed(value: number, { place }: Cut): string {
  const text = value.toFixed(Math.max(0, -place));
  return Number(text) === 0 ? text.replace('-', '') : text;
}

function toExponent(value: number, { place }: Cut): string {
  if (Math.abs(value) < 0.5 * 10 ** place) return '0';
  return value.toExponential(Math.max(0, exponentOf(value) - place));
}
