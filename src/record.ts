import type { Dtype } from './numeric/dtype.ts';
import type { Indices } from './numeric/indices.ts';
import type { LadderRung } from './numeric/ladder.ts';
import type { ContractViolation, Diagnosis } from './record/mistakes.ts';

export type {
  ContractViolation,
  Diagnosis,
  DiagnosisId,
  ViolationId,
} from './record/mistakes.ts';

/**
 * `match`: agrees to the threshold; `mismatch`: some disagreement is certain;
 * `inconclusive`: the numeric side cannot decide.
 */
export type Verdict = 'match' | 'mismatch' | 'inconclusive';

/** Which derivative was checked. */
export type Derivative = 'gradient' | 'jacobian' | 'hessian' | 'jvp' | 'vjp';

/** A whole number that is never negative. */
type Count = number;

/** What was seen close around a kink, where the slopes along one coordinate do not tell. */
export interface AroundKink {
  /**
   * `impossible`: between its slopes, but no combination of gradients around has all coordinates as they are; `limiting`: beyond its
   * slopes, but not beyond those close around; `open`: it cannot be told; `jump`: the value jumps at the point.
   */
  readonly kind: 'impossible' | 'limiting' | 'open' | 'jump';
  /** The derivative, by what was measured there, that is nearest to the analytic one. */
  readonly nearest: number;
}

/** One number of a variable, judged. */
export interface CoordinateCheck {
  /** As people write it: `W[2,3]`, `x[0]`, or the bare path of a single number. */
  readonly coordinate: string;
  /** Position along each axis; empty for a single number. */
  readonly index: readonly Count[];
  readonly analytic: number;
  /** The numeric derivative; at a kink the middle of the one-sided slopes. */
  readonly numeric: number;
  /** Half-width of the interval that holds the true derivative: truncation and round-off. */
  readonly bar: number;
  /** At a kink: the one-sided slopes, which every subgradient lies between. */
  readonly slopes?: readonly [left: number, right: number];
  /** Where the value moves in jumps and `analytic` is neither: the slope between two of them, and that over many. */
  readonly either?: readonly [fine: number, coarse: number];
  /** At a kink, where its slopes do not tell: what does. */
  readonly around?: AroundKink;
  readonly relativeError: number;
  readonly verdict: Verdict;
  /** The steps it was studied with, finest first; kept for the worst few of a variable. */
  readonly ladder?: readonly LadderRung[];
}

/** Coordinates among which something is certainly wrong, where it was not narrowed to single ones. */
export interface Suspects {
  /** Where they lie along each axis of the variable; `to` is one beyond the last. */
  readonly ranges: readonly { readonly from: Count; readonly to: Count }[];
  /** About the Euclidean norm of the error in them; between what it lies, more than nine times of ten. */
  readonly size: number;
  readonly least: number;
  readonly most: number;
}

/** Whose derivative a block of a Jacobian is: `∂y/∂x`, of the shape of the output and then that of the variable. */
export interface BlockDerivative {
  /** Path of the output: `y`, `residual`. */
  readonly of: string;
  /** Path of the variable. */
  readonly by: string;
  /** Of a Hessian: what it is the second derivative of; `of` is the other variable then. */
  readonly second?: string;
  /** How many of the axes, the first, are those of the output. */
  readonly axes: Count;
}

/** One variable, or one block of a Jacobian, judged. */
export interface VariableCheck {
  readonly path: string;
  readonly shape: readonly Count[];
  /** What a block of a Jacobian is the derivative of; absent for the gradient of a number. */
  readonly derivative?: BlockDerivative;
  readonly dtype: Dtype;
  readonly verdict: Verdict;
  /** ‖a − n‖₂ / (‖a‖₂ + ‖n‖₂) over the checked coordinates, with `probes` over all; of a block of a Jacobian that of its worst row. */
  readonly relativeError: number;
  /** Largest relative error that counts as correct here, after format and noise. */
  readonly threshold: number;
  /** Smallest relative error the numeric side could resolve here. */
  readonly resolution: number;
  /**
   * The smallest relative error of the checked coordinates that would have been a mismatch, after format and noise; 1 where
   * nothing smaller would have shown.
   */
  readonly smallestDetectable: number;
  /** Whether both derivatives are zero at every checked coordinate: a match, but a forgotten gradient would match as well. */
  readonly unverified: boolean;
  /** How many coordinates were compared, of how many; of a sparse matrix, of those that it has entries for. */
  readonly checked: Count;
  readonly total: Count;
  /** How many of the checked coordinates do not agree. */
  readonly wrong: Count;
  /** How many of the checked coordinates sit on a kink or a jump. */
  readonly kinks: Count;
  /**
   * Flat indices of the checked coordinates, ascending, in a Float64Array where 32 bits are too few; parallel to them the point, both
   * derivatives and the bar.
   */
  readonly coordinates: Indices;
  readonly at: Float64Array;
  readonly analytic: Float64Array;
  readonly numeric: Float64Array;
  readonly bars: Float64Array;
  /** The coordinates that do not agree, worst first: certain ones, then undecided ones; at most 64. */
  readonly worst: readonly CoordinateCheck[];
  /** How many directions through all of it were compared; absent where it is judged by its coordinates alone. */
  readonly probes?: Count;
  /** The chance that several errors of `smallestDetectable` together cancel along them, at most; whether kinks blunt them. */
  readonly missProbability?: number;
  readonly isAmongKinks?: boolean;
  /** Where it is wrong beside the coordinates in `worst`, as far as that could be narrowed. */
  readonly suspects?: readonly Suspects[];
}

