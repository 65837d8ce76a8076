import type { Question } from './question.ts';

type Vector = readonly number[];
type Matrix = readonly Vector[];

/** What a backward pass does to a gradient before it is handed on: nothing, or a mistake. */
type Slip = (gradient: Matrix) => Matrix;

const SLIPS: Readonly<Record<string, Slip>> = {
  right: (g) => g,
  'times 1.01': (g) => g.map((row) => row.map((v) => 1.01 * v)),
  'sign flipped': (g) => g.map((row) => row.map((v) => -v)),
  'last entry missing': (g) => g.map((row, i) => row.map((v, j) => (i + j === 0 ? 0 : v))),
};

const wave = (k: number) => Math.sin(1.7 * k + 0.3);
const filled = (rows: number, columns: number): number[][] =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => wave(i * columns + j)),
  );
const product = (a: Matrix, b: Matrix): number[][] =>
  a.map((row) => b[0].map((_, j) => row.reduce((sum, v, k) => sum + v * b[k][j], 0)));
const transposed = (a: Matrix): number[][] => a[0].map((_, j) => a.map((row) => row[j]));

/** x·W + b, which keeps its gradients beside its parameters. */
class Dense {
  dW: Matrix = [];
  db: Vector = [];
  #x: Matrix = [];
  readonly W: number[][];
  readonly b: number[];
  readonly #slip: Slip;

  constructor([inputs, outputs]: readonly [number, number], slip: Slip) {
    this.W = filled(inputs, outputs);
    this.b = filled(1, outputs)[0];
    this.#slip = slip;
  }

  forward(x: Matrix): number[][] {
    this.#x = x;
    return product(x, this.W).map((row) => row.map((v, j) => v + this.b[j]));
  }

  backward(dy: Matrix): number[][] {
    this.dW = this.#slip(product(transposed(this.#x), dy));
    this.db = dy.reduce<number[]>(
      (sum, row) => sum.map((v, j) => v + row[j]),
      this.b.map(() => 0),
    );
    return product(dy, transposed(this.W));
  }
}

/** A function of each number. */
class Elementwise {
  #x: Matrix = [];
  readonly #f: (x: number) => number;
  readonly #slope: (x: number) => number;
  readonly #slip: Slip;

  constructor(f: (x: number) => number, slope: (x: number) => number, slip: Slip) {
    this.#f = f;
    this.#slope = slope;
    this.#slip = slip;
  }

  forward(x: Matrix): number[][] {
    this.#x = x;
    return x.map((row) => row.map(this.#f));
  }

  backward(dy: Matrix): Matrix {
    return this.#slip(dy.map((row, i) => row.map((v, j) => v * this.#slope(this.#x[i][j]))));
  }
}

/** Each row to mean 0 and variance 1, times a gain. */
class RowNorm {
  readonly gain: number[];
  dgain: Vector = [];
  #normed: Matrix = [];
  #deviation: Vector = [];
  readonly #slip: Slip;

  constructor(width: number, slip: Slip) {
    this.gain = filled(1, width)[0];
    this.#slip = slip;
  }

  forward(x: Matrix): number[][] {
    const mean = (row: Vector) => row.reduce((sum, v) => sum + v, 0) / row.length;
    this.#deviation = x.map((row) => Math.sqrt(mean(row.map((v) => (v - mean(row)) ** 2)) + 1e-5));
    this.#normed = x.map((row, i) => row.map((v) => (v - mean(row)) / this.#deviation[i]));
    return this.#normed.map((row) => row.map((v, j) => v * this.gain[j]));
  }

  backward(dy: Matrix): Matrix {
    this.dgain = this.gain.map((_, j) =>
      dy.reduce((sum, row, i) => sum + row[j] * this.#normed[i][j], 0),
    );
    const dx = dy.map((row, i) => {
      const g = row.map((v, j) => v * this.gain[j]);
      const normed = this.#normed[i];
      const mean = g.reduce((sum, v) => sum + v, 0) / g.length;
      const along = g.reduce((sum, v, j) => sum + v * normed[j], 0) / g.length;
      return g.map((v, j) => (v - mean - normed[j] * along) / this.#deviation[i]);
    });
    return this.#slip(dx);
  }
}

interface Pass {
  forward(x: Matrix): Matrix;
  backward(dy: Matrix): Matrix;
}

class Sequential {
  readonly layers: readonly Pass[];

  constructor(...layers: readonly Pass[]) {
    this.layers = layers;
  }

  forward(x: Matrix): Matrix {
    return this.layers.reduce((signal, layer) => layer.forward(signal), x);
  }

  backward(dy: Matrix): Matrix {
    return this.layers.reduceRight((gradient, layer) => layer.backward(gradient), dy);
  }
}

const relu = (slip: Slip) =>
  new Elementwise(
    (x) => Math.max(0, x),
    (x) => (x > 0 ? 1 : 0),
    slip,
  );
const tanh = (slip: Slip) => new Elementwise(Math.tanh, (x) => 1 - Math.tanh(x) ** 2, slip);

const KINDS: Readonly<Record<string, (slip: Slip) => Pass>> = {
  dense: (slip) => new Dense([3, 4], slip),
  tanh,
  relu,
  'row norm': (slip) => new RowNorm(3, slip),
  'two layers': (slip) =>
    new Sequential(new Dense([3, 5], SLIPS.right), tanh(slip), new Dense([5, 2], SLIPS.right)),
  'wrong last layer': (slip) =>
    new Sequential(new Dense([3, 5], SLIPS.right), relu(SLIPS.right), new Dense([5, 2], slip)),
};

/** Layers and models, right and wrong, seen through one to three cotangents. */
export const layerCases: readonly Question[] = Object.entries(KINDS).flatMap(([kind, make]) =>
  Object.entries(SLIPS).flatMap(([slip, change]) =>
    [1, 2, 3].map((cotangents) => ({
      name: `layer: ${kind}, ${slip}, ${cotangents} cotangents`,
      group: 'layers and models',
      standing: slip === 'right' ? 'correct' : 'wrong',
      subject: () => make(change),
      options: { input: filled(2, 3), cotangents },
    })),
  ),
);
