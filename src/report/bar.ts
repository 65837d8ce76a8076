import { exponentOf } from './number.ts';

/** Writes a bar in one significant digit, or two when it leads with 1 or 2, never smaller than it is. */
export function formatBar(bar: number): string {
  if (!Number.isFinite(bar)) return String(bar);
  if (bar === 0) return '0';
  const nearest = bar.toExponential(fractionDigits(bar));
  return Number(nearest) >= bar ? nearest : nextUp(nearest);
}

/** Writes what a size is at the least, in as many digits: never larger than it is. */
export function formatLeast(least: number): string {
  const digits = fractionDigits(least);
  const nearest = least.toExponential(digits);
  if (Number(nearest) <= least) return nearest;
  return (least - 10 ** barPlace(least) / 2).toExponential(digits);
}

/** Power of ten of the last digit of a bar as it is written. */
export function barPlace(bar: number): number {
  return exponentOf(bar) - fractionDigits(bar);
}

// rounding 2.9 to 3 costs 3 %, rounding 1.1 to 2 would cost 80 %
function fractionDigits(bar: number): number {
  return bar.toExponential() < '3' ? 1 : 0;
}

function nextUp(text: string): string {
  const [mantissa, exponent] = text.split('e');
  const decimals = mantissa.split('.')[1]?.length ?? 0;
  const units = Number(mantissa.replace('.', '')) + 1;
  return Number(`${units}e${Number(exponent) - decimals}`).toExponential(decimals);
}
