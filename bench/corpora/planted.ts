import type { Draws } from './draws.ts';

/** Sizes of planted mistakes, relative to the norm of the gradient. */
export const plantedSizes = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6] as const;

/** A mistake of a known size in one coordinate, in all by the same factor, or in all at random. */
export interface Planted {
  readonly name: string;
  readonly size: number;
  readonly apply: (gradient: readonly number[]) => number[];
}

/** ‖a − g‖₂ = size · ‖g‖₂, so that the relative error is about half the size. */
export function plant(draws: Draws, shape: { readonly n: number; readonly size: number }): Planted {
  const { n, size } = shape;
  const kind = n === 1 ? 'in all, a factor' : draws.oneOf(kinds);
  const sign = draws.chance(0.5) ? 1 : -1;
  const k = draws.integer({ low: 0, high: n - 1 });
  const spread = draws.direction(n);
  const directionFor: Record<(typeof kinds)[number], (g: readonly number[]) => readonly number[]> =
    {
      'in one': (g) => g.map((_, i) => (i === k ? sign : 0)),
      'in all, a factor': (g) => g.map((gi) => (sign * gi) / (Math.hypot(...g) || 1)),
      'in all, at random': () => spread,
    };
  return {
    name: `planted ${size} ${kind}`,
    size,
    apply: (g) => {
      const direction = directionFor[kind](g);
      const length = size * Math.hypot(...g);
      return g.map((gi, i) => gi + length * direction[i]);
    },
  };
}

const kinds = ['in one', 'in all, a factor', 'in all, at random'] as const;
