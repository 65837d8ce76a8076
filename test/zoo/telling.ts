import { nearestTruth } from './error.ts';
import type { MistakeId } from './slips.ts';
import type { ZooMutant, ZooSubject } from './subject.ts';
import type { ZooVariable } from './variables.ts';

/**
 * A mistake or a derivative shows when it is this many times the error of the best finite difference: a bar that holds without
 * knowing the truth is up to ten times that error, and a law has to come ten times closer than no law.
 */
const SHOWN = 100;

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
 * Decided from the mutant, the exact derivative and what differences can show of this value, never from what a rule finds:
 *
 * - a law that fits something must show in two coordinates, of each variable that is wrong if each has a factor of its own;
 * - a law that fits nothing must show in one;
 * - a place needs another coordinate, and every other one must be known well enough to say that it agrees;
 * - contributions that were overwritten leave a trace only where they were equal, and halves are also those of a square.
 *
 * Where the gradient obeys several laws, any of them may show.
 */
export function canTell(subject: ZooSubject, mutant: ZooMutant): boolean {
  const sides = sidesOf(subject, mutant);
  return mutant.obeys.some((id) => shows(id, { sides, variables: subject.variables }));
}

/** One coordinate of a mutant beside the truth. */
interface Side {
  readonly wrong: number;
  readonly right: number;
  /** Half the distance of the one-sided slopes; 0 but at a kink. */
  readonly span: number;
  readonly isRight: boolean;
  /** What a difference may be off by here without showing. */
  readonly hidden: number;
}

interface Evidence {
  readonly sides: readonly Side[];
  readonly variables: readonly ZooVariable[];
}

function shows(id: MistakeId, { sides, variables }: Evidence): boolean {
  if (id === 'none') return false;
  if (id === 'localized') return isPlaced(sides);
  if (id === 'overwritten-not-accumulated') return leavesTrace(sides);
  const seen = (some: readonly Side[]) => some.filter(isSeen).length;
  if (!FITTED.includes(id)) return seen(sides) > 0;
  if (id !== 'constant-factor' || isCommon(sides)) return seen(sides) > 1;
  const wrong = variables
    .map(({ offset, size }) => sides.slice(offset, offset + size))
    .filter((own) => own.some(({ isRight }) => !isRight));
  return wrong.every((own) => seen(own) > 1);
}

function sidesOf(subject: ZooSubject, { gradient }: ZooMutant): readonly Side[] {
  const { at, exact, exactValue, slopes, bestDifferenceErrors } = subject;
  const a = Array.from(gradient(at));
  const truth = nearestTruth(a, { value: exactValue, gradient: exact, slopes });
  return a.map((wrong, i) => {
    const [low, high] = slopes?.[i] ?? [0, 0];
    const largest = Math.max(Math.abs(wrong), Math.abs(truth[i]));
    return {
      wrong,
      right: truth[i],
      span: (high - low) / 2,
      isRight: Math.abs(wrong - truth[i]) <= NEGLIGIBLE * largest,
      hidden: SHOWN * bestDifferenceErrors[i],
    };
  });
}

// at a kink there is no one number to compare with
function isSeen({ wrong, right, span, isRight, hidden }: Side): boolean {
  return !isRight && span === 0 && Math.abs(wrong - right) > hidden;
}

function isPlaced(sides: readonly Side[]): boolean {
  const error = Math.max(...sides.map(({ wrong, right }) => Math.abs(wrong - right)));
  const others = sides.filter((side) => !isSeen(side));
  const isKnown = ({ right, span, hidden }: Side) =>
    Math.max(hidden, span) <= Math.max(error, Math.abs(right));
  return (
    others.length > 0 &&
    others.length < sides.length &&
    others.every(isKnown) &&
    others.some(({ right, hidden }) => Math.abs(right) > hidden)
  );
}

// a factor of its own in each variable has to be told in each
function isCommon(sides: readonly Side[]): boolean {
  const ratios = sides.filter(isSeen).map(({ wrong, right }) => wrong / right);
  return ratios.every((ratio) => Math.abs(ratio / ratios[0] - 1) < 1e-3);
}

function leavesTrace(sides: readonly Side[]): boolean {
  const uses = sides.map(({ wrong, right }) => right / wrong);
  const isWhole = (ratio: number) => Math.abs(ratio - Math.round(ratio)) <= 1e-4 * Math.abs(ratio);
  const isHalving = (ratio: number) => Number.isInteger(Math.log2(Math.round(ratio)));
  return uses.length > 1 && uses.every(isWhole) && !uses.every(isHalving);
}
