import { spread, type ZooFamily } from '../zoo-function.ts';

const more = 'Moré, Garbow, Hillstrom 1981, doi:10.1145/355934.355936';

/** The second half of the classic test set: problems of any dimension. */
export const dimensions: ZooFamily = {
  family: 'dimensions',
  functions: [
    {
      name: 'Biggs EXP6',
      source: `${more}, no. 18`,
      formula: ({ add, exp, mul, sq, sub, sum }, [a, b, c, d, e, f]) =>
        sum(13, (i) => {
          const t = (i + 1) / 10;
          const y = Math.exp(-t) - 5 * Math.exp(-10 * t) + 3 * Math.exp(-4 * t);
          const model = sub(mul(c, exp(mul(-t, a))), mul(d, exp(mul(-t, b))));
          return sq(sub(add(model, mul(f, exp(mul(-t, e)))), y));
        }),
      points: [{ at: [1, 2, 1, 1, 1, 1] }, { at: [2, 8, 1.5, 4, 3, 2], label: 'farther' }],
      also: ['float32'],
    },
    {
      name: 'Watson',
      source: `${more}, no. 20`,
      formula: ({ add, mul, sq, sub, sum }, x) => {
        const residual = sum(29, (i) => {
          const t = (i + 1) / 29;
          const value = sum(x.length, (j) => mul(t ** j, x[j]));
          const slope = sum(x.length - 1, (j) => mul((j + 1) * t ** j, x[j + 1]));
          return sq(sub(sub(slope, sq(value)), 1));
        });
        return add(residual, sq(x[0]), sq(sub(sub(x[1], sq(x[0])), 1)));
      },
      points: [{ at: spread(6) }, { at: [0, 0, 0, 0, 0, 0], label: 'at the origin' }],
      also: ['float32'],
    },
    {
      name: 'extended Rosenbrock',
      source: `${more}, no. 21`,
      formula: ({ add, mul, sq, sub, sum }, x) =>
        sum(x.length / 2, (i) =>
          add(mul(100, sq(sub(x[2 * i + 1], sq(x[2 * i])))), sq(sub(1, x[2 * i]))),
        ),
      points: [{ at: spread(100) }],
      also: ['float32'],
    },
    {
      name: 'extended Powell singular',
      source: `${more}, no. 22`,
      formula: ({ add, mul, pow, sq, sub, sum }, x) =>
        sum(x.length / 4, (i) => {
          const [a, b, c, d] = x.slice(4 * i, 4 * i + 4);
          const quartic = add(pow(sub(b, mul(2, c)), 4), mul(10, pow(sub(a, d), 4)));
          return add(sq(add(a, mul(10, b))), mul(5, sq(sub(c, d))), quartic);
        }),
      points: [{ at: spread(40, 1) }],
    },
    {
      name: 'Penalty I',
      source: `${more}, no. 23`,
      formula: ({ add, dot, mul, sq, sub, sum }, x) =>
        add(
          mul(
            1e-5,
            sum(x.length, (i) => sq(sub(x[i], 1))),
          ),
          sq(sub(dot(x, x), 0.25)),
        ),
      points: [{ at: [1, 2, 3, 4] }, { at: [0.25, 0.25, 0.25, 0.25], label: 'in the valley' }],
    },
    {
      name: 'Variably dimensioned',
      source: `${more}, no. 25`,
      formula: ({ add, mul, pow, sq, sub, sum }, x) => {
        const weighted = sum(x.length, (i) => mul(i + 1, sub(x[i], 1)));
        return add(
          sum(x.length, (i) => sq(sub(x[i], 1))),
          sq(weighted),
          pow(weighted, 4),
        );
      },
      points: [{ at: [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0] }],
      also: ['float32'],
    },
    {
      name: 'Trigonometric',
      source: `${more}, no. 26`,
      formula: ({ add, cos, mul, sin, sq, sub, sum }, x) => {
        const cosines = sum(x.length, (i) => cos(x[i]));
        return sum(x.length, (i) =>
          sq(sub(add(sub(x.length, cosines), mul(i + 1, sub(1, cos(x[i])))), sin(x[i]))),
        );
      },
      points: [{ at: [0.1, 0.1, 0.1, 0.1, 0.1] }, { at: spread(10, 2), label: 'wide' }],
      also: ['float32'],
    },
    {
      name: 'Brown almost-linear',
      source: `${more}, no. 27`,
      formula: ({ add, mul, sq, sub, sum }, x) => {
        const total = add(...x);
        const n = x.length;
        const linear = sum(n - 1, (i) => sq(sub(add(x[i], total), n + 1)));
        return add(linear, sq(sub(mul(...x), 1)));
      },
      points: [{ at: [0.5, 0.75, 0.25, 0.5, 0.875] }],
      also: ['float32'],
    },
    {
      name: 'Discrete boundary value',
      source: `${more}, no. 28`,
      formula: ({ add, cube, mul, sq, sub, sum }, x) => {
        const h = 1 / (x.length + 1);
        return sum(x.length, (i) => {
          const curvature = sub(mul(2, x[i]), add(x[i - 1] ?? 0, x[i + 1] ?? 0));
          return sq(add(curvature, mul((h * h) / 2, cube(add(x[i], (i + 1) * h + 1)))));
        });
      },
      points: [{ at: spread(12, 3) }],
      also: ['float32'],
    },
    {
      name: 'Broyden tridiagonal',
      source: `${more}, no. 30`,
      formula: ({ add, mul, sq, sub, sum }, x) =>
        sum(x.length, (i) => {
          const own = mul(sub(3, mul(2, x[i])), x[i]);
          return sq(add(sub(sub(own, x[i - 1] ?? 0), mul(2, x[i + 1] ?? 0)), 1));
        }),
      points: [{ at: spread(50, 4) }],
      also: ['float32'],
    },
    {
      name: 'Chebyquad',
      source: `${more}, no. 35`,
      formula: ({ mean, mul, sq, sub, sum }, x) => {
        const shifted = x.map((xi) => sub(mul(2, xi), 1));
        let before = x.map((xi) => sub(xi, xi));
        let now = shifted;
        return sum(x.length, (i) => {
          const integral = i % 2 === 1 ? -1 / ((i + 1) ** 2 - 1) : 0;
          const average = mean(now);
          const older = i === 0 ? shifted.map(() => 1) : before;
          const next = now.map((t, j) => sub(mul(2, shifted[j], t), older[j]));
          [before, now] = [now, next];
          return sq(sub(average, integral));
        });
      },
      points: [{ at: [0.15, 0.3, 0.4, 0.55, 0.8, 0.9] }],
      also: ['float32'],
    },
    {
      name: 'Zakharov',
      source: 'Jamil, Yang 2013, doi:10.1504/IJMMNO.2013.055204',
      formula: ({ add, dot, mul, pow, sq, sum }, x) => {
        const weighted = sum(x.length, (i) => mul(0.5 * (i + 1), x[i]));
        return add(dot(x, x), sq(weighted), pow(weighted, 4));
      },
      points: [{ at: spread(20, 6) }],
      also: ['float32'],
    },
    {
      name: 'Dixon–Price',
      source: 'Jamil, Yang 2013, doi:10.1504/IJMMNO.2013.055204',
      formula: ({ add, mul, sq, sub, sum }, x) =>
        add(
          sq(sub(x[0], 1)),
          sum(x.length - 1, (i) => mul(i + 2, sq(sub(mul(2, sq(x[i + 1])), x[i])))),
        ),
      points: [{ at: spread(15, 7) }],
      also: ['float32'],
    },
    {
      name: 'Levy',
      source: 'Laguna, Martí 2005, doi:10.1007/s10898-004-1936-z',
      formula: ({ add, div, mul, sin, sq, sub, sum }, x) => {
        const w = x.map((xi) => add(1, div(sub(xi, 1), 4)));
        const last = w[w.length - 1];
        const waves = sum(x.length - 1, (i) =>
          mul(sq(sub(w[i], 1)), add(1, mul(10, sq(sin(add(mul(Math.PI, w[i]), 1)))))),
        );
        const end = mul(sq(sub(last, 1)), add(1, sq(sin(mul(2 * Math.PI, last)))));
        return add(sq(sin(mul(Math.PI, w[0]))), waves, end);
      },
      points: [{ at: [-3.2, 4.1, 0.4, 2.7] }],
      also: ['float32'],
    },
  ],
};
