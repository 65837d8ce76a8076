import { spread, type ZooFamily } from '../zoo-function.ts';

const spivak = 'Spivak 2008, Calculus';

/** Textbook functions, and those where zero is the right answer. */
export const plain: ZooFamily = {
  family: 'plain',
  functions: [
    {
      name: 'constant function',
      source: `${spivak}, 9`,
      formula: ({ mul, add }, x) => add(3.5, mul(0, x[0])),
      tags: ['constant'],
      points: [{ at: [0.7] }, { at: spread(5, 1), label: 'of five coordinates' }],
      also: ['float32'],
    },
    {
      name: 'zero function',
      source: `${spivak}, 9`,
      formula: ({ mul }, x) => mul(0, x[0]),
      tags: ['constant'],
      points: [{ at: [1.25, -2] }],
      also: ['float32'],
    },
    {
      name: 'coordinates that do not matter',
      source: `${spivak}, 9`,
      formula: ({ add, mul, sin }, x) => add(sin(x[1]), mul(0.5, x[4], x[4])),
      points: [
        { at: spread(8, 2) },
        { at: [1e6, 0.3, -1e-9, 0, 0.8, 1e-300], label: 'wildly scaled' },
      ],
      also: ['float32'],
    },
    {
      name: 'identity',
      source: `${spivak}, 9`,
      formula: ({ mul }, [x]) => mul(1, x),
      points: [
        { at: [0], label: 'at zero' },
        { at: [1e-12], label: 'at 1e-12' },
        { at: [-3e11], label: 'at −3e11' },
      ],
    },
    {
      name: 'linear form',
      source: 'Petersen, Pedersen 2012, The Matrix Cookbook, 2.4.1',
      formula: ({ dot }, x) => dot(spread(20, 3), x),
      points: [
        { at: spread(20, 4) },
        { at: Array.from({ length: 20 }, () => 0), label: 'at zero' },
      ],
      also: ['float32', 'hidden-float32'],
    },
    {
      name: 'quadratic form',
      source: 'Petersen, Pedersen 2012, The Matrix Cookbook, 2.4.2',
      formula: ({ apply, dot }, x) => dot(x, apply(spread(36, 5), x)),
      points: [
        { at: spread(6, 6) },
        { at: [0, 0, 0, 0, 0, 0], label: 'at its centre', tags: ['stationary'] },
      ],
      also: ['float32', 'hidden-float32'],
    },
    {
      name: 'product of all coordinates',
      source: `${spivak}, 10`,
      formula: ({ mul }, x) => mul(...x),
      points: [
        { at: [1.2, -0.7, 0.9, 1.5, -1.1] },
        { at: [1.2, 0, 0.9, 1.5], label: 'with one zero' },
        { at: [1.2, 0, 0, 1.5], label: 'with two zeros', tags: ['stationary'] },
      ],
      also: ['float32'],
    },
    {
      name: 'sum of 100 squares',
      source:
        'De Jong 1975, An Analysis of the Behavior of a Class of Genetic Adaptive Systems, F1',
      formula: ({ dot }, x) => dot(x, x),
      points: [{ at: spread(100, 7) }],
      also: ['float32'],
    },
    {
      name: 'cube at zero',
      source: `${spivak}, 11`,
      formula: ({ cube }, [x]) => cube(x),
      tags: ['stationary'],
      points: [{ at: [0] }, { at: [1e-5], label: 'next to it' }],
      also: ['float32'],
    },
    {
      name: 'flat exponential',
      source: `${spivak}, 18`,
      formula: ({ div, exp, neg, sq }, [x]) => exp(neg(div(1, sq(x)))),
      points: [{ at: [0.9] }, { at: [0.2], label: 'in the flat part', tags: ['scale'] }],
      also: ['float32'],
    },
    {
      name: 'sine of a product',
      source: `${spivak}, 15`,
      formula: ({ mul, sin }, [x, y]) => sin(mul(x, y)),
      points: [
        { at: [0.8, 1.3] },
        { at: [Math.PI / 2, 1], label: 'at the crest', tags: ['stationary'] },
      ],
      also: ['float32'],
    },
    {
      name: 'tower of elementary functions',
      source: 'Griewank, Walther 2008, doi:10.1137/1.9780898717761, 2.1',
      formula: ({ add, cosh, div, exp, log1p, sin, sinh, sub, mul, tan }, [x, y]) =>
        mul(
          add(sin(div(x, y)), div(x, y), tan(mul(0.3, x))),
          sub(exp(y), log1p(add(cosh(x), sinh(y)))),
        ),
      points: [{ at: [1.5, 0.5] }],
      also: ['float32'],
    },
    {
      name: 'error function and its friends',
      source: 'Abramowitz, Stegun 1964, Handbook of Mathematical Functions, 7.1',
      formula: ({ add, atan, erf, expm1, mul }, [x, y]) =>
        add(erf(mul(x, y)), mul(0.5, expm1(x)), atan(y)),
      points: [{ at: [0.6, -1.1] }],
      also: ['float32'],
    },
    {
      name: 'Runge',
      source: 'Runge 1901, Zeitschrift für Mathematik und Physik 46, 224',
      formula: ({ add, div, mul, sq }, [x]) => div(1, add(1, mul(25, sq(x)))),
      points: [
        { at: [0.3] },
        { at: [0], label: 'at the top', tags: ['stationary'] },
        { at: [1e4], label: 'far out', tags: ['scale'] },
      ],
      also: ['float32'],
    },
  ],
};
