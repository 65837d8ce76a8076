import { spread, type ZooFamily } from '../zoo-function.ts';

const jamil = 'Jamil, Yang 2013, doi:10.1504/IJMMNO.2013.055204';

/** Landscapes of global optimisation: many hills, mostly in two dimensions. */
export const landscapes: ZooFamily = {
  family: 'landscapes',
  functions: [
    {
      name: 'Himmelblau',
      source: jamil,
      formula: ({ add, sq, sub }, [x, y]) =>
        add(sq(sub(add(sq(x), y), 11)), sq(sub(add(x, sq(y)), 7))),
      points: [{ at: [0.5, -1.5] }, { at: [3, 2], label: 'at the minimum', tags: ['stationary'] }],
      also: ['float32', 'hidden-float32'],
    },
    {
      name: 'Branin',
      source: 'Branin 1972, doi:10.1147/rd.165.0504',
      formula: ({ add, cos, mul, sq, sub }, [x, y]) => {
        const valley = sub(add(y, mul(5 / Math.PI, x)), mul(5.1 / (4 * Math.PI ** 2), sq(x)));
        return add(sq(sub(valley, 6)), mul(10 - 10 / (8 * Math.PI), cos(x)), 10);
      },
      points: [{ at: [-2.5, 7] }, { at: [9, 2.5], label: 'near a minimum' }],
      also: ['float32'],
    },
    {
      name: 'Griewank',
      source: jamil,
      formula: ({ add, cos, div, mul, sq, sub, sum }, x) =>
        sub(
          add(
            1,
            sum(x.length, (i) => div(sq(x[i]), 4000)),
          ),
          mul(...x.map((xi, i) => cos(div(xi, Math.sqrt(i + 1))))),
        ),
      points: [
        { at: [2.1, -3.4, 0.7, 5.5, -1.3] },
        { at: [200.5, -310.25, 77.75], label: 'far out' },
      ],
      also: ['float32'],
    },
    {
      name: 'Rastrigin',
      source: 'Mühlenbein, Schomisch, Born 1991, doi:10.1016/S0167-8191(05)80052-3',
      formula: ({ add, cos, mul, sq, sub, sum }, x) =>
        sum(x.length, (i) => add(10, sub(sq(x[i]), mul(10, cos(mul(2 * Math.PI, x[i])))))),
      points: [
        { at: spread(6) },
        { at: [0, 0, 0], label: 'at the minimum', tags: ['stationary'] },
        { at: spread(64, 9), label: 'in 64 dimensions' },
      ],
      also: ['float32'],
    },
    {
      name: 'Ackley',
      source: jamil,
      formula: ({ add, cos, exp, mean, mul, neg, sq, sqrt }, x) =>
        add(
          mul(-20, exp(mul(-0.2, sqrt(mean(x.map(sq)))))),
          neg(exp(mean(x.map((xi) => cos(mul(2 * Math.PI, xi)))))),
          20 + Math.E,
        ),
      points: [{ at: [0.3, -1.2, 2.1, 0.8] }, { at: [1e-3, 2e-3], label: 'near the funnel' }],
      also: ['float32'],
    },
    {
      name: 'Styblinski–Tang',
      source: 'Styblinski, Tang 1990, doi:10.1016/0893-6080(90)90029-K',
      formula: ({ add, mul, pow, sq, sub, sum }, x) =>
        mul(
          0.5,
          sum(x.length, (i) => add(sub(pow(x[i], 4), mul(16, sq(x[i]))), mul(5, x[i]))),
        ),
      points: [{ at: [-2.5, 1.5, 0.25, 3] }],
      also: ['float32'],
    },
    {
      name: 'Goldstein–Price',
      source: jamil,
      formula: ({ add, mul, sq, sub }, [x, y]) => {
        const quadratic = add(mul(3, sq(x)), mul(6, x, y), mul(3, sq(y)));
        const first = add(sub(19, mul(14, add(x, y))), quadratic);
        const second = add(18, mul(-32, x), mul(12, sq(x)), mul(48, y), mul(-36, x, y));
        return mul(
          add(1, mul(sq(add(x, y, 1)), first)),
          add(30, mul(sq(sub(mul(2, x), mul(3, y))), add(second, mul(27, sq(y))))),
        );
      },
      points: [{ at: [0.7, -0.4] }],
      also: ['float32'],
    },
    {
      name: 'six-hump camel',
      source: jamil,
      formula: ({ add, mul, pow, sq, sub }, [x, y]) =>
        add(
          mul(add(sub(4, mul(2.1, sq(x))), mul(1 / 3, pow(x, 4))), sq(x)),
          mul(x, y),
          mul(sub(mul(4, sq(y)), 4), sq(y)),
        ),
      points: [{ at: [1.1, -0.6] }, { at: [0, 0], label: 'at the saddle', tags: ['stationary'] }],
      also: ['float32'],
    },
    {
      name: 'Easom',
      source: jamil,
      formula: ({ add, cos, exp, mul, neg, sq, sub }, [x, y]) =>
        neg(mul(cos(x), cos(y), exp(neg(add(sq(sub(x, Math.PI)), sq(sub(y, Math.PI))))))),
      points: [{ at: [2.5, 3.75] }, { at: [0.5, -1], label: 'on the plain' }],
    },
    {
      name: 'McCormick',
      source: jamil,
      formula: ({ add, mul, sin, sq, sub }, [x, y]) =>
        add(sin(add(x, y)), sq(sub(x, y)), mul(-1.5, x), mul(2.5, y), 1),
      points: [{ at: [0.7, -0.3] }],
      also: ['float32'],
    },
    {
      name: 'Michalewicz',
      source: 'Michalewicz 1996, doi:10.1007/978-3-662-03315-9, appendix',
      formula: ({ mul, neg, pow, sin, sq, sum }, x) =>
        neg(sum(x.length, (i) => mul(sin(x[i]), pow(sin(mul((i + 1) / Math.PI, sq(x[i]))), 20)))),
      points: [{ at: [2.1, 1.6, 1.25, 1.9, 1.7] }],
    },
    {
      name: 'Schwefel',
      source: 'Schwefel 1981, Numerical Optimization of Computer Models, no. 2.26',
      formula: ({ abs, mul, neg, sin, sqrt, sum }, x) =>
        neg(sum(x.length, (i) => mul(x[i], sin(sqrt(abs(x[i])))))),
      points: [{ at: [250.5, -302.5, 65.25, 420.9687] }],
      also: ['float32'],
    },
    {
      name: 'drop-wave',
      source: 'Molga, Smutnicki 2005, Test functions for optimization needs',
      formula: ({ add, cos, div, mul, neg, norm, sq }, [x, y]) =>
        neg(div(add(1, cos(mul(12, norm([x, y])))), add(2, mul(0.5, add(sq(x), sq(y)))))),
      points: [{ at: [0.4, -0.9] }],
      also: ['float32'],
    },
    {
      name: 'eggholder',
      source: jamil,
      formula: ({ abs, add, mul, neg, sin, sqrt, sub }, [x, y]) =>
        sub(
          neg(mul(add(y, 47), sin(sqrt(abs(add(mul(0.5, x), y, 47)))))),
          mul(x, sin(sqrt(abs(sub(x, add(y, 47)))))),
        ),
      points: [{ at: [120.5, 310.25] }],
    },
    {
      name: 'Schaffer no. 2',
      source: jamil,
      formula: ({ add, div, mul, sin, sq, sub }, [x, y]) => {
        const wave = sub(sq(sin(sub(sq(x), sq(y)))), 0.5);
        return add(0.5, div(wave, sq(add(1, mul(0.001, add(sq(x), sq(y)))))));
      },
      points: [{ at: [1.3, 2.2] }],
      also: ['float32'],
    },
    {
      name: 'Hartmann 3',
      source: jamil,
      formula: ({ exp, mul, neg, sq, sub, sum }, x) =>
        neg(
          sum(4, (i) => {
            const [height, widths, centre] = hartmann[i];
            const distance = sum(3, (j) => mul(widths[j], sq(sub(x[j], centre[j]))));
            return mul(height[0], exp(neg(distance)));
          }),
        ),
      points: [{ at: [0.2, 0.5, 0.8] }],
      also: ['float32'],
    },
  ],
};

/** [[height], widths, centre] of four bells. */
const hartmann = [
  [[1], [3, 10, 30], [0.3689, 0.117, 0.2673]],
  [[1.2], [0.1, 10, 35], [0.4699, 0.4387, 0.747]],
  [[3], [3, 10, 30], [0.1091, 0.8732, 0.5547]],
  [[3.2], [0.1, 10, 35], [0.03815, 0.5743, 0.8828]],
];
