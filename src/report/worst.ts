import type { CoordinateCheck, GradientCheck, VariableCheck } from '../record.ts';
import { difference } from './difference.ts';
import { ranksOf } from './map-ranks.ts';

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

/** The largest relative error that the record has no room for. */
function largestBeyondRecord(variable: VariableCheck): number {
  const { worst, wrong } = variable;
  const isKept = wrong <= worst.length || worst.length === 0;
  return isKept ? Number.NEGATIVE_INFINITY : ranksOf(variable).largestBeyond;
}
