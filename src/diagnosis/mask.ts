import { largestOf } from '../numeric/vector.ts';
import type { Sign } from './context.ts';
import { brief, counted, othersThatAgree } from './prose.ts';
import { distance, isKnownNonZero, type Row, scopeOf, tolerance } from './scope.ts';

/**
 * Wherever the two sides differ one of them is exactly zero, and not always the analytic one.
 *
 * Several derivatives that are zero while others are not mean that something holds the value there, as a ReLU, a maximum,
 * dropout or a clamp do.
 */
export const wrongMask: Sign = {
  id: 'wrong-mask',
  find: (variables) => {
    const { rows, wrong } = scopeOf(variables);
    const needless = wrong.filter(isNeedless);
    const missing = wrong.filter((row) => row.analytic === 0 && isKnownNonZero(row));
    if (needless.length < 2 || needless.length + missing.length < wrong.length) return;
    const isWrong = new Set(wrong);
    const others = rows.filter((row) => !isWrong.has(row));
    if (!isConfirmed(needless, [...missing, ...others])) return;
    const rest = others.length === 0 ? '' : `; ${othersThatAgree(others.length)}`;
    if (missing.length === 0) {
      const most = largestOf(needless.map(distance));
      return {
        title: 'a missing mask',
        evidence: `numeric is 0 in ${counted(needless.length, variables)}, where analytic is up to ${brief(most)} in size${rest}`,
        help: MISSING,
      };
    }
    return {
      title: 'a mask in the wrong place',
      evidence: `wherever the sides differ one of them is exactly 0: analytic in ${missing.length}, numeric in ${counted(needless.length, variables)}${rest}`,
      help: others.length === 0 ? INVERTED : MISPLACED,
    };
  },
};

const MISSING =
  'is the gradient passed on where the value does not look: behind a ReLU, a maximum, dropout, a clamp?';

const MISPLACED =
  'is the mask of the forward pass used, from its input, and not one made of the gradient or of other numbers?';

const INVERTED = 'is the mask upside down?';

/** Share of the analytic value below which a derivative is zero and not just small. */
const ZERO = 1e-2;

function isNeedless(row: Row): boolean {
  const slack = tolerance({ ...row, analytic: 0 }, row);
  return Math.abs(row.numeric) <= slack && slack < ZERO * Math.abs(row.analytic);
}

// elsewhere, what was added by mistake would show as well
function isConfirmed(needless: readonly Row[], elsewhere: readonly Row[]): boolean {
  const least = needless.reduce((size, row) => Math.min(size, distance(row)), Infinity);
  const known = elsewhere.filter((row) => isKnownNonZero(row) && tolerance(row, row) < least);
  return known.length > 1 || (known.length === 1 && elsewhere.length === 1);
}
