import type { Draws } from '../draws.ts';
import { type Case, type Gradient, type Kind, variant } from './case.ts';

const { exp, sin, cos } = Math;

// ten of many coordinates are looked at one by one, the others through a few directions
export const sampledChecks: Kind = {
  name: 'sampled checks',
  *cases(draws) {
    for (let i = 0; i < 40; i++)
      yield sampled(draws, { n: draws.integer({ low: 60, high: 1500 }), seed: i });
  },
};

function sampled(draws: Draws, { n, seed }: { readonly n: number; readonly seed: number }): Case {
  const isSum = draws.chance(0.5);
  const right: Gradient = isSum
    ? (x) => x.map(exp)
    : (x) => x.map((xi, i) => xi * cos(i) + cos(xi));
  const value = isSum
    ? (x: readonly number[]) => x.reduce((sum, xi) => sum + exp(xi), 0)
    : (x: readonly number[]) => x.reduce((sum, xi, i) => sum + (xi * xi * cos(i)) / 2 + sin(xi), 0);
  const k = draws.integer({ low: 0, high: n - 1 });
  const slip = (factor: number) =>
    variant(`coordinate ${k} times ${factor}`, 'wrong', (x) =>
      right(x).map((g, i) => (i === k ? factor * g : g)),
    );
  return {
    label: `${isSum ? 'Σ exp(x)' : 'Σ c x²/2 + sin(x)'}, n ${n}, seed ${seed}`,
    at: Array.from({ length: n }, () => draws.between({ low: 0.5, high: 1.5 })),
    value,
    right,
    variants: [slip(1.00002), slip(1.0001), slip(1.01), slip(2), slip(-1)],
    containers: ['Float64Array'],
    options: { coordinates: 10, seed },
  };
}
