import type { Formula } from './formulas.ts';

/** What makes a point special. */
export type Tag =
  | 'smooth'
  | 'kink'
  | 'edge'
  | 'scale'
  | 'steep'
  | 'oscillation'
  | 'cancellation'
  | 'saturation'
  | 'stationary'
  | 'constant'
  | 'noise'
  | 'stopped'
  | 'sawtooth'
  | 'stairs';

/** Formats a function is also checked in, besides float64. */
export type OtherPrecision = 'float32' | 'hidden-float32';

/** A point to check at. */
export interface ZooPoint {
  readonly at: readonly number[];
  /** Tells points of one function apart: `1e-9 from the kink`. */
  readonly label?: string;
  /** What the point is about; the tags of the function when absent. */
  readonly tags?: readonly Tag[];
  /** What happens here is too fine for float32 to see. */
  readonly float64Only?: true;
}

/** A function of the zoo with its points. */
export interface ZooFunction {
  readonly name: string;
  /** Paper with DOI, textbook section, or page. */
  readonly source: string;
  readonly formula: Formula;
  readonly points: readonly ZooPoint[];
  /** `['smooth']` when absent. */
  readonly tags?: readonly Tag[];
  /** Named arrays in the order of the coordinates; one vector `x` when absent. */
  readonly variables?: Readonly<Record<string, readonly number[]>>;
  /** Number of samples the loss is averaged over. */
  readonly batch?: number;
  readonly also?: readonly OtherPrecision[];
  /**
   * Why the gradient by the chain rule loses digits here; the correct gradient is then the exact
   * one, rounded, as by somebody who rearranged the formula.
   */
  readonly illConditioned?: string;
}

/** A family of functions. */
export interface ZooFamily {
  readonly family: string;
  readonly functions: readonly ZooFunction[];
}

/** Numbers without pattern in (−1, 1), the same on every machine: fractions of i·√2 (Weyl 1916). */
export function spread(count: number, shift = 0): number[] {
  return Array.from({ length: count }, (_, i) => {
    const t = (i + 1) * Math.SQRT2 + 0.618034 * shift;
    return Math.round((2 * (t - Math.floor(t)) - 1) * 1e4) / 1e4;
  });
}