/** What part of the gradient was looked at, and what would have been caught. */
export interface Coverage {
  /** How many coordinates were compared one by one, of how many. */
  readonly checked: Count;
  readonly total: Count;
  /** How many directions, each through many coordinates at once, or through all zeros of a sparse matrix, were compared. */
  readonly probes: Count;
  /** The largest `smallestDetectable` of the variables, those aside that are unverified. */
  readonly smallestDetectable: number;
  /** The chance, at most, that a mistake of that size or more went unseen: along directions several can cancel. Absent where some were not looked at. */
  readonly missProbability?: number;
}

/** One layer of a model, checked on its own at the input it receives in the model, through a random cotangent. */
export interface LayerCheck {
  /** Where it is in the model: `layers[2]`. */
  readonly path: string;
  /** What it is: `LayerNorm`. */
  readonly name: string;
  /** `unchecked`: it could not be checked by itself; the reason says why. */
  readonly verdict: Verdict | 'unchecked';
  readonly reason?: string;
  /** Of all its variables; NaN when it was not checked. */
  readonly relativeError: number;
  readonly threshold: number;
}

/** What a check that a limit has ended would still cost, about. */
export interface Unfinished {
  /** Of the value, as long as what is left agrees. */
  readonly evaluations: Count;
  /** The time of those; only where it was time that has run out, for it is another one at every run. */
  readonly milliseconds?: number;
}

/** One of the equal parts that a check was divided into, and what it has to have in common with the others. */
export interface CheckPart {
  /** From 1. */
  readonly number: Count;
  readonly of: Count;
  /** Of the cotangents that an output of several numbers is seen through the one that is shown, from 0. */
  readonly row: Count;
  /** A hash of the point: that of the other parts is the same. */
  readonly point: string;
  /** The options that decide and are not in the record otherwise, as JSON. */
  readonly asked: string;
  /** ‖n‖₂ of what was compared of each variable, at a kink of its nearest slope: relative errors of parts are put together by it. */
  readonly sizes: readonly number[];
}

/** Everything a check found out. Nothing is printed, nothing thrown for a wrong gradient. */
export interface GradientCheck {
  /** Of this form: it changes when a reader of the old one would misread the new one. */
  readonly version: 1;
  readonly of: Derivative;
  /**
   * How many rows were compared: the numbers of an output that were derived, or the cotangents that an output of several
   * numbers was seen through; 1 for a value that is a number.
   */
  readonly rows: Count;
  readonly verdict: Verdict;
  /** Why inconclusive, in words, with what to do about it. */
  readonly reason?: string;
  /** ‖a − n‖₂ / (‖a‖₂ + ‖n‖₂) over all checked coordinates, of a Jacobian over those of its worst row; 0 when both are zero. */
  readonly relativeError: number;
  /** In force, after format and noise. */
  readonly threshold: number;
  /** Why the threshold in force is not the one asked for: `1e-7 asked; f carries noise of 6e-8`. */
  readonly thresholdReason?: string;
  readonly resolution: number;
  readonly variables: readonly VariableCheck[];
  /**
   * The layers of a model, in order. When one of them is wrong, everything else in this record is about the first that
   * is, because an error in one backward pass spoils the gradients of all layers before it.
   */
  readonly layers?: readonly LayerCheck[];
  readonly diagnoses: readonly Diagnosis[];
  readonly contract: readonly ContractViolation[];
  readonly coverage: Coverage;
  /** What the value also depends on and has no gradient of: the target of a loss; only when there is any. */
  readonly unchecked?: readonly string[];
  readonly evaluations: { readonly value: Count; readonly gradient: Count };
  readonly seed: number;
  /** The fixed step of the textbook procedure, when one was asked for. */
  readonly epsilon?: number;
  /** What it would cost to know the rest, where a limit has ended the check and it is inconclusive. */
  readonly unfinished?: Unfinished;
  /** Which part of a check this is, when one was asked for; `mergeChecks` puts them together. */
  readonly part?: CheckPart;
}
