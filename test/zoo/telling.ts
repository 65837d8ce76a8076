import { nearestTruth } from './error.ts';
import type { MistakeId } from './slips.ts';
import type { ZooMutant, ZooSubject } from './subject.ts';
import type { ZooVariable } from './variables.ts';

/** A mistake or a derivative this many times the error of the best finite difference is visible. */
const VISIBLE = 20;

/** Relative to the larger side, what is no mistake whatever the differences resolve. */
const NEGLIGIBLE = 1e-6;

/** Laws that fit a number or an order, which a single coordinate obeys whatever its mistake. */
const FITTED: readonly MistakeId[] = [
  'constant-factor',
  'transposed',
  'permuted',
  'weight-decay',
  'missing-centering',
  'broadcast-not-reduced',
];

/**
 * Whether the two gradients, seen through the best finite difference there is, can tell the mistake from others.
 *
 * Decided from the mutant, the exact derivative and what differences can show of this value, never from what a rule finds. A
 * law that fits something must show in two coordinates of each variable that is wrong, or of all together when it is one law
 * for all. A place needs another coordinate with a derivative that shows. Contributions that were overwritten leave a
 * trace only where they were equal.
 */
export function canTell(subject: ZooSubject, mutant: ZooMutant): boolean {
  const { mistake } = mutant;
  const sides = sidesOf(subject, mutant);
  if (mistake === 'localized') return sides.some(({ isRight, isKnown }) => isRight && isKnown);
  if (mistake === 'overwritten-not-accumulated') return leavesTrace(sides, mutant);
  if (!FITTED.includes(mistake)) return true;
  const shown = (variable: ZooVariable) =>
    sides.slice(variable.offset, variable.offset + variable.size).filter(({ isSeen }) => isSeen);
  const wrong = subject.variables.map(shown).filter(({ length }) => length > 0);
  if (isCommon(sides, mistake)) return wrong.flat().length > 1;
  return wrong.every(({ length }) => length > 1);
}

/** One coordinate of a mutant beside the truth. */
interface Side {
  readonly wrong: number;
  readonly right: number;
  /** Whether differences can show that it is wrong. */
  readonly isSeen: boolean;
  readonly isRight: boolean;
  /** Whether differences can show that the derivative is not zero. */
  readonly isKnown: boolean;
}

function sidesOf(subject: ZooSubject, { gradient }: ZooMutant): readonly Side[] {
  const { at, exact, exactValue, slopes, bestDifferenceErrors } = subject;
  const a = Array.from(gradient(at));
  const truth = nearestTruth(a, { value: exactValue, gradient: exact, slopes });
  return a.map((wrong, i) => {
    const [right, off, limit] = [
      truth[i],
      Math.abs(wrong - truth[i]),
      VISIBLE * bestDifferenceErrors[i],
    ];
    const isRight = off <= NEGLIGIBLE * Math.max(Math.abs(wrong), Math.abs(right));
    return {
      wrong,
      right,
      isRight,
      isSeen: !isRight && off > limit,
      isKnown: Math.abs(right) > limit,
    };
  });
}

// a factor of its own in each variable has to be told in each
function isCommon(sides: readonly Side[], mistake: MistakeId): boolean {
  if (mistake !== 'constant-factor') return true;
  const ratios = sides.filter(({ isSeen }) => isSeen).map(({ wrong, right }) => wrong / right);
  return ratios.every((ratio) => Math.abs(ratio / ratios[0] - 1) < 1e-3);
}

function leavesTrace(sides: readonly Side[], { obeys }: ZooMutant): boolean {
  const isWhole = ({ wrong, right }: Side) => {
    const uses = right / wrong;
    return Math.abs(uses - Math.round(uses)) <= 1e-4 * Math.abs(uses);
  };
  return sides.length > 1 && (obeys.length > 1 || sides.every(isWhole));
}
