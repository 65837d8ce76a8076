import type { GradientCheckOptions } from '../../../src/index.ts';
import type { Standing } from '../../specimens.ts';
import type { Slopes, Truth } from '../../truth.ts';
import type { Draws } from '../draws.ts';

export type Numbers = readonly number[];

export type Gradient = (x: Numbers) => Numbers;

/** A right gradient, or one that is wrong in a way of its own. */
export interface Variant {
  readonly name: string;
  readonly standing: Standing;
  readonly gradient: Gradient;
}

/** What a point may come in. */
export type Container = 'number' | 'array' | 'Float64Array' | 'Float32Array' | 'record' | 'mixed';

/** A function at a point, with what is right there by derivation. */
export interface Case {
  readonly label: string;
  readonly at: Numbers;
  readonly value: (x: Numbers) => number;
  /** The derivative by a formula that loses no digits; also the truth, but at a kink. */
  readonly right: Gradient;
  /** Of `right`; `correct` when absent. */
  readonly standing?: Standing;
  /** One-sided slopes at a kink. */
  readonly slopes?: readonly Slopes[];
  /** The set of what is right, where it is smaller than the slopes along the axes allow. */
  readonly nearest?: Truth['nearest'];
  readonly variants?: readonly Variant[];
  /** Wrong ones besides: planted errors and the usual slips; not where the derivative is zero or the point a kink. */
  readonly mistakes?: 'usual' | 'none';
  /** Quantum over length scale: what a value in steps of q can show of a derivative that lasts for a length L is q / L. */
  readonly floor?: number;
  /** Relative; 1e-4 or, for Float32Array, 5e-3 when absent. */
  readonly ceiling?: number;
  /** All that the number of coordinates allows when absent. */
  readonly containers?: readonly Container[];
  readonly options?: GradientCheckOptions;
}

/** A kind of function that a checker may be mistaken about. */
export interface Kind {
  readonly name: string;
  readonly cases: (draws: Draws) => Iterable<Case>;
}

/** low, low + by, … up to high. */
export function range({ low, high, by }: Record<'low' | 'high' | 'by', number>): number[] {
  return Array.from({ length: Math.floor((high - low) / by + 1e-9) + 1 }, (_, i) => low + i * by);
}

/** Powers of ten, for exponents from low to high. */
export function decades({
  low,
  high,
  by = 1,
}: {
  low: number;
  high: number;
  by?: number;
}): number[] {
  return range({ low, high, by }).map((exponent) => Number(`1e${exponent}`) || 10 ** exponent);
}

/** The spacing of doubles at a magnitude. */
export function spacing(size: number): number {
  return Math.max(
    2 ** (Math.floor(Math.log2(Math.abs(size) || Number.MIN_VALUE)) - 52),
    2 ** -1074,
  );
}

export function variant(name: string, standing: Standing, gradient: Gradient): Variant {
  return { name, standing, gradient };
}

/** A constant gradient, as a variant. */
export function constant(standing: Standing, ...gradient: readonly number[]): Variant {
  return { name: `[${gradient.join(', ')}]`, standing, gradient: () => gradient };
}
