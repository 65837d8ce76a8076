import type { Formulas } from '../formulas.ts';
import { spread, type ZooFamily } from '../zoo-function.ts';

/** Weights that turn the outputs of a layer into one number. */
const weigh = (count: number): number[] => spread(count, 77);

/** (h − mean) / √(variance + 1e-5). */
function standardised<T>({ add, div, mean, sq, sqrt, sub }: Formulas<T>, h: readonly T[]): T[] {
  const average = mean(h);
  const centred = h.map((hi) => sub(hi, average));
  const deviation = sqrt(add(mean(centred.map(sq)), 1e-5));
  return centred.map((c) => div(c, deviation));
}

/** Single layers and cells, inputs and parameters as coordinates. */
export const layers: ZooFamily = {
  family: 'layers',
  functions: [
    {
      name: 'batch normalisation',
      source: 'Ioffe, Szegedy 2015, arXiv:1502.03167, algorithm 1',
      variables: { x: [5, 2], gamma: [2], beta: [2] },
      formula: (m, p) => {
        const columns = [0, 1].map((c) =>
          standardised(
            m,
            [0, 1, 2, 3, 4].map((row) => p[2 * row + c]),
          ),
        );
        const outputs = columns.flatMap((column, c) =>
          column.map((z) => m.sq(m.add(m.mul(p[10 + c], z), p[12 + c]))),
        );
        return m.dot(outputs, weigh(10));
      },
      points: [{ at: spread(14, 1) }],
      also: ['float32', 'hidden-float32'],
    },
    {
      name: 'layer normalisation',
      source: 'Ba, Kiros, Hinton 2016, arXiv:1607.06450',
      variables: { x: [6], gamma: [6], beta: [6] },
      formula: (m, p) =>
        m.dot(
          standardised(m, p.slice(0, 6)).map((z, i) => m.add(m.mul(p[6 + i], z), p[12 + i])),
          weigh(6),
        ),
      points: [{ at: spread(18, 2) }],
      also: ['float32'],
    },
    {
      name: 'attention head',
      source: 'Vaswani et al. 2017, arXiv:1706.03762, equation 1',
      variables: { Q: [3, 2], K: [3, 2], V: [3, 2] },
      formula: ({ dot, mul, softmax }, p) => {
        const row = (block: number, i: number) => p.slice(6 * block + 2 * i, 6 * block + 2 * i + 2);
        const outputs = [0, 1, 2].flatMap((i) => {
          const scores = [0, 1, 2].map((j) => mul(Math.SQRT1_2, dot(row(0, i), row(1, j))));
          const weights = softmax(scores);
          return [0, 1].map((c) =>
            dot(
              weights,
              [0, 1, 2].map((j) => row(2, j)[c]),
            ),
          );
        });
        return dot(outputs, weigh(6));
      },
      points: [{ at: spread(18, 3) }],
      also: ['float32', 'hidden-float32'],
    },
    {
      name: 'gated recurrent unit, one step',
      source: 'Cho et al. 2014, doi:10.3115/v1/D14-1179',
      variables: { Wz: [2, 4], Wr: [2, 4], Wh: [2, 4], h: [2], x: [2] },
      formula: ({ add, apply, dot, mul, sigmoid, sub, tanh }, p) => {
        const [h, x] = [p.slice(24, 26), p.slice(26)];
        const z = apply(p.slice(0, 8), [...h, ...x]).map(sigmoid);
        const r = apply(p.slice(8, 16), [...h, ...x]).map(sigmoid);
        const reset = h.map((hi, i) => mul(r[i], hi));
        const candidate = apply(p.slice(16, 24), [...reset, ...x]).map(tanh);
        const next = h.map((hi, i) => add(mul(sub(1, z[i]), hi), mul(z[i], candidate[i])));
        return dot(next, [1, -2]);
      },
      points: [{ at: spread(28, 4) }],
      also: ['float32'],
    },
    {
      name: 'long short-term memory, one step',
      source: 'Gers, Schmidhuber, Cummins 2000, doi:10.1162/089976600300015015',
      variables: { Wi: [2, 4], Wf: [2, 4], Wo: [2, 4], Wc: [2, 4], h: [2], c: [2], x: [2] },
      formula: ({ add, apply, dot, mul, sigmoid, tanh }, p) => {
        const [h, c, x] = [p.slice(32, 34), p.slice(34, 36), p.slice(36)];
        const gate = (k: number) => apply(p.slice(8 * k, 8 * k + 8), [...h, ...x]);
        const [input, forget, output] = [0, 1, 2].map((k) => gate(k).map(sigmoid));
        const proposal = gate(3).map(tanh);
        const cell = c.map((ci, i) => add(mul(forget[i], ci), mul(input[i], proposal[i])));
        return dot(
          cell.map((ci, i) => mul(output[i], tanh(ci))),
          [1.5, -1],
        );
      },
      points: [{ at: spread(38, 5) }],
      also: ['float32'],
    },
    {
      name: 'recurrent net unrolled over five steps',
      source: 'Werbos 1990, doi:10.1109/5.58337',
      variables: { U: [2, 2], w: [2], b: [2] },
      formula: ({ add, apply, dot, mul, tanh }, p) => {
        let h = apply([0, 0, 0, 0], p.slice(6));
        for (const x of spread(5, 20)) {
          h = apply(p.slice(0, 4), h).map((u, i) => tanh(add(u, mul(p[4 + i], x), p[6 + i])));
        }
        return dot(h, [1, -0.5]);
      },
      points: [{ at: spread(8, 6) }],
      also: ['float32'],
    },
    {
      name: 'convolution in one dimension, tanh',
      source: 'Dumoulin, Visin 2016, arXiv:1603.07285',
      variables: { signal: [8], kernel: [3], bias: [] },
      formula: ({ add, dot, tanh }, p) => {
        const outputs = [0, 1, 2, 3, 4, 5].map((i) =>
          tanh(add(dot(p.slice(i, i + 3), p.slice(8, 11)), p[11])),
        );
        return dot(outputs, weigh(6));
      },
      points: [{ at: spread(12, 7) }],
      also: ['float32'],
    },
    {
      name: 'convolution in two dimensions, relu, average pooled',
      source: 'LeCun et al. 1998, doi:10.1109/5.726791',
      variables: { image: [4, 4], kernel: [2, 2] },
      formula: ({ dot, mean, relu }, p) =>
        mean(
          [0, 1, 2, 4, 5, 6, 8, 9, 10].map((k) =>
            relu(dot([p[k], p[k + 1], p[k + 4], p[k + 5]], p.slice(16))),
          ),
        ),
      points: [{ at: spread(20, 8) }],
      also: ['float32'],
    },
    {
      name: 'max pooling',
      source: 'Scherer, Müller, Behnke 2010, doi:10.1007/978-3-642-15825-4_10',
      variables: { image: [4, 4] },
      formula: ({ add, max, mul, sq }, p) =>
        add(
          ...[0, 2, 8, 10].map((k, i) => mul(i + 1, sq(max(p[k], p[k + 1], p[k + 4], p[k + 5])))),
        ),
      points: [{ at: spread(16, 9) }],
      also: ['float32'],
    },
    {
      name: 'Gaussian error linear unit',
      source: 'Hendrycks, Gimpel 2016, arXiv:1606.08415',
      formula: ({ add, erf, mul, sum }, x) =>
        sum(x.length, (i) => mul(0.5, x[i], add(1, erf(mul(Math.SQRT1_2, x[i]))))),
      points: [{ at: [-2.5, -0.7, 0, 0.4, 1.9] }],
      also: ['float32'],
    },
    {
      name: 'swish',
      source: 'Ramachandran, Zoph, Le 2017, arXiv:1710.05941',
      formula: ({ mul, sigmoid, sum }, x) =>
        sum(x.length - 1, (i) => mul(x[i], sigmoid(mul(x[x.length - 1], x[i])))),
      points: [{ at: [-2.5, -0.7, 0.4, 1.9, 1.25] }],
      also: ['float32', 'hidden-float32'],
    },
    {
      name: 'mish',
      source: 'Misra 2019, arXiv:1908.08681',
      formula: ({ mul, softplus, sum, tanh }, x) =>
        sum(x.length, (i) => mul(x[i], tanh(softplus(x[i])))),
      points: [{ at: [-2.5, -0.7, 0.4, 1.9] }],
      also: ['float32'],
    },
    {
      name: 'dropout with a fixed mask',
      source: 'Srivastava et al. 2014, JMLR 15, 1929',
      variables: { W: [4, 3], x: [3] },
      formula: ({ apply, mul, sq, sum, tanh }, p) => {
        const hidden = apply(p.slice(0, 12), p.slice(12)).map(tanh);
        return sum(4, (i) => sq(mul([2, 0, 2, 0][i], hidden[i])));
      },
      points: [{ at: spread(15, 10) }],
      also: ['float32'],
    },
    {
      name: 'embedding looked up twice',
      source: 'Mikolov et al. 2013, arXiv:1301.3781',
      variables: { table: [4, 3] },
      formula: ({ add, dot, softplus, neg }, p) => {
        const word = (i: number) => p.slice(3 * i, 3 * i + 3);
        return add(
          softplus(neg(dot(word(0), word(2)))),
          softplus(dot(word(0), word(3))),
          softplus(neg(dot(word(2), word(2)))),
        );
      },
      points: [{ at: spread(12, 11) }],
      also: ['float32'],
    },
    {
      name: 'residual block',
      source: 'He et al. 2016, doi:10.1109/CVPR.2016.90',
      variables: { W: [3, 3], V: [3, 3], x: [3] },
      formula: ({ add, apply, dot, tanh }, p) => {
        const x = p.slice(18);
        const inner = apply(p.slice(9, 18), apply(p.slice(0, 9), x).map(tanh));
        return dot(x.map((xi, i) => add(xi, inner[i])).map(tanh), [1, 2, -1]);
      },
      points: [{ at: spread(21, 12) }],
      also: ['float32'],
    },
    {
      name: 'cosine similarity',
      source: 'Manning, Raghavan, Schütze 2008, Introduction to Information Retrieval, 6.3.1',
      variables: { a: [4], b: [4] },
      formula: ({ div, dot, mul, norm }, p) => {
        const [a, b] = [p.slice(0, 4), p.slice(4)];
        return div(dot(a, b), mul(norm(a), norm(b)));
      },
      points: [{ at: spread(8, 13) }],
      also: ['float32'],
    },
    {
      name: 'focal loss',
      source: 'Lin et al. 2017, doi:10.1109/ICCV.2017.324',
      formula: ({ log, mul, neg, pow, sigmoid, sub, sum }, z) =>
        sum(z.length, (i) => {
          const p = sigmoid(z[i]);
          return neg(mul(0.25, pow(sub(1, p), 2), log(p)));
        }),
      points: [{ at: [-1.5, 0.25, 2] }],
      also: ['float32'],
    },
  ],
};
