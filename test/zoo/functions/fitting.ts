import type { Formulas } from '../formulas.ts';
import { spread, type ZooFamily } from '../zoo-function.ts';

const nist = 'NIST Statistical Reference Datasets, nonlinear regression';

/** Σ (model(t) − y)² over t = start, start + step … */
function leastSquares<T>(
  { sq, sub, sum }: Formulas<T>,
  series: { readonly start: number; readonly step: number; readonly y: readonly number[] },
  model: (t: number) => T,
): T {
  const { start, step, y } = series;
  return sum(y.length, (i) => sq(sub(model(start + i * step), y[i])));
}

const decay = { start: 0, step: 0.25, y: [2.51, 2.04, 1.67, 1.37, 1.12, 0.93, 0.77, 0.64] };
const hill = { start: -2, step: 0.5, y: [0.1, 0.2, 0.6, 1.3, 1.9, 1.4, 0.5, 0.25, 0.12] };
const growth = { start: 1, step: 1.5, y: [16, 34, 75, 168, 295, 421, 540, 612, 660, 698] };

/** Sums of squared residuals of curves. */
export const fitting: ZooFamily = {
  family: 'fitting',
  functions: [
    {
      name: 'Misra1a',
      source: `${nist}, Misra1a`,
      formula: (m, [a, b]) =>
        leastSquares(m, misra, (t) => m.mul(a, m.sub(1, m.exp(m.neg(m.mul(b, t)))))),
      tags: ['scale'],
      points: [
        { at: [500, 1e-4], label: 'first start' },
        { at: [250, 5e-4], label: 'second start' },
      ],
      also: ['float32'],
    },
    {
      name: 'Lanczos decays',
      source: `${nist}, Lanczos3`,
      formula: (m, p) =>
        leastSquares(m, decay, (t) =>
          m.sum(3, (k) => m.mul(p[2 * k], m.exp(m.mul(-t, p[2 * k + 1])))),
        ),
      points: [{ at: [1.2, 0.3, 5.6, 5.5, 6.5, 7.6] }],
      also: ['float32'],
    },
    {
      name: 'Gauss1, one peak on a decay',
      source: `${nist}, Gauss1`,
      formula: (m, [a, b, c, d, e]) =>
        leastSquares(m, hill, (t) => {
          const bell = m.exp(m.neg(m.sq(m.div(m.sub(t, d), e))));
          return m.add(m.mul(a, m.exp(m.mul(-t, b))), m.mul(c, bell));
        }),
      points: [{ at: [0.3, 0.1, 1.5, 0.2, 0.9] }],
      also: ['float32'],
    },
    {
      name: 'Thurber, rational',
      source: `${nist}, Thurber`,
      formula: (m, p) =>
        leastSquares(m, hill, (t) => {
          const numerator = m.add(p[0], m.mul(p[1], t), m.mul(p[2], t ** 2), m.mul(p[3], t ** 3));
          return m.div(
            numerator,
            m.add(1, m.mul(p[4], t), m.mul(p[5], t ** 2), m.mul(p[6], t ** 3)),
          );
        }),
      points: [{ at: [1.3, 0.6, 0.25, 0.04, 0.07, 0.4, 0.02] }],
      also: ['float32'],
    },
    {
      name: 'Hahn1, rational over a wide range',
      source: `${nist}, Hahn1`,
      formula: (m, p) =>
        leastSquares(m, { start: 14, step: 90, y: [0.6, 9.2, 14.4, 16.2, 17.7, 18.6] }, (t) => {
          const up = m.add(p[0], m.mul(p[1], t), m.mul(p[2], t ** 2), m.mul(p[3], t ** 3));
          return m.div(up, m.add(1, m.mul(p[4], t), m.mul(p[5], t ** 2), m.mul(p[6], t ** 3)));
        }),
      tags: ['scale'],
      points: [{ at: [1, -0.1, 0.005, -1e-6, -0.005, 1e-4, -1e-7] }],
    },
    {
      name: 'Rat43',
      source: `${nist}, Rat43`,
      formula: (m, [a, b, c, d]) =>
        leastSquares(m, growth, (t) =>
          m.div(a, m.power(m.add(1, m.exp(m.sub(b, m.mul(c, t)))), m.div(1, d))),
        ),
      points: [{ at: [700, 5, 0.75, 1.3] }],
      also: ['float32'],
    },
    {
      name: 'BoxBOD',
      source: `${nist}, BoxBOD`,
      formula: (m, [a, b]) =>
        leastSquares(m, { start: 1, step: 1, y: [109, 149, 149, 191, 213, 224] }, (t) =>
          m.mul(a, m.sub(1, m.exp(m.mul(-t, b)))),
        ),
      points: [{ at: [100, 0.75] }, { at: [1, 1], label: 'first start' }],
      also: ['float32'],
    },
    {
      name: 'Eckerle4',
      source: `${nist}, Eckerle4`,
      formula: (m, [a, b, c]) =>
        leastSquares(m, { start: 430, step: 8, y: [0.01, 0.06, 0.28, 0.32, 0.06, 0.01] }, (t) =>
          m.mul(m.div(a, b), m.exp(m.mul(-0.5, m.sq(m.div(m.sub(t, c), b))))),
        ),
      points: [{ at: [1.5, 5, 450] }],
    },
    {
      name: 'Bennett5',
      source: `${nist}, Bennett5`,
      formula: (m, [a, b, c]) =>
        leastSquares(m, { start: 7.5, step: 6, y: [-34.8, -33.3, -32.6, -32.1, -31.8] }, (t) =>
          m.mul(a, m.power(m.add(b, t), m.div(-1, c))),
        ),
      points: [{ at: [-2000, 50, 0.8] }],
      tags: ['scale'],
    },
    {
      name: 'Michaelis–Menten',
      source: 'Michaelis, Menten 1913, doi:10.1021/bi201284u (translation 2011)',
      formula: (m, [v, k]) =>
        leastSquares(m, { start: 0.5, step: 0.75, y: [0.9, 1.6, 1.9, 2.1, 2.3] }, (t) =>
          m.div(m.mul(v, t), m.add(k, t)),
        ),
      points: [{ at: [2.5, 0.8] }],
      also: ['float32', 'hidden-float32'],
    },
    {
      name: 'logistic growth',
      source: 'Verhulst 1838; Bacaër 2011, doi:10.1007/978-0-85729-115-8_6',
      formula: (m, [capacity, rate, middle]) =>
        leastSquares(m, growth, (t) => m.mul(capacity, m.sigmoid(m.mul(rate, m.sub(t, middle))))),
      points: [{ at: [690, 0.5, 6.5] }],
      also: ['float32'],
    },
    {
      name: 'Lorentzian peak with baseline',
      source: 'Press et al. 2007, Numerical Recipes, 15.5',
      formula: (m, [height, centre, width, base]) =>
        leastSquares(m, hill, (t) =>
          m.add(base, m.div(height, m.add(1, m.sq(m.div(m.sub(t, centre), width))))),
        ),
      points: [{ at: [1.8, 0.1, 0.6, 0.05] }],
      also: ['float32'],
    },
    {
      name: 'pseudo-Voigt peak',
      source: 'Thompson, Cox, Hastings 1987, doi:10.1107/S0021889887087090',
      formula: (m, [height, centre, width, share]) =>
        leastSquares(m, hill, (t) => {
          const z = m.sq(m.div(m.sub(t, centre), width));
          const bell = m.exp(m.mul(-Math.LN2, z));
          const lorentz = m.div(1, m.add(1, z));
          return m.mul(height, m.add(m.mul(share, lorentz), m.mul(m.sub(1, share), bell)));
        }),
      points: [{ at: [1.8, 0.1, 0.6, 0.4] }],
      also: ['float32'],
    },
    {
      name: 'ARMA(1,1) residuals',
      source: 'Box, Jenkins, Reinsel 2008, doi:10.1002/9781118619193, 7.1',
      formula: ({ add, mul, sq, sub }, [phi, theta, level]) => {
        let [before, shock] = [mul(0, phi), mul(0, phi)];
        return add(
          ...spread(20, 18).map((y) => {
            const now = sub(y, level);
            shock = sub(sub(now, mul(phi, before)), mul(theta, shock));
            before = now;
            return sq(shock);
          }),
        );
      },
      points: [{ at: [0.6, 0.3, 0.05] }],
      also: ['float32'],
    },
    {
      name: 'damped sinusoid',
      source: 'Press et al. 2007, Numerical Recipes, 15.5',
      formula: (m, [amplitude, rate, frequency, phase]) =>
        leastSquares(m, { start: 0, step: 0.4, y: spread(16, 19) }, (t) =>
          m.mul(
            amplitude,
            m.exp(m.mul(-t, rate)),
            m.sin(m.add(m.mul(2 * Math.PI * t, frequency), phase)),
          ),
        ),
      points: [{ at: [1.2, 0.15, 0.7, 0.4] }],
      also: ['float32'],
    },
    {
      name: 'Arrhenius',
      source: 'Laidler 1984, doi:10.1021/ed061p494',
      formula: (m, [a, energy]) =>
        leastSquares(m, { start: 300, step: 20, y: [0.02, 0.08, 0.27, 0.8, 2.1] }, (t) =>
          m.mul(a, m.exp(m.div(m.neg(energy), 8.314 * t))),
        ),
      tags: ['scale'],
      points: [{ at: [5e7, 5.2e4] }],
    },
    {
      name: 'Hill equation',
      source: 'Weiss 1997, doi:10.1096/fasebj.11.11.9285481',
      formula: (m, [top, half, slope]) =>
        leastSquares(m, { start: 0.2, step: 0.6, y: [0.05, 0.4, 0.9, 1.2, 1.35] }, (t) =>
          m.div(top, m.add(1, m.power(m.div(half, t), slope))),
        ),
      points: [{ at: [1.4, 1.1, 2.3] }],
      also: ['float32'],
    },
    {
      name: 'robust line, Cauchy loss',
      source: 'Black, Rangarajan 1996, doi:10.1007/BF00131148',
      formula: ({ add, log1p, mul, sq, sub, sum }, [a, b]) =>
        sum(8, (i) => log1p(sq(sub(add(a, mul(b, i)), [0.1, 1.2, 1.9, 9, 4.1, 5, -3, 7.2][i])))),
      points: [{ at: [0.2, 0.9] }],
      also: ['float32'],
    },
  ],
};

/** Every other observation of Misra1a, pressures made equidistant. */
const misra = { start: 77.6, step: 75, y: [10.07, 19.44, 28.66, 37.6, 46.4, 54.9, 63.1, 71.1] };
