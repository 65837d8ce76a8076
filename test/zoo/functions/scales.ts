import type { ZooFamily } from '../zoo-function.ts';

const higham = 'Higham 2002, doi:10.1137/1.9780898718027';
const own = 'made for this zoo';

/** Functions whose numbers are very large, very small, or both. */
export const scales: ZooFamily = {
  family: 'scales',
  functions: [
    {
      name: 'sum of logarithms over 24 decades',
      source: own,
      formula: ({ add, log, mul, sq, sum }, x) => {
        const logs = x.map(log);
        return add(
          sum(x.length, (i) => mul(0.1, sq(logs[i]))),
          ...logs.map((l, i) => mul(i - 2, l)),
        );
      },
      tags: ['scale'],
      points: [{ at: [1e-12, 3e-6, 1.5, 4e5, 2e12] }],
    },
    {
      name: 'geometric mean over 24 decades',
      source: own,
      formula: ({ exp, log, mean }, x) => exp(mean(x.map(log))),
      tags: ['scale'],
      points: [{ at: [2e-12, 7e-7, 0.9, 6e5, 3e12] }, { at: [3e-30, 5e30], label: '60 decades' }],
    },
    {
      name: 'sines of coordinates in their own units',
      source: own,
      formula: ({ mul, sin, sum }, x) =>
        sum(x.length, (i) => mul(i + 1, sin(mul(10 ** (12 - 6 * i), x[i])))),
      tags: ['scale'],
      points: [{ at: [0.7e-12, 1.3e-6, -0.4, 2.1e6, 0.9e12] }],
    },
    {
      name: 'tiny value',
      source: own,
      formula: ({ add, exp, mul, sin, sq }, [x, y]) =>
        mul(1e-30, add(sin(mul(x, y)), sq(x), exp(y))),
      tags: ['scale'],
      points: [{ at: [0.8, -0.3] }],
      also: ['float32'],
    },
    {
      name: 'huge value',
      source: own,
      formula: ({ add, exp, mul, sin, sq }, [x, y]) =>
        mul(1e30, add(sin(mul(x, y)), sq(x), exp(y))),
      tags: ['scale'],
      points: [{ at: [0.8, -0.3] }],
      also: ['float32'],
    },
    {
      name: 'almost overflowing value',
      source: own,
      formula: ({ add, mul, sin, sq }, [x, y]) => mul(1e300, add(sin(mul(x, y)), sq(x))),
      tags: ['scale'],
      points: [{ at: [0.8, -0.3] }],
    },
    {
      name: 'gradient a billion times smaller than the value',
      source: own,
      formula: ({ add, mul, sin, sum }, x) =>
        add(
          1,
          mul(
            1e-9,
            sum(x.length, (i) => sin(mul(i + 1, x[i]))),
          ),
        ),
      tags: ['scale'],
      points: [{ at: [0.4] }, { at: [0.4, -1.2, 0.3], label: 'three coordinates' }],
    },
    {
      name: 'additive offset',
      source: own,
      formula: ({ add, mul, sin, sq }, [x, y]) => add(1e6, mul(x, sin(y)), sq(y)),
      tags: ['scale'],
      points: [{ at: [0.7, 1.2] }],
    },
    {
      name: 'offset of a thousand in single precision',
      source: own,
      formula: ({ add, mul, sin, sq }, [x, y]) => add(1e3, mul(50, x, sin(y)), mul(80, sq(y))),
      tags: ['scale'],
      points: [{ at: [0.75, 1.25] }],
      also: ['float32'],
    },
    {
      name: 'large point, small curvature',
      source: own,
      formula: ({ add, mul, sq, sub }, [x, y]) =>
        add(sq(sub(x, 1e8)), mul(sub(y, 1e8), sub(x, 1e8))),
      tags: ['scale', 'cancellation'],
      points: [{ at: [100000003, 99999998] }],
    },
    {
      name: 'steep exponential',
      source: own,
      formula: ({ exp, mul }, [x]) => exp(mul(100, x)),
      tags: ['steep'],
      points: [
        { at: [0.37] },
        { at: [-0.5], label: 'on the low side' },
        { at: [3], label: 'far up' },
      ],
    },
    {
      name: 'very steep exponential',
      source: own,
      formula: ({ exp, mul }, [x]) => exp(mul(1000, x)),
      tags: ['steep'],
      points: [{ at: [0.21] }, { at: [-0.1], label: 'on the low side' }],
    },
    {
      name: 'steep and flat coordinates together',
      source: own,
      formula: ({ add, exp, mul, sq }, [x, y, z]) =>
        add(exp(mul(200, x)), mul(1e-3, sq(y)), mul(y, z), mul(1e3, sq(z))),
      tags: ['steep', 'scale'],
      points: [{ at: [0.01, 2, -0.5] }],
    },
    {
      name: 'high power',
      source: own,
      formula: ({ add, pow, sum }, x) =>
        add(
          1,
          sum(x.length, (i) => pow(x[i], 40)),
        ),
      tags: ['steep'],
      points: [{ at: [1.1, 0.97, -1.05] }],
      also: ['float32'],
    },
    {
      name: 'fast sine, 1e4',
      source: own,
      formula: ({ cos, exp, mul }, [x]) => mul(cos(mul(1e4, x)), exp(x)),
      tags: ['oscillation'],
      points: [{ at: [0.31] }, { at: [0], label: 'at the origin' }],
    },
    {
      name: 'fast sine, 1e6',
      source: own,
      formula: ({ mul, sin }, [x]) => sin(mul(1e6, x)),
      tags: ['oscillation'],
      points: [{ at: [0.123457] }, { at: [2.5e-6], label: 'near the origin' }],
    },
    {
      name: 'fast sine, 1e8',
      source: own,
      formula: ({ mul, sin }, [x]) => sin(mul(1e8, x)),
      tags: ['oscillation'],
      points: [{ at: [0.012345679] }, { at: [3e-8], label: 'near the origin' }],
    },
    {
      name: 'ripple on a parabola',
      source: own,
      formula: ({ add, mul, sin, sq, sub }, [x, y]) =>
        add(sq(sub(x, y)), mul(1e-3, sin(mul(3e3, x))), sq(y)),
      tags: ['oscillation'],
      points: [{ at: [0.7, -0.2] }],
    },
    {
      name: 'power expanded around one',
      source: `${higham}, 1.17`,
      // (x − 1)⁹ as its polynomial
      formula: ({ add, mul, pow, sub }, [x]) => {
        const terms = [9, -36, 84, -126, 126, -84, 36, -9].map((c, i) => mul(c, pow(x, i + 1)));
        return add(sub(pow(x, 9), 1), ...terms);
      },
      tags: ['cancellation'],
      points: [{ at: [1.5] }, { at: [1.75], label: 'farther' }],
    },
    {
      name: 'power expanded, next to its root',
      source: `${higham}, 1.17`,
      formula: ({ add, mul, pow, sub }, [x]) => {
        const terms = [9, -36, 84, -126, 126, -84, 36, -9].map((c, i) => mul(c, pow(x, i + 1)));
        return add(sub(pow(x, 9), 1), ...terms);
      },
      tags: ['cancellation'],
      points: [{ at: [1.06] }],
      illConditioned: 'the sum of nine terms of size 100 is 1e-11',
    },
    {
      name: 'one minus cosine near zero',
      source: `${higham}, 1.7`,
      formula: ({ cos, sub }, [x]) => sub(1, cos(x)),
      tags: ['cancellation'],
      points: [{ at: [1e-4] }, { at: [1e-2], label: 'farther' }],
    },
    {
      name: 'difference of logarithms',
      source: `${higham}, 1.7`,
      formula: ({ add, log, mul, sub }, [x, y]) => mul(1e4, sub(log(add(x, y)), log(x))),
      tags: ['cancellation'],
      points: [{ at: [2, 1e-4] }],
    },
    {
      name: 'difference of square roots',
      source: `${higham}, problem 1.7`,
      formula: ({ add, mul, sqrt, sub }, [x, y]) => mul(x, sub(sqrt(add(x, y)), sqrt(x))),
      tags: ['cancellation'],
      points: [{ at: [1e5, 1.5] }],
    },
    {
      name: 'variance by the textbook formula',
      source: `${higham}, 1.9`,
      formula: ({ dot, mean, mul, sq, sub }, x) => sub(mul(1 / x.length, dot(x, x)), sq(mean(x))),
      tags: ['cancellation'],
      points: [{ at: [1000.5, 1001.25, 999.75, 1002] }],
      illConditioned: 'x − mean taken as a difference of products of size 1000',
    },
    {
      name: 'sigmoid at 20 to 36',
      source: 'Goodfellow, Bengio, Courville 2016, Deep Learning, 6.2.2.2',
      formula: ({ mul, sigmoid, sum }, x) => sum(x.length, (i) => mul(10 ** i, sigmoid(x[i]))),
      tags: ['saturation'],
      points: [{ at: [20, 22.5] }, { at: [-20, -30, -36], label: 'below' }],
    },
    {
      name: 'hyperbolic tangent at 10 to 20',
      source: 'Goodfellow, Bengio, Courville 2016, Deep Learning, 6.3.2',
      formula: ({ add, mul, sq, tanh }, [x, y]) => add(tanh(x), mul(1e-6, sq(y)), tanh(y)),
      tags: ['saturation'],
      points: [{ at: [9.5, 0.3] }, { at: [40, 0.3], label: 'flat to the last bit' }],
    },
    {
      name: 'binary cross-entropy, confident and right',
      source: 'Goodfellow, Bengio, Courville 2016, Deep Learning, 6.2.2.2',
      formula: ({ add, neg, softplus }, [z, w]) => add(softplus(neg(z)), softplus(w)),
      tags: ['saturation'],
      points: [{ at: [30, -35] }, { at: [30, 35], label: 'one side wrong' }],
    },
  ],
};
