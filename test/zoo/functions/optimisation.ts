import type { ZooFamily } from '../zoo-function.ts';

const more = 'Moré, Garbow, Hillstrom 1981, doi:10.1145/355934.355936';

/** The first half of the classic test set for unconstrained optimisation. */
export const optimisation: ZooFamily = {
  family: 'optimisation',
  functions: [
    {
      name: 'Rosenbrock',
      source: `${more}, no. 1`,
      formula: ({ add, mul, sq, sub }, [x, y]) => add(mul(100, sq(sub(y, sq(x)))), sq(sub(1, x))),
      points: [
        { at: [-1.2, 1] },
        { at: [1, 1], label: 'at the minimum', tags: ['stationary'] },
        { at: [1.001, 1], label: 'near the minimum' },
      ],
      also: ['float32', 'hidden-float32'],
    },
    {
      name: 'Freudenstein–Roth',
      source: `${more}, no. 2`,
      formula: ({ add, mul, sq, sub }, [x, y]) =>
        add(
          sq(add(-13, x, mul(sub(mul(sub(5, y), y), 2), y))),
          sq(add(-29, x, mul(sub(mul(add(y, 1), y), 14), y))),
        ),
      points: [
        { at: [0.5, -2] },
        { at: [5, 4], label: 'at the minimum', tags: ['stationary'] },
        { at: [4.5, 4.125], label: 'near the minimum' },
      ],
      also: ['float32'],
    },
    {
      name: 'Powell badly scaled',
      source: `${more}, no. 3`,
      formula: ({ add, exp, mul, neg, sq, sub }, [x, y]) =>
        add(sq(sub(mul(1e4, x, y), 1)), sq(sub(add(exp(neg(x)), exp(neg(y))), 1.0001))),
      tags: ['scale'],
      points: [{ at: [0, 1] }, { at: [1e-5, 9], label: 'near the minimum' }],
    },
    {
      name: 'Brown badly scaled',
      source: `${more}, no. 4`,
      formula: ({ add, mul, sq, sub }, [x, y]) =>
        add(sq(sub(x, 1e6)), sq(sub(y, 2e-6)), sq(sub(mul(x, y), 2))),
      tags: ['scale'],
      points: [{ at: [1, 1] }, { at: [9e5, 3e-6], label: 'near the minimum' }],
    },
    {
      name: 'Beale',
      source: `${more}, no. 5`,
      formula: ({ add, mul, pow, sq, sub }, [x, y]) =>
        add(
          sq(sub(1.5, mul(x, sub(1, y)))),
          sq(sub(2.25, mul(x, sub(1, sq(y))))),
          sq(sub(2.625, mul(x, sub(1, pow(y, 3))))),
        ),
      points: [{ at: [1, 0.7] }, { at: [3, 0.5], label: 'at the minimum', tags: ['stationary'] }],
      also: ['float32'],
    },
    {
      name: 'Jennrich–Sampson',
      source: `${more}, no. 6`,
      formula: ({ add, exp, mul, sq, sub, sum }, [x, y]) =>
        sum(10, (i) => sq(sub(4 + 2 * i, add(exp(mul(i + 1, x)), exp(mul(i + 1, y)))))),
      points: [{ at: [0.3, 0.4] }],
      also: ['float32'],
    },
    {
      name: 'Helical valley',
      source: `${more}, no. 7`,
      formula: ({ add, atan2, mul, norm, sq, sub }, [x, y, z]) =>
        add(
          mul(100, sq(sub(z, mul(5 / Math.PI, atan2(y, x))))),
          mul(100, sq(sub(norm([x, y]), 1))),
          sq(z),
        ),
      points: [{ at: [-1, 0.25, 0.5] }, { at: [0.6, 0.9, 1.4], label: 'in the valley' }],
      also: ['float32'],
    },
    {
      name: 'Bard',
      source: `${more}, no. 8`,
      formula: ({ add, div, mul, sq, sub, sum }, [a, b, c]) =>
        sum(15, (k) => {
          const [u, v, w] = [k + 1, 15 - k, Math.min(k + 1, 15 - k)];
          return sq(sub(bard[k], add(a, div(u, add(mul(v, b), mul(w, c))))));
        }),
      points: [{ at: [1, 1, 1] }],
      also: ['float32'],
    },
    {
      name: 'Gaussian bell, 15 samples',
      source: `${more}, no. 9`,
      formula: ({ exp, mul, sq, sub, sum }, [a, b, c]) =>
        sum(15, (k) => {
          const bell = mul(a, exp(mul(-0.5, b, sq(sub((7 - k) / 2, c)))));
          return sq(sub(bell, gauss[Math.min(k, 14 - k)]));
        }),
      points: [{ at: [0.4, 1, 0.05] }],
      also: ['float32'],
    },
    {
      name: 'Gulf research and development',
      source: `${more}, no. 11`,
      formula: ({ abs, div, exp, neg, power, sq, sub, sum }, [a, b, c]) =>
        sum(9, (i) => {
          const t = (i + 1) / 10;
          const y = 25 + (-50 * Math.log(t)) ** (2 / 3);
          return sq(sub(exp(neg(div(power(abs(sub(y, b)), c), a))), t));
        }),
      points: [{ at: [5, 2.5, 0.15] }],
    },
    {
      name: 'Box three-dimensional',
      source: `${more}, no. 12`,
      formula: ({ exp, mul, sq, sub, sum }, [a, b, c]) =>
        sum(10, (i) => {
          const t = (i + 1) / 10;
          const target = mul(c, Math.exp(-t) - Math.exp(-10 * t));
          return sq(sub(sub(exp(mul(-t, a)), exp(mul(-t, b))), target));
        }),
      points: [{ at: [0.5, 10, 20] }, { at: [1, 9, 1.25], label: 'near the minimum' }],
      also: ['float32'],
    },
    {
      name: 'Powell singular',
      source: `${more}, no. 13`,
      formula: ({ add, mul, pow, sq, sub }, [a, b, c, d]) =>
        add(
          sq(add(a, mul(10, b))),
          mul(5, sq(sub(c, d))),
          pow(sub(b, mul(2, c)), 4),
          mul(10, pow(sub(a, d), 4)),
        ),
      points: [
        { at: [3, -1, 0.5, 1] },
        { at: [0, 0, 0, 0], label: 'at the singular minimum', tags: ['stationary'] },
      ],
      also: ['float32', 'hidden-float32'],
    },
    {
      name: 'Wood',
      source: `${more}, no. 14; Colville 1968`,
      formula: ({ add, mul, sq, sub }, [a, b, c, d]) =>
        add(
          mul(100, sq(sub(b, sq(a)))),
          sq(sub(1, a)),
          mul(90, sq(sub(d, sq(c)))),
          sq(sub(1, c)),
          mul(10, sq(sub(add(b, d), 2))),
          mul(0.1, sq(sub(b, d))),
        ),
      points: [{ at: [-3, -1, -3, -1] }, { at: [0.5, 1.5, -0.5, 0.25], label: 'nearer' }],
      also: ['float32'],
    },
    {
      name: 'Kowalik–Osborne',
      source: `${more}, no. 15`,
      formula: ({ add, div, mul, sq, sub, sum }, [a, b, c, d]) =>
        sum(kowalik.length, (i) => {
          const [y, u] = kowalik[i];
          const model = div(mul(a, add(u * u, mul(u, b))), add(u * u, mul(u, c), d));
          return sq(sub(y, model));
        }),
      points: [{ at: [0.25, 0.39, 0.415, 0.39] }],
      also: ['float32'],
    },
    {
      name: 'Brown–Dennis',
      source: `${more}, no. 16`,
      formula: ({ add, mul, sq, sub, sum }, [a, b, c, d]) =>
        sum(20, (i) => {
          const t = (i + 1) / 5;
          const left = sq(sub(add(a, mul(t, b)), Math.exp(t)));
          return sq(add(left, sq(sub(add(c, mul(Math.sin(t), d)), Math.cos(t)))));
        }),
      points: [{ at: [25, 5, -5, -1] }],
    },
  ],
};

/** Observations of problem 8. */
const bard = [
  0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.1, 4.39,
];

/** Observations of problem 9, the first half of a symmetric series. */
const gauss = [0.0009, 0.0044, 0.0175, 0.054, 0.1295, 0.242, 0.3521, 0.3989];

/** Observations [y, u] of problem 15. */
const kowalik = [
  [0.1957, 4],
  [0.1947, 2],
  [0.1735, 1],
  [0.16, 0.5],
  [0.0844, 0.25],
  [0.0627, 0.167],
  [0.0456, 0.125],
  [0.0342, 0.1],
  [0.0323, 0.0833],
  [0.0235, 0.0714],
  [0.0246, 0.0625],
];
