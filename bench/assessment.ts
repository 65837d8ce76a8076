import type { GradientCheck, VariableCheck } from '../src/index.ts';
import { flatten } from './flatten.ts';
import type { Candidate, Specimen } from './specimens.ts';
import {
  agreeAsZeros,
  distanceBetween,
  distanceTo,
  isBeyondAnyone,
  nearestTo,
  type Truth,
} from './truth.ts';

/** What the truth says about a gradient and about the check of it; no number in it is taken from the check on trust. */
export interface Assessment {
  /** The relative error against the truth, of all coordinates together. */
  readonly error: number;
  /** Too small a mistake for the default threshold, or zero on both sides, against the slopes around: none. */
  readonly isWithinDefault: boolean;
  /** A match, though in some variable the true relative error exceeds the threshold that the record prints. */
  readonly isMiss: boolean;
  /** A match, though some coordinate is off by more than the root of the default threshold, of its own size. */
  readonly isHiddenMiss: boolean;
  /** No one can resolve the derivative here. */
  readonly isBeyondAnyone: boolean;
  /** The error exceeds the default threshold and what the best differences blur. */
  readonly isVisible: boolean;
  /** It does so ten times. */
  readonly isPlain: boolean;
  /** The thresholds above the default. */
  readonly raised: readonly number[];
}

export const DEFAULT_THRESHOLDS = { float64: 1e-7, float32: 1e-4, float16: 1e-2 } as const;
const PLAIN = 10;

interface Judged extends Pick<Specimen, 'format' | 'at'> {
  readonly truth: Truth;
  readonly candidate: Candidate;
}

export function assess({ truth, format, candidate, at }: Judged, check: GradientCheck): Assessment {
  const analytic = candidate.analytic ?? flatten(candidate.gradient(at as never));
  const { absolute, relative } = distanceTo(truth, analytic);
  const asked = DEFAULT_THRESHOLDS[format];
  // each variable is compared by itself
  const beyond = partsOf(check.variables).some((part) => isBeyondAnyone(truth, asked, part));
  const within = relative <= asked || agreeAsZeros(truth, analytic, asked);
  const exceeds = (factor: number) =>
    !beyond && !within && relative > factor * asked && absolute > factor * truth.blur();
  const isMatch = check.verdict === 'match';
  const wrong = candidate.standing !== 'correct' && candidate.standing !== 'limiting';
  return {
    error: relative,
    isWithinDefault: within,
    isMiss: isMatch && wrong && !within && isAnyBeyondThreshold(check, { truth, analytic, beyond }),
    isHiddenMiss: isMatch && wrong && hidesGrossError({ truth, analytic }, asked),
    isBeyondAnyone: beyond,
    isVisible: exceeds(1),
    isPlain: exceeds(PLAIN),
    raised: check.variables
      .map(({ threshold }) => threshold)
      .filter((_, i) => isRaised(check.variables[i], format)),
  };
}

interface Compared {
  readonly truth: Truth;
  readonly analytic: readonly number[];
  readonly beyond?: boolean;
}

function isAnyBeyondThreshold(
  { variables }: GradientCheck,
  { truth, analytic, beyond }: Compared,
): boolean {
  const nearest = nearestTo(truth, analytic);
  return partsOf(variables).some(({ variable, begin, end }) => {
    // where no one can see anything an exact zero passes, and the record says that it proves nothing
    if (beyond && variable.unverified && analytic.slice(begin, end).every((a) => a === 0))
      return false;
    if (agreeAsZeros(truth, analytic, variable.threshold)) return false;
    const error = distanceBetween(analytic.slice(begin, end), nearest.slice(begin, end)).relative;
    // a threshold is printed with two digits, and the analytic numbers are rounded
    return error > variable.threshold * (1 + 1e-6);
  });
}

function hidesGrossError({ truth, analytic }: Compared, asked: number): boolean {
  return nearestTo(truth, analytic).some(
    (t, i) => Math.abs(analytic[i] - t) > Math.sqrt(asked) * (Math.abs(analytic[i]) + Math.abs(t)),
  );
}

function isRaised({ threshold, dtype }: VariableCheck, format: Specimen['format']): boolean {
  return threshold > Math.max(DEFAULT_THRESHOLDS[dtype], DEFAULT_THRESHOLDS[format]);
}

/** The variables with their places among all coordinates: they lie end to end, in the order of the record. */
export function partsOf(
  variables: readonly VariableCheck[],
): { variable: VariableCheck; begin: number; end: number }[] {
  let end = 0;
  return variables.map((variable) => {
    const begin = end;
    end += variable.total;
    return { variable, begin, end };
  });
}
