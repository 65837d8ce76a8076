import { checkGradient, type GradientCheck } from '../../src/index.ts';

/** Checks that look different from each other on a page, by name. */
export const SPECIMENS: Readonly<Record<string, () => GradientCheck>> = {
  transposed: () => {
    const at = { W: matrix({ rows: 12, columns: 12 }), b: vector(12), input: vector(12) };
    return checkGradient({ value: dense, gradient: transposing }, { at });
  },

  image: () => {
    const at = { image: pixels({ height: 24, width: 32 }) };
    const gradient = ({ image }: typeof at) => ({
      image: image.map((row, y) =>
        row.map((pixel, x) =>
          pixel.map((v) => (y > 8 && y < 14 && x > 19 && x < 29 ? 0 : 2 * v + Math.cos(v))),
        ),
      ),
    });
    const value = ({ image }: typeof at) =>
      image.flat(2).reduce((sum, v) => sum + v * v + Math.sin(v), 0);
    return checkGradient({ value, gradient }, { at, coordinates: 'all' });
  },

  scalar: () =>
    checkGradient({ value: (x: number) => x ** 3, gradient: (x: number) => 2 * x ** 2 }, { at: 2 }),

  kink: () => {
    const value = (x: number[]) => x.reduce((sum, v) => sum + Math.abs(v) + v * v, 0);
    const gradient = (x: number[]) => x.map((v) => (v < 0 ? -1 : 2) + 2 * v);
    return checkGradient({ value, gradient }, { at: [0, -0.5, 0.25, 1.5] });
  },

  noisy: () => {
    let call = 0;
    const value = (x: number[]) => {
      call += 1;
      return x.reduce((sum, v) => sum + v ** 4, 0) + 1e-5 * Math.sin(1e4 * call);
    };
    return checkGradient(
      { value, gradient: (x: number[]) => x.map((v) => 4 * v ** 3) },
      { at: vector(6) },
    );
  },

  undecided: () => {
    const rough = (v: number) => v ** 4 + 1e-6 * Math.sin(1e9 * v);
    const value = (x: number[]) => x.reduce((sum, v) => sum + rough(v), 0);
    const gradient = (x: number[]) => x.map((v) => 4.002 * v ** 3);
    return checkGradient({ value, gradient }, { at: vector(9) });
  },

  match: () => {
    const at = { W: matrix({ rows: 6, columns: 9 }), b: vector(6), input: vector(9) };
    return checkGradient({ value: dense, gradient: denseGradient }, { at });
  },

  textbook: () => {
    const value = (x: number[]) => x.reduce((sum, v) => sum + Math.exp(v), 0);
    const gradient = (x: number[]) => x.map((v, i) => (i % 7 === 3 ? -1 : 1) * Math.exp(v));
    return checkGradient({ value, gradient }, { at: vector(40), epsilon: 1e-5 });
  },

  scales: () => {
    const factor = (i: number) => 10 ** (i - 8);
    const value = (x: number[]) => x.reduce((sum, v, i) => sum + factor(i) * v ** 3, 0);
    const gradient = (x: number[]) => x.map((v, i) => (i % 5 === 2 ? 3.3 : 3) * factor(i) * v * v);
    return checkGradient({ value, gradient }, { at: vector(18) });
  },

  large: () => {
    const at = { weights: matrix({ rows: 40, columns: 100 }) };
    const value = ({ weights }: typeof at) => weights.flat().reduce((sum, v) => sum + v * v, 0);
    const gradient = ({ weights }: typeof at) => ({
      weights: weights.map((row, i) => row.map((v, j) => (i === j ? 1 : 2) * v)),
    });
    return checkGradient({ value, gradient }, { at, coordinates: 2000 });
  },

  layers: () => {
    const names = Array.from({ length: 30 }, (_, i) => `layer${i}`);
    const at = Object.fromEntries(names.map((name, i) => [name, vector(3 + i)]));
    const value = (point: typeof at) =>
      Object.values(point)
        .flat()
        .reduce((sum, v) => sum + v * v, 0);
    const gradient = (point: typeof at) =>
      Object.fromEntries(
        Object.entries(point).map(([name, x]) => [
          name,
          x.map((v) => (name === 'layer4' ? 0 : 2) * v),
        ]),
      );
    return checkGradient({ value, gradient }, { at });
  },

  hostile: () => {
    const path = `<script>fail('no')</script><img src=x onerror="fail()"> & 'W' ${'long'.repeat(20)}`;
    const at = { [path]: vector(5) };
    const value = (point: typeof at) => point[path].reduce((sum, v) => sum + v * v, 0);
    const gradient = (point: typeof at) => ({ [path]: point[path].map((v) => -2 * v) });
    return checkGradient({ value, gradient }, { at });
  },
};

interface Dense {
  readonly W: number[][];
  readonly b: number[];
  readonly input: number[];
}

function outputs({ W, b, input }: Dense): readonly number[] {
  return W.map((row, i) => Math.tanh(row.reduce((sum, w, j) => sum + w * input[j], b[i])));
}

function dense(point: Dense): number {
  return outputs(point).reduce((sum, y, i) => sum + (i + 1) * y * y, 0);
}

function denseGradient(point: Dense): Dense {
  const delta = outputs(point).map((y, i) => 2 * (i + 1) * y * (1 - y * y));
  return {
    W: delta.map((d) => point.input.map((x) => d * x)),
    b: delta,
    input: point.input.map((_, j) => delta.reduce((sum, d, i) => sum + d * point.W[i][j], 0)),
  };
}

function transposing(point: Dense): Dense {
  const { W, ...rest } = denseGradient(point);
  return { ...rest, W: W[0].map((_, j) => W.map((row) => row[j])) };
}

function matrix({ rows, columns }: { readonly rows: number; readonly columns: number }) {
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => Math.sin(1.7 * i * columns + 2.3 * j + 0.4) / 2),
  );
}

function vector(length: number): number[] {
  return Array.from({ length }, (_, i) => 0.9 * Math.cos(2.1 * i + 0.3) + 0.2);
}

function pixels({ height, width }: { readonly height: number; readonly width: number }) {
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) =>
      [0, 1, 2].map((c) => 0.5 + 0.4 * Math.sin(x / 5 + c) * Math.cos(y / 4)),
    ),
  );
}
