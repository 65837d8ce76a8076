import type { CoordinateCheck, GradientCheck, VariableCheck } from '../record.ts';

/**
 * The wrong coordinates of all variables in one order, the one each variable has them in: certain
 * ones first, then by the difference, which is what makes up the relative error of the whole.
 */
export function worstFirst({ variables }: GradientCheck): readonly CoordinateCheck[] {
  // a block of a Jacobian has them in the order of its rows, each by its own size
  if (variables.length === 1 && variables[0].derivative) return variables[0].worst;
  return variables
    .flatMap((variable) => variable.worst)
    .sort((a, b) => certainty(b) - certainty(a) || difference(b) - difference(a));
}

/** The largest relative error of the wrong coordinates after the first rows; undefined if unknown. */
export function largestBeyond(
  check: GradientCheck,
  { rows }: { readonly rows: number },
): number | undefined {
  const kept = worstFirst(check).slice(rows);
  const errors = [
    ...kept.map(({ relativeError }) => relativeError),
    ...check.variables.map(largestBeyondRecord),
  ];
  const largest = errors.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return largest === Number.NEGATIVE_INFINITY ? undefined : largest;
}

function certainty({ verdict }: CoordinateCheck): number {
  return verdict === 'mismatch' ? 1 : 0;
}

interface Sides {
  readonly analytic: number;
  readonly numeric: number;
}

// NaN means that a side is not a number, which no difference exceeds; bounded, so that two can be subtracted
function difference({ analytic, numeric }: Sides): number {
  const size = Math.abs(analytic - numeric);
  return Number.isNaN(size) ? Number.MAX_VALUE : Math.min(size, Number.MAX_VALUE);
}

/**
 * The largest relative error that the record has no room for: such a coordinate differs less than the last it kept, but more than the bar.
 *
 * There may be millions of them: nothing is made for one.
 */
function largestBeyondRecord(variable: VariableCheck): number {
  const { worst, wrong, analytic, numeric, bars } = variable;
  let largest = Number.NEGATIVE_INFINITY;
  if (wrong <= worst.length || worst.length === 0) return largest;
  const last = difference(worst[worst.length - 1]);
  for (let k = 0; k < analytic.length; k++) {
    const apart = Math.abs(analytic[k] - numeric[k]);
    if (!(apart < last && apart > bars[k])) continue;
    const size = Math.abs(analytic[k]) + Math.abs(numeric[k]);
    if (apart > largest * size) largest = apart / size;
  }
  return largest;
}
