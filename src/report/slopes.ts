/** Digits of a one-sided slope: enough to see on which side of it an analytic value lies. */
const SLOPE_DIGITS = 6;

/** Writes the one-sided slopes of a kink: `slopes [0, 1]`. */
export function formatSlopes(
  slopes: readonly number[],
  { digits }: { readonly digits: number },
): string {
  const most = Math.min(digits, SLOPE_DIGITS);
  const rounded = slopes.map((slope) => Number(slope.toPrecision(most)));
  return `slopes [${rounded.map(slopeText).join(', ')}]`;
}

function slopeText(slope: number): string {
  const size = Math.abs(slope);
  return size >= 1e7 || (size > 0 && size < 1e-4) ? slope.toExponential() : String(slope);
}
