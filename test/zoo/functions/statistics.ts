import { spread, type ZooFamily } from '../zoo-function.ts';

const bishop = 'Bishop 2006, Pattern Recognition and Machine Learning';
const data = [1.2, -0.4, 0.9, 2.3, 1.7, 0.1];

/** Likelihoods and information. */
export const statistics: ZooFamily = {
  family: 'statistics',
  functions: [
    {
      name: 'normal likelihood',
      source: `${bishop}, 1.2.4`,
      formula: ({ add, div, log, sq, sub, sum }, [mu, sigma]) =>
        sum(data.length, (i) => add(log(sigma), div(sq(div(sub(data[i], mu), sigma)), 2))),
      points: [{ at: [0.5, 1.3] }, { at: [0.5, 0.01], label: 'narrow', tags: ['scale'] }],
      also: ['float32', 'hidden-float32'],
    },
    {
      name: 'Student t likelihood',
      source: `${bishop}, 2.3.7`,
      formula: ({ add, div, log, log1p, mul, sq, sub, sum }, [mu, sigma, nu]) =>
        sum(data.length, (i) => {
          const z = div(sub(data[i], mu), sigma);
          return add(log(sigma), mul(0.5, add(nu, 1), log1p(div(sq(z), nu))));
        }),
      points: [{ at: [0.5, 1.3, 4] }],
      also: ['float32'],
    },
    {
      name: 'mixture of three normals',
      source: `${bishop}, 9.2`,
      variables: { weights: [3], means: [3], logWidths: [3] },
      formula: ({ div, exp, logSumExp, mul, neg, sq, sub, sum }, p) =>
        neg(
          sum(data.length, (i) => {
            const terms = [0, 1, 2].map((k) => {
              const z = div(sub(data[i], p[3 + k]), exp(p[6 + k]));
              return sub(sub(p[k], p[6 + k]), mul(0.5, sq(z)));
            });
            return sub(logSumExp(terms), logSumExp(p.slice(0, 3)));
          }),
        ),
      points: [{ at: [0.2, -0.3, 0.1, -1, 0.5, 2, 0.1, -0.4, 0.3] }],
      also: ['float32'],
    },
    {
      name: 'bivariate normal with full covariance',
      source: `${bishop}, 2.3`,
      variables: { mean: [2], covariance: [3] },
      formula: ({ add, div, log, mul, sq, sub, sum }, [m, n, a, b, c]) => {
        const determinant = sub(mul(a, c), sq(b));
        return sum(3, (i) => {
          const [u, v] = [sub(data[2 * i], m), sub(data[2 * i + 1], n)];
          const form = add(mul(c, sq(u)), mul(-2, b, u, v), mul(a, sq(v)));
          return mul(0.5, add(log(determinant), div(form, determinant)));
        });
      },
      points: [{ at: [0.5, 0.9, 2, 0.6, 1.5] }],
      also: ['float32'],
    },
    {
      name: 'Gaussian process on three points',
      source: 'Rasmussen, Williams 2006, Gaussian Processes for Machine Learning, 5.4.1',
      variables: { amplitude: [], length: [], noise: [] },
      // Cholesky factor by hand, a₁₁ … a₃₃
      formula: ({ add, div, dot, exp, log, mul, sq, sqrt, sub }, [s, l, n]) => {
        const k = (d: number) => mul(sq(s), exp(mul(-0.5, sq(div(d, l)))));
        const diagonal = add(sq(s), sq(n));
        const a = sqrt(diagonal);
        const [b, c] = [div(k(0.7), a), div(k(1.9), a)];
        const d = sqrt(sub(diagonal, sq(b)));
        const e = div(sub(k(1.2), mul(b, c)), d);
        const f = sqrt(sub(sub(diagonal, sq(c)), sq(e)));
        const u = div(0.8, a);
        const v = div(sub(-0.3, mul(b, u)), d);
        const w = div(sub(sub(1.1, mul(c, u)), mul(e, v)), f);
        return add(mul(0.5, dot([u, v, w], [u, v, w])), log(a), log(d), log(f));
      },
      points: [{ at: [1.2, 0.8, 0.3] }],
      also: ['float32'],
    },
    {
      name: 'divergence of two normals',
      source: 'Kullback, Leibler 1951, doi:10.1214/aoms/1177729694',
      formula: ({ add, div, log, mul, sq, sub }, [m, s, n, t]) =>
        sub(add(log(div(t, s)), div(add(sq(s), sq(sub(m, n))), mul(2, sq(t)))), 0.5),
      points: [
        { at: [0.3, 0.8, -0.5, 1.4] },
        { at: [0.5, 1.5, 0.5, 1.5], label: 'of equals', tags: ['stationary'] },
      ],
      also: ['float32'],
    },
    {
      name: 'log-sum-exp',
      source: 'Blanchard, Higham, Higham 2021, doi:10.1093/imanum/draa038',
      formula: ({ logSumExp }, x) => logSumExp(x),
      points: [
        { at: spread(7, 1) },
        { at: [1000.5, 1001, 999.25], label: 'around 1000', tags: ['scale'] },
        { at: [-800, -801.5, -799], label: 'around −800', tags: ['scale'] },
      ],
      also: ['float32'],
    },
    {
      name: 'entropy of a softmax',
      source: 'Shannon 1948, doi:10.1002/j.1538-7305.1948.tb01338.x',
      formula: ({ dot, log, neg, softmax }, x) => {
        const p = softmax(x);
        return neg(dot(p, p.map(log)));
      },
      points: [
        { at: spread(6, 2) },
        { at: [0.5, 0.5, 0.5, 0.5], label: 'when uniform', tags: ['stationary'] },
      ],
      also: ['float32'],
    },
    {
      name: 'Poisson regression',
      source: 'McCullagh, Nelder 1989, doi:10.1007/978-1-4899-3242-6, 6.2',
      formula: ({ add, exp, mul, sub, sum }, [a, b]) =>
        sum(6, (i) => {
          const rate = add(a, mul(data[i], b));
          return sub(exp(rate), mul(i, rate));
        }),
      points: [{ at: [0.4, 0.3] }],
      also: ['float32'],
    },
    {
      name: 'Weibull likelihood',
      source: 'NIST/SEMATECH e-Handbook of Statistical Methods, 8.1.6.2',
      formula: ({ div, log, mul, power, sub, sum }, [shape, scale]) =>
        sum(5, (i) => {
          const ratio = div(0.5 + 0.7 * i, scale);
          return sub(
            sub(power(ratio, shape), mul(sub(shape, 1), log(ratio))),
            sub(log(shape), log(scale)),
          );
        }),
      points: [{ at: [1.6, 2.1] }],
      also: ['float32'],
    },
    {
      name: 'ordinal probit',
      source: 'McCullagh 1980, doi:10.1111/j.2517-6161.1980.tb01109.x',
      formula: ({ erf, log, mul, neg, sub, sum }, [low, gap, slope]) =>
        neg(
          sum(4, (i) => {
            const phi = (cut: typeof low) => erf(mul(Math.SQRT1_2, sub(cut, mul(data[i], slope))));
            return log(mul(0.5, sub(phi(gap), phi(low))));
          }),
        ),
      points: [{ at: [-1.5, 2.5, 0.6] }],
      also: ['float32'],
    },
    {
      name: 'Black–Scholes call',
      source: 'Black, Scholes 1973, doi:10.1086/260062',
      variables: { spot: [], strike: [], rate: [], volatility: [], time: [] },
      formula: ({ add, div, erf, exp, log, mul, neg, sq, sqrt, sub }, [s, k, r, v, t]) => {
        const normal = (d: typeof s) => mul(0.5, add(1, erf(mul(Math.SQRT1_2, d))));
        const deviation = mul(v, sqrt(t));
        const d = div(add(log(div(s, k)), mul(add(r, mul(0.5, sq(v))), t)), deviation);
        const bond = mul(k, exp(neg(mul(r, t))));
        return sub(mul(s, normal(d)), mul(bond, normal(sub(d, deviation))));
      },
      points: [{ at: [105, 98, 0.03, 0.25, 0.75] }],
      also: ['float32'],
    },
    {
      name: 'GARCH(1,1) likelihood',
      source: 'Bollerslev 1986, doi:10.1016/0304-4076(86)90063-1',
      formula: ({ add, div, log, mul }, [omega, alpha, beta]) => {
        let variance = div(omega, 0.5);
        return add(
          ...data.map((r) => {
            const term = add(log(variance), div(r * r, variance));
            variance = add(omega, mul(alpha, r * r), mul(beta, variance));
            return term;
          }),
        );
      },
      points: [{ at: [0.2, 0.3, 0.5] }],
      also: ['float32'],
    },
    {
      name: 'Kalman filter likelihood',
      source: 'Kalman 1960, doi:10.1115/1.3662552',
      variables: { decay: [], process: [], measurement: [] },
      formula: ({ add, div, log, mul, sq, sub }, [a, q, r]) => {
        let [state, spread2] = [mul(0, a), add(q, 1)];
        return add(
          ...data.map((y) => {
            const innovation = add(spread2, r);
            const surprise = sub(y, state);
            const gain = div(spread2, innovation);
            state = mul(a, add(state, mul(gain, surprise)));
            spread2 = add(mul(sq(a), mul(sub(1, gain), spread2)), q);
            return add(log(innovation), div(sq(surprise), innovation));
          }),
        );
      },
      points: [{ at: [0.8, 0.5, 0.7] }],
      also: ['float32'],
    },
    {
      name: 'Bradley–Terry',
      source: 'Bradley, Terry 1952, doi:10.1093/biomet/39.3-4.324',
      formula: ({ softplus, sub, sum }, x) =>
        sum(10, (k) => softplus(sub(x[(3 * k + 1) % 5], x[(2 * k) % 5]))),
      points: [{ at: spread(5, 3) }],
      also: ['float32'],
    },
    {
      name: 'hidden Markov chain of two states',
      source: 'Rabiner 1989, doi:10.1109/5.18626',
      formula: ({ add, dot, log, mul, neg, sigmoid, sub }, [stay, leave, low, high]) => {
        const [p, q, e, f] = [stay, leave, low, high].map(sigmoid);
        let forward = [mul(0.5, p), sub(1, mul(0.5, p))];
        for (const seen of [1, 0, 1, 1, 0]) {
          const emit = [e, f].map((chance) => (seen ? chance : sub(1, chance)));
          const [u, v] = forward.map((mass, i) => mul(mass, emit[i]));
          forward = [dot([u, v], [p, q]), add(mul(u, sub(1, p)), mul(v, sub(1, q)))];
        }
        return neg(log(add(...forward)));
      },
      points: [{ at: [0.7, -0.4, -1.1, 0.9] }],
      also: ['float32'],
    },
  ],
};
