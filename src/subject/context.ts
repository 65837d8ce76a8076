import type { GradientAdapter } from './adapter.ts';

/** The resolved options that decide what a subject is checked at. */
export interface SubjectContext {
  /** The point of functions. */
  readonly at?: unknown;
  /** The input of a layer. */
  readonly input?: unknown;
  readonly seed: number;
  /** Asked in this order what they know of what was received. */
  readonly adapters?: readonly GradientAdapter[];
  /** How many cotangents an output of several numbers is contracted with; one when left out. */
  readonly cotangents?: number;
  /** How many rows of the input's first axis to keep; all when left out. */
  readonly samples?: number;
  /** What the derivative is times the gradient, where the user has said it. */
  readonly sign?: 1 | -1;
  /** The paths the user named to be checked; then nothing else has to have a gradient. */
  readonly variables?: readonly string[];
}
