import type { ZooFamily } from '../zoo-function.ts';

const boyd = 'Boyd, Vandenberghe 2004, doi:10.1017/CBO9780511804441';
const abramowitz = 'Abramowitz, Stegun 1964, Handbook of Mathematical Functions';

/** Functions next to the end of their domain, to a pole, or exactly on a one-sided edge. */
export const edges: ZooFamily = {
  family: 'edges',
  functions: [
    {
      name: 'logarithm',
      source: `${abramowitz}, 4.1`,
      formula: ({ log }, [x]) => log(x),
      tags: ['edge'],
      points: [
        { at: [1e-3], label: '1e-3 from zero' },
        { at: [1e-6], label: '1e-6 from zero' },
        { at: [1e-9], label: '1e-9 from zero' },
        { at: [1e-12], label: '1e-12 from zero' },
        { at: [1e12], label: 'at 1e12' },
      ],
      also: ['float32'],
    },
    {
      name: 'square root',
      source: `${abramowitz}, 3.7`,
      formula: ({ sqrt }, [x]) => sqrt(x),
      tags: ['edge'],
      points: [
        { at: [1e-3], label: '1e-3 from zero' },
        { at: [1e-6], label: '1e-6 from zero' },
        { at: [1e-9], label: '1e-9 from zero' },
        { at: [1e-12], label: '1e-12 from zero' },
      ],
      also: ['float32'],
    },
    {
      name: 'logarithm of a gap',
      source: `${boyd}, 11.2`,
      formula: ({ log, sub }, [x, y]) => log(sub(x, y)),
      tags: ['edge'],
      points: [
        { at: [1, 0.999], label: '1e-3 wide' },
        { at: [1, 0.999999], label: '1e-6 wide' },
        { at: [1, 0.999999999], label: '1e-9 wide' },
      ],
    },
    {
      name: 'barrier of a box',
      source: `${boyd}, 11.2.1`,
      formula: ({ add, log, mul, neg, sub, sum }, x) =>
        sum(x.length, (i) => neg(add(log(add(1, x[i])), log(sub(1, x[i])), mul(0.5, x[i])))),
      tags: ['edge'],
      points: [
        { at: [0.3, -0.6, 0.1], label: 'inside' },
        { at: [0.999, -0.9999, 0.5], label: 'near two walls' },
        { at: [0.999999, 0, 0.5], label: '1e-6 from a wall' },
      ],
      also: ['float32'],
    },
    {
      name: 'linear programme with a barrier',
      source: `${boyd}, 11.3`,
      formula: ({ add, dot, log, mul, neg, sub, sum }, x) =>
        add(
          dot([1, 2, -1], x),
          neg(
            mul(
              0.01,
              sum(3, (i) => log(x[i])),
            ),
          ),
          neg(mul(0.01, log(sub(1, add(...x))))),
        ),
      tags: ['edge'],
      points: [{ at: [1e-3, 1e-4, 0.99] }],
    },
    {
      name: 'pole',
      source: `${abramowitz}, 3.6`,
      formula: ({ div, sub }, [x]) => div(1, sub(x, 1)),
      tags: ['edge'],
      points: [
        { at: [1.001], label: '1e-3 right' },
        { at: [0.999999], label: '1e-6 left' },
        { at: [1 + 2 ** -30], label: '1e-9 right' },
      ],
    },
    {
      name: 'pole of second order beside smooth terms',
      source: 'Press et al. 2007, Numerical Recipes, 5.7',
      formula: ({ add, div, mul, sin, sq, sub }, [x, y]) =>
        add(div(y, sq(sub(x, 2))), mul(3, sin(y)), sq(x)),
      tags: ['edge'],
      points: [{ at: [2.01, 0.7] }],
      also: ['float32'],
    },
    {
      name: 'reciprocal of a small number',
      source: `${abramowitz}, 3.6`,
      formula: ({ div }, [x]) => div(1, x),
      tags: ['edge', 'scale'],
      points: [{ at: [1e-4] }, { at: [-1e-8], label: 'from the left' }],
      also: ['float32'],
    },
    {
      name: 'tangent near its pole',
      source: `${abramowitz}, 4.3`,
      formula: ({ tan }, [x]) => tan(x),
      tags: ['edge'],
      points: [{ at: [1.57] }, { at: [0.8], label: 'far from it' }],
      also: ['float32'],
    },
    {
      name: 'x to the x',
      source: 'Corless et al. 1996, doi:10.1007/BF02124750',
      formula: ({ power }, [x]) => power(x, x),
      tags: ['edge'],
      points: [
        { at: [0.4] },
        { at: [1e-5], label: 'next to zero' },
        { at: [5.5], label: 'steep side' },
      ],
      also: ['float32'],
    },
    {
      name: 'negative entropy',
      source: `${boyd}, 3.1.5`,
      formula: ({ log, mul, sum }, x) => sum(x.length, (i) => mul(x[i], log(x[i]))),
      tags: ['edge'],
      points: [{ at: [0.5, 1e-3, 1e-6, 0.2] }],
      also: ['float32'],
    },
    {
      name: 'arc sine beside a line',
      source: `${abramowitz}, 4.4`,
      formula: ({ add, asin }, [x]) => add(asin(x), x),
      tags: ['edge'],
      points: [
        { at: [0.4], label: 'inside' },
        { at: [0.999], label: '1e-3 from one' },
        { at: [0.999999], label: '1e-6 from one' },
        { at: [-0.999999999], label: '1e-9 from minus one' },
      ],
    },
    {
      name: 'arc cosine',
      source: `${abramowitz}, 4.4`,
      formula: ({ acos, add, sq }, [x]) => add(acos(x), sq(x)),
      tags: ['edge'],
      points: [
        { at: [-0.3], label: 'inside' },
        { at: [0.99999], label: '1e-5 from one' },
      ],
      also: ['float32'],
    },
    {
      name: 'power three halves',
      source: `${abramowitz}, 4.2`,
      formula: ({ pow }, [x]) => pow(x, 1.5),
      tags: ['edge'],
      points: [
        { at: [0], label: 'exactly at zero', tags: ['edge', 'stationary'] },
        { at: [1e-8], label: '1e-8 from zero' },
        { at: [2.3], label: 'inside' },
      ],
      also: ['float32'],
    },
    {
      name: 'power three halves beside smooth terms',
      source: `${abramowitz}, 4.2`,
      formula: ({ add, mul, pow, sin, sq }, [x, y]) => add(pow(x, 1.5), mul(x, y), sin(y), sq(x)),
      tags: ['edge'],
      points: [{ at: [0, 0.7], label: 'exactly at zero' }],
    },
    {
      name: 'square root times its argument squared',
      source: `${abramowitz}, 4.2`,
      formula: ({ add, pow, sub }, [x, y]) => add(pow(sub(x, y), 2.5), x),
      tags: ['edge'],
      points: [
        { at: [1, 1], label: 'exactly at zero' },
        { at: [1.5, 1], label: 'inside' },
      ],
    },
    {
      name: 'square root of one minus a square',
      source: `${abramowitz}, 3.7`,
      formula: ({ add, sq, sqrt, sub }, [x, y]) => sqrt(sub(1, add(sq(x), sq(y)))),
      tags: ['edge'],
      points: [{ at: [0.6, 0.7999] }, { at: [0.1, -0.2], label: 'inside' }],
    },
    {
      name: 'log-determinant of an almost singular matrix',
      source: `${boyd}, A.4.1`,
      formula: ({ log, mul, sq, sub }, [a, b, c]) => log(sub(mul(a, c), sq(b))),
      tags: ['edge', 'cancellation'],
      points: [{ at: [1, 0.9999, 1] }, { at: [2, 0.5, 1], label: 'regular' }],
    },
    {
      name: 'inverse hyperbolic tangent',
      source: `${abramowitz}, 4.6`,
      formula: ({ log1p, mul, neg, sub }, [x]) => mul(0.5, sub(log1p(x), log1p(neg(x)))),
      tags: ['edge'],
      points: [{ at: [0.99999] }, { at: [-0.35], label: 'inside' }],
      also: ['float32'],
    },
    {
      name: 'norm next to the origin',
      source: `${boyd}, A.1.2`,
      formula: ({ norm }, x) => norm(x),
      tags: ['edge'],
      points: [
        { at: [3e-6, -4e-6], label: '5e-6 from it' },
        { at: [3e-9, -4e-9, 1e-9], label: '5e-9 from it' },
        { at: [3, -4, 12], label: 'far from it' },
      ],
    },
    {
      name: 'angle next to the branch cut',
      source: `${abramowitz}, 4.4`,
      formula: ({ atan2, add, sq }, [y, x]) => add(atan2(y, x), sq(y)),
      tags: ['edge'],
      points: [
        { at: [1e-6, -1], label: '1e-6 above the cut' },
        { at: [-0.5, 0.75], label: 'far from it' },
      ],
    },
  ],
};
