import { norm } from '../numeric/norm.ts';
import type { Diagnosis, GradientCheck } from '../record.ts';
import { scopeOf, tolerance } from './scope.ts';

/** What the entries of a Jacobian would be without a mistake that is made on manifolds. */
export interface WithoutMistake {
  readonly mistake: keyof typeof WORDS;
  /** One array a block, parallel to what was checked of it. */
  readonly entries: readonly Float64Array[];
}

const WORDS = {
  'ambient-derivative': {
    title: 'the derivative by the numbers of the point, and not by the tangent',
    evidence: 'times the derivative of `retract` every entry agrees',
    help: 'multiply it by ∂(x ⊕ δ)/∂δ, or leave `retract` out where the point may be moved number by number',
  },
  'other-side': {
    title: 'the derivative by a rotation on the other side',
    evidence: 'with δ turned by the rotation itself, or back, every entry agrees',
    help: 'is `retract` R·Exp(δ) and the Jacobian that of Exp(δ)·R, or the other way round?',
  },
  'quaternion-order': {
    title: 'a quaternion that is read in another order',
    evidence: 'with its real part at the other end every entry agrees',
    help: 'is it w x y z in one place and x y z w in another?',
  },
} as const;

/** The mistakes, in the order of the catalogue. */
export const manifoldMistakes = Object.keys(WORDS).map((id) => ({ id: id as keyof typeof WORDS }));

/** What a result looks like when a mistake explains all of it: that, in the place of what was found without knowing of manifolds. */
export function onManifold(check: GradientCheck, all: readonly WithoutMistake[]): GradientCheck {
  const found = all.find((one) => agrees(check, one));
  if (found === undefined) return check;
  const diagnosis: Diagnosis = { id: found.mistake, ...WORDS[found.mistake] };
  return { ...check, diagnoses: [diagnosis] };
}

/** What the derivative of a retraction is off by at the most, as a part of the largest entries. */
const PLAIN = 1e-7;

function agrees({ variables }: GradientCheck, { entries }: WithoutMistake): boolean {
  const { rows } = scopeOf(variables);
  const all = entries.flatMap((block) => Array.from(block));
  if (rows.length !== all.length) return false;
  const slack = PLAIN * norm(rows.map(({ numeric }) => numeric));
  return rows.every((row, k) => {
    const analytic = all[k];
    return Math.abs(analytic - row.numeric) <= slack + tolerance({ ...row, analytic }, row);
  });
}
