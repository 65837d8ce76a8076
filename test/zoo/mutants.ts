import { type Candidate, candidates, contextAt, type Healthy } from './candidates.ts';
import { nearestTruth, type TrueError, trueError } from './error.ts';
import { lawsObeyed } from './naming.ts';
import type { MistakeId } from './slips.ts';

/** A wrong gradient, and how wrong it is. */
export interface Mutant {
  /** What was done: `sin: minus cosine`, `times 2`, `mul: forgets the other factor, last time only`. */
  readonly rule: string;
  /** The name a report should give it. */
  readonly mistake: MistakeId;
  /** All names that hold at this point; a report may give any of them. */
  readonly obeys: readonly MistakeId[];
  readonly gradient: (x: ArrayLike<number>) => number[];
  /** ‖a − e‖₂ / (‖a‖₂ + ‖e‖₂) against the exact derivative at the subject's point. */
  readonly relativeError: number;
  /** Largest |a − e| / (|a| + |e|) of any coordinate. */
  readonly coordinateError: number;
}

/** Wrong gradients, by what can be asked of a check. */
export interface Mutants {
  /** Honestly wrong: to be called so. */
  readonly mutants: readonly Mutant[];
  /** Wrong in coordinates that the norm does not show. */
  readonly tiny: readonly Mutant[];
  /** Wrong by less than finite differences of this value can show. */
  readonly faint: readonly Mutant[];
}

/** A coordinate this wrong is wrong in any class, also when the norm does not show it. */
const certainCoordinateError = 1e-3;

/** Relative error of the norm below which a wrong coordinate does not show. */
const hiddenNormError = 1e-6;

/** A mistake counts as visible when it exceeds the best finite difference by this factor. */
const visibleFactor = 20;

/** A mistake must exceed the rounding of the correct gradient by this factor. */
const roundingFactor = 100;

/** Every wrong gradient that a mistaken rule or a slip produces, each once. */
export function mutate(healthy: Healthy): Mutants {
  const lists: Record<keyof Mutants, Mutant[]> = { mutants: [], tiny: [], faint: [] };
  const seen: (readonly number[])[] = [];
  const rounding = distance(healthy.gradient(healthy.at), healthy);
  for (const candidate of candidates(healthy)) {
    const { wrong } = candidate;
    if (!wrong.every(Number.isFinite) || seen.some((other) => isSame(other, wrong))) continue;
    const error = trueError(wrong, healthy.exact);
    const list = sort(error, wrong, healthy);
    if (list === undefined || distance(wrong, healthy) <= roundingFactor * rounding) continue;
    seen.push(wrong);
    lists[list].push(named(candidate, error, healthy));
  }
  return lists;
}

function sort(
  { norm, coordinate }: TrueError,
  wrong: readonly number[],
  healthy: Healthy,
): keyof Mutants | undefined {
  const isWrong = norm > healthy.resolution && coordinate > healthy.resolution;
  const isTiny = norm <= hiddenNormError && coordinate > certainCoordinateError;
  if (!isWrong && !isTiny) return undefined;
  if (!isVisible(wrong, healthy)) return 'faint';
  return isWrong ? 'mutants' : 'tiny';
}

// the largest mistakes first: mostly one look is enough
function isVisible(wrong: readonly number[], { exact, visibility }: Healthy): boolean {
  const truth = nearestTruth(wrong, exact);
  return wrong
    .map((wi, i) => ({ size: Math.abs(wi - truth[i]), i }))
    .sort((a, b) => b.size - a.size)
    .some(({ size, i }) => size > visibleFactor * visibility(i));
}

function distance(gradient: readonly number[], { exact }: Healthy): number {
  const truth = nearestTruth(gradient, exact);
  return Math.hypot(...gradient.map((gi, i) => gi - truth[i]));
}

function named(
  { rule, mistake, gradient, wrong }: Candidate,
  error: TrueError,
  healthy: Healthy,
): Mutant {
  const right = healthy.gradient(healthy.at);
  const { resolution } = healthy;
  const laws = lawsObeyed({ wrong, right, resolution }, contextAt(healthy, healthy.at));
  // with one coordinate every mistake is a factor, so none is named after it
  const name = mistake ?? (wrong.length > 1 ? laws[0] : undefined) ?? 'none';
  return {
    rule,
    mistake: name,
    obeys: laws.includes(name) ? laws : [name, ...laws],
    gradient,
    relativeError: error.norm,
    coordinateError: error.coordinate,
  };
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.every((ai, i) => Math.abs(ai - b[i]) <= 1e-9 * (Math.abs(ai) + Math.abs(b[i])));
}
