import type { Noise } from '../noise.ts';
import { spread, type ZooFunction } from '../zoo-function.ts';

/** A smooth function whose values carry noise that is no part of its derivative. */
export interface NoisyFunction extends ZooFunction {
  readonly noises: readonly Noise[];
}

const wild = 'Moré, Wild 2011, doi:10.1137/100786125';

const everyKind: readonly Noise[] = [
  { kind: 'hash', amplitude: 1e-12 },
  { kind: 'hash', amplitude: 1e-10 },
  { kind: 'hash', amplitude: 1e-8 },
  { kind: 'hash', amplitude: 1e-6 },
  { kind: 'sine', amplitude: 1e-11 },
  { kind: 'sine', amplitude: 1e-8 },
  { kind: 'sine', amplitude: 1e-6 },
  { kind: 'digits', amplitude: 1e-9 },
  { kind: 'digits', amplitude: 1e-6 },
  { kind: 'drift', amplitude: 1e-10 },
  { kind: 'drift', amplitude: 1e-7 },
];

const someKinds: readonly Noise[] = [
  { kind: 'hash', amplitude: 1e-9 },
  { kind: 'hash', amplitude: 1e-6 },
  { kind: 'sine', amplitude: 1e-7 },
  { kind: 'digits', amplitude: 1e-8 },
];

/** Smooth functions under deterministic noise; see `solvers.ts` for noise that arises by itself. */
export const noisy: readonly NoisyFunction[] = [
  {
    name: 'sum of sines and squares',
    source: wild,
    formula: ({ add, dot, sin, sum }, x) =>
      add(
        2,
        sum(x.length, (i) => sin(x[i])),
        dot(x, x),
      ),
    points: [{ at: [0.3, -1.2, 0.7] }],
    noises: everyKind,
  },
  {
    name: 'exponential',
    source: wild,
    formula: ({ exp }, [x]) => exp(x),
    points: [{ at: [0.8] }],
    noises: everyKind,
  },
  {
    name: 'quadratic in ten dimensions',
    source: `${wild}, 5.1`,
    formula: ({ add, mul, sq, sum }, x) =>
      add(
        1,
        sum(x.length, (i) => mul(i + 1, sq(x[i]))),
      ),
    points: [{ at: spread(10, 24) }],
    noises: someKinds,
  },
  {
    name: 'Rosenbrock, divided by a hundred',
    source: 'Moré, Garbow, Hillstrom 1981, doi:10.1145/355934.355936, no. 1',
    formula: ({ add, mul, sq, sub }, [x, y]) => add(sq(sub(y, sq(x))), mul(0.01, sq(sub(1, x)))),
    points: [{ at: [-1.2, 1] }],
    noises: someKinds,
  },
  {
    name: 'rational function',
    source: wild,
    formula: ({ add, div, mul, sq }, [x, y]) => div(add(mul(x, y), 2), add(1, sq(x), sq(y))),
    points: [{ at: [0.6, 1.1] }],
    noises: someKinds,
  },
  {
    name: 'small tanh net',
    source: 'Bishop 2006, Pattern Recognition and Machine Learning, 5.1',
    variables: { W: [3, 2], v: [3] },
    formula: ({ add, apply, dot, sq, tanh }, p) =>
      add(1, sq(dot(apply(p.slice(0, 6), [0.8, -0.5]).map(tanh), p.slice(6)))),
    points: [{ at: [0.9, -0.4, -0.7, 0.5, 0.3, 1.1, 1.2, -0.8, 0.6] }],
    noises: someKinds,
  },
  {
    name: 'logarithm of a product',
    source: wild,
    formula: ({ add, log, mul }, [x, y, z]) => log(add(mul(x, y), mul(y, z), mul(z, x))),
    points: [{ at: [1.5, 2.2, 0.7] }, { at: [1.5e-6, 2.2, 7e3], label: 'in mixed units' }],
    noises: someKinds,
  },
  {
    name: 'plane wave',
    source: wild,
    formula: ({ add, cos, mul }, [x, y]) => add(1.5, cos(add(mul(3, x), mul(-2, y)))),
    points: [
      { at: [0.7, 0.2] },
      { at: [2 / 3, 1], label: 'at the crest', tags: ['stationary', 'noise'] },
    ],
    noises: someKinds,
  },
];
