/**
 * The Euclidean norm ‖v‖₂ = √Σvᵢ², summed in index order.
 *
 * Neither overflows nor underflows: when the largest entry is far from 1 all are scaled by a power of two first,
 * which is exact, so that the plain sum is what everybody else computes by hand.
 */
export function norm(values: ArrayLike<number>): number {
  const largest = largestSize(values);
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  const scale = scaleFor(largest);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] / scale) * (values[i] / scale);
  return scale * Math.sqrt(sum);
}

/** The two derivatives of one check, entry by entry. */
export interface Pair {
  readonly analytic: ArrayLike<number>;
  readonly numeric: ArrayLike<number>;
}

/** ‖a − n‖₂ / (‖a‖₂ + ‖n‖₂): 0 when both are zero, 1 when they have nothing in common, NaN when an entry is. */
export function relativeError({ analytic, numeric }: Pair): number {
  const distance = distanceBetween({ analytic, numeric });
  if (distance === 0) return 0;
  // halved, because the sum of two norms can overflow where their mean does not
  const error = distance / 2 / (norm(analytic) / 2 + norm(numeric) / 2);
  return Number.isNaN(error) && distance === Number.POSITIVE_INFINITY ? 1 : error;
}

/** ‖a − n‖₂, where equal infinities are no distance apart; scaled as the norm is, from one difference at a time. */
function distanceBetween({ analytic, numeric }: Pair): number {
  let largest = 0;
  for (let i = 0; i < analytic.length; i++) {
    const size = Math.abs(difference(analytic[i], numeric[i]));
    if (Number.isNaN(size)) return size;
    if (size > largest) largest = size;
  }
  if (largest === 0 || largest === Number.POSITIVE_INFINITY) return largest;
  const scale = scaleFor(largest);
  let sum = 0;
  for (let i = 0; i < analytic.length; i++) {
    const scaled = difference(analytic[i], numeric[i]) / scale;
    sum += scaled * scaled;
  }
  return scale * Math.sqrt(sum);
}

function difference(a: number, n: number): number {
  return a === n ? 0 : a - n;
}

/** What to divide by before squaring. */
function scaleFor(largest: number): number {
  return largest > 1e-100 && largest < 1e100 ? 1 : 2 ** Math.floor(Math.log2(largest));
}

function largestSize(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]);
    if (Number.isNaN(size)) return size;
    if (size > largest) largest = size;
  }
  return largest;
}
