import type { VariableCheck } from '../record.ts';

/**
 * The places, among the checked coordinates, of those that are off by more than bar and threshold explain, or not a number.
 *
 * A check of everything has millions of them: one pass over typed arrays, and nothing is made for what agrees.
 */
export function offIn({ analytic, numeric, bars, threshold }: VariableCheck): Uint32Array {
  let found = new Uint32Array(64);
  let count = 0;
  for (let k = 0; k < analytic.length; k++) {
    // no array is taken apart here: that takes twice as long as all the rest
    const difference = Math.abs(analytic[k] - numeric[k]);
    const sizes = Math.abs(analytic[k]) + Math.abs(numeric[k]);
    if (difference <= bars[k] || difference <= threshold * sizes) continue;
    if (count === found.length) found = grown(found);
    found[count] = k;
    count += 1;
  }
  return found.subarray(0, count);
}

function grown(full: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * full.length);
  larger.set(full);
  return larger;
}
