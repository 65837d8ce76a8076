import { normSeen } from '../numeric/group-testing.ts';
import { norm } from '../numeric/norm.ts';
import { LEAST_WEIGHT, TYPICAL_WEIGHT } from '../numeric/weights.ts';
import type { Study } from '../probe/study.ts';
import type { Suspects } from '../record.ts';
import type { Variable } from '../subject/variable.ts';

/** What directions through all of a variable have said of it, in the units of its gradient. */
export interface Probed {
  /** By how much the analytic slope along each differs, with its bar, when what was located is set right. */
  readonly rest: readonly { readonly value: number; readonly bar: number }[];
  /** The coordinates that were located. */
  readonly located: readonly number[];
  readonly suspects: readonly Suspects[];
  /** Whether kinks on their way widen the bars, more than noise does. */
  readonly isAmongKinks: boolean;
}

/** What goes unseen by chance goes unseen with no more than this one. */
export const MISSED = 1e-6;
/** What is within its bar may be off by twice that. */
const BOTH_WAYS = 2;

/** The norm of an error that directions show, where it is spread over what they lead through. */
export function spreadError({ rest }: Pick<Probed, 'rest'>): number {
  return norm(rest.map(({ value }) => value)) / Math.sqrt(rest.length) / TYPICAL_WEIGHT;
}

/** Bars are of one direction alone; several together do not show half of one by chance. */
const TOGETHER = 1 / 2;

/** The norm of an error, spread over what they lead through, that their bars could hide. */
export function unresolved({ rest }: Pick<Probed, 'rest'>): number {
  const bars = norm(rest.map(({ bar }) => bar)) / Math.sqrt(rest.length);
  return (TOGETHER * bars) / TYPICAL_WEIGHT;
}

/** The error of one coordinate alone that is certain to be seen: along the sharpest direction its part exceeds the bar, whatever noise does. */
export function seenAlone({ rest }: Pick<Probed, 'rest'>): number {
  return (BOTH_WAYS * Math.min(...rest.map(({ bar }) => bar))) / LEAST_WEIGHT;
}

/** The norm of an error that is seen whatever it is made of, but for a small chance. */
export function seenNorm(probed: Pick<Probed, 'rest'>): number {
  return normSeen({ ...blindness(probed), probability: MISSED });
}

function blindness({ rest }: Pick<Probed, 'rest'>) {
  const widest = Math.max(...rest.map(({ bar }) => bar));
  return { seen: BOTH_WAYS * widest, weighings: rest.length };
}

/** ‖a‖₂ of a whole variable; what is not finite is left out. */
export function gradientNorm({ reading }: Study, { offset, size }: Variable): number {
  const own = reading.values.subarray(offset, offset + size);
  const whole = norm(own);
  return Number.isFinite(whole) ? whole : norm(own.filter(Number.isFinite));
}
