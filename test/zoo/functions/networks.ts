import type { Formulas } from '../formulas.ts';
import { spread, type ZooFamily } from '../zoo-function.ts';

const bishop = 'Bishop 2006, Pattern Recognition and Machine Learning';
const goodfellow = 'Goodfellow, Bengio, Courville 2016, Deep Learning';

/** Four inputs of three features, and their targets. */
const samples = [spread(3, 1), spread(3, 2), spread(3, 3), spread(3, 4)];
const targets = [0.5, -0.25, 1, 0];

type Activation = 'tanh' | 'relu' | 'sigmoid' | 'softplus';

/** ½ mean (v · activation(W s + b) − t)², W 4×3. */
function twoLayers<T>(m: Formulas<T>, p: readonly T[], activation: Activation): T {
  const { add, apply, dot, mean, mul, sq, sub } = m;
  const errors = samples.map((sample, i) => {
    const hidden = apply(p.slice(0, 12), sample).map((h, k) => m[activation](add(h, p[12 + k])));
    return sq(sub(dot(hidden, p.slice(16)), targets[i]));
  });
  return mul(0.5, mean(errors));
}

const twoLayerShapes = { W: [4, 3], b: [4], v: [4] };

/** Losses of small networks over a batch, their parameters as coordinates. */
export const networks: ZooFamily = {
  family: 'networks',
  functions: [
    {
      name: 'logistic regression',
      source: `${bishop}, 4.3.2`,
      variables: { w: [3], b: [] },
      batch: 4,
      formula: ({ add, dot, mean, mul, softplus, sub }, [u, v, w, b]) =>
        mean(
          samples.map((sample, i) => {
            const logit = add(dot([u, v, w], sample), b);
            return sub(softplus(logit), mul(i % 2, logit));
          }),
        ),
      points: [{ at: [0.4, -1.1, 0.8, 0.2] }, { at: [0, 0, 0, 0], label: 'at the start' }],
      also: ['float32', 'hidden-float32'],
    },
    {
      name: 'linear regression with weight decay',
      source: `${bishop}, 3.1.4`,
      variables: { w: [3], b: [] },
      batch: 4,
      formula: ({ add, dot, mean, mul, sq, sub }, [u, v, w, b]) =>
        add(
          mean(samples.map((s, i) => sq(sub(add(dot([u, v, w], s), b), targets[i])))),
          mul(0.05, dot([u, v, w], [u, v, w])),
        ),
      points: [{ at: [0.4, -1.1, 0.8, 0.2] }],
      also: ['float32'],
    },
    {
      name: 'softmax cross-entropy',
      source: `${bishop}, 4.3.4`,
      variables: { W: [3, 3], b: [3] },
      batch: 4,
      formula: ({ add, apply, logSumExp, mean, sub }, p) =>
        mean(
          samples.map((sample, i) => {
            const logits = apply(p.slice(0, 9), sample).map((z, k) => add(z, p[9 + k]));
            return sub(logSumExp(logits), logits[i % 3]);
          }),
        ),
      points: [{ at: spread(12, 2) }, { at: spread(12, 3).map((w) => 8 * w), label: 'confident' }],
      also: ['float32', 'hidden-float32'],
    },
    {
      name: 'cross-entropy through explicit probabilities, labels smoothed',
      source: 'Szegedy et al. 2016, doi:10.1109/CVPR.2016.308',
      variables: { logits: [2, 4] },
      batch: 2,
      formula: ({ dot, log, mean, neg, softmax }, z) =>
        mean(
          [0, 1].map((row) =>
            neg(
              dot(
                softmax(z.slice(4 * row, 4 * row + 4)).map(log),
                [0, 1, 2, 3].map((k) => (k === row ? 0.925 : 0.025)),
              ),
            ),
          ),
        ),
      points: [{ at: spread(8, 3) }],
      also: ['float32'],
    },
    {
      name: 'two-layer tanh net',
      source: `${bishop}, 5.1`,
      variables: twoLayerShapes,
      batch: 4,
      formula: (m, p) => twoLayers(m, p, 'tanh'),
      points: [{ at: spread(20, 5) }],
      also: ['float32', 'hidden-float32'],
    },
    {
      name: 'two-layer sigmoid net',
      source: 'Rumelhart, Hinton, Williams 1986, doi:10.1038/323533a0',
      variables: twoLayerShapes,
      batch: 4,
      formula: (m, p) => twoLayers(m, p, 'sigmoid'),
      points: [
        { at: spread(20, 6) },
        { at: spread(20, 7).map((w) => 30 * w), label: 'saturated', tags: ['saturation'] },
      ],
      also: ['float32'],
    },
    {
      name: 'two-layer relu net',
      source: `${goodfellow}, 6.1`,
      variables: twoLayerShapes,
      batch: 4,
      formula: (m, p) => twoLayers(m, p, 'relu'),
      points: [{ at: spread(20, 8) }],
      also: ['float32'],
    },
    {
      name: 'two-layer softplus net',
      source: `${goodfellow}, 6.3.3`,
      variables: twoLayerShapes,
      batch: 4,
      formula: (m, p) => twoLayers(m, p, 'softplus'),
      points: [{ at: spread(20, 9) }],
      also: ['float32'],
    },
    {
      name: 'square matrix layer',
      source: `${goodfellow}, 6.5.2`,
      variables: { W: [4, 4], x: [4] },
      formula: ({ apply, dot, tanh }, p) =>
        dot(apply(p.slice(0, 16), p.slice(16)).map(tanh), [1, -2, 0.5, 3]),
      points: [{ at: spread(20, 10) }],
      also: ['float32'],
    },
    {
      name: 'matrix product, squared',
      source: 'Petersen, Pedersen 2012, The Matrix Cookbook, 2.5',
      variables: { A: [3, 4], B: [4, 3] },
      formula: ({ dot, sq, sub, sum }, p) =>
        sum(9, (k) => {
          const [row, column] = [Math.floor(k / 3), k % 3];
          const b = [0, 1, 2, 3].map((j) => p[12 + 3 * j + column]);
          return sq(sub(dot(p.slice(4 * row, 4 * row + 4), b), k / 4));
        }),
      points: [{ at: spread(24, 11) }],
      also: ['float32'],
    },
    {
      name: 'deep tanh chain',
      source: 'Glorot, Bengio 2010 (AISTATS), vanishing gradients',
      formula: ({ add, mul, tanh }, w) =>
        w.slice(1).reduce((h, wi) => tanh(add(mul(wi, h), 0.1)), tanh(w[0])),
      points: [{ at: spread(20, 12) }],
    },
    {
      name: 'radial basis network',
      source: 'Broomhead, Lowe 1988, Complex Systems 2, 321',
      variables: { centres: [3, 3], weights: [3], width: [] },
      batch: 4,
      formula: ({ dot, exp, mean, minus, mul, neg, sq, sub }, p) =>
        mean(
          samples.map((sample, i) => {
            const bells = [0, 1, 2].map((k) => {
              const d = minus(sample, p.slice(3 * k, 3 * k + 3));
              return mul(p[9 + k], exp(neg(mul(p[12], dot(d, d)))));
            });
            return sq(sub(dot(bells, [1, 1, 1]), targets[i]));
          }),
        ),
      points: [{ at: [...spread(12, 13), 0.7] }],
      also: ['float32'],
    },
    {
      name: 'variational autoencoder, Gaussian divergence',
      source: 'Kingma, Welling 2014, arXiv:1312.6114, appendix B',
      variables: { mean: [4], logVariance: [4] },
      formula: ({ add, exp, mul, sq, sub, sum }, p) =>
        mul(
          0.5,
          sum(4, (i) => sub(sub(add(sq(p[i]), exp(p[4 + i])), p[4 + i]), 1)),
        ),
      points: [
        { at: spread(8, 14) },
        { at: [0, 0, 0, 0, 0, 0, 0, 0], label: 'at the prior', tags: ['stationary'] },
      ],
      also: ['float32'],
    },
    {
      name: 'factorisation of a matrix',
      source: 'Koren, Bell, Volinsky 2009, doi:10.1109/MC.2009.263',
      variables: { users: [4, 2], items: [5, 2] },
      formula: ({ add, dot, mul, sq, sub, sum }, p) => {
        const row = (i: number) => p.slice(2 * i, 2 * i + 2);
        const ratings = sum(10, (k) => sq(sub(dot(row(k % 4), row(4 + (k % 5))), (k % 3) + 1)));
        return add(ratings, mul(0.1, dot(p, p)));
      },
      points: [{ at: spread(18, 15) }],
      also: ['float32'],
    },
  ],
};
