import type { Formula, Formulas } from '../../../test/zoo/formulas.ts';
import type { Draws } from '../draws.ts';

export const activations = ['relu', 'leaky relu', 'max pool', 'tanh'] as const;
export const losses = ['mean', 'squares', 'cross-entropy'] as const;

/** A dense network with everything drawn but its weights. */
export interface Architecture {
  readonly batch: number;
  /** Numbers an input has, a hidden layer, an output. */
  readonly widths: readonly number[];
  readonly activation: (typeof activations)[number];
  readonly loss: (typeof losses)[number];
  /** What squares are taken from, and where the label is 1: one row a sample. */
  readonly targets: readonly (readonly number[])[];
}

/** The slope of a leaky relu below zero, as TensorFlow.js has it. */
export const LEAK = 0.2;
/** Pools are square windows of an image this wide. */
export const IMAGE = 4;
export const WINDOW = 2;

export function drawArchitecture(draws: Draws, widest: number): Architecture {
  const activation = draws.oneOf(activations);
  const loss = draws.oneOf(losses);
  const width = () => draws.integer({ low: 2, high: widest });
  const deep = draws.chance(0.4) && activation !== 'max pool';
  const hidden =
    activation === 'max pool' ? [IMAGE * IMAGE] : [width(), ...(deep ? [width()] : [])];
  const input = activation === 'max pool' ? 2 : width();
  const widths = [input, ...hidden, draws.integer({ low: 2, high: 4 })];
  const batch = draws.integer({ low: 1, high: 6 });
  const outputs = widths[widths.length - 1];
  const targets = Array.from({ length: batch }, () => {
    const label = draws.integer({ low: 0, high: outputs - 1 });
    return Array.from({ length: outputs }, (_, i) =>
      loss === 'cross-entropy' ? Number(i === label) : Math.fround(draws.normal()),
    );
  });
  return { batch, widths, activation, loss, targets };
}

/** The arrays that are differentiated, in order: the input, then weights and biases of each layer. */
export function shapesOf({
  batch,
  widths,
  activation,
}: Architecture): readonly (readonly number[])[] {
  const layers = widths.slice(1).map((to, i) => {
    const isPooled = i > 0 && activation === 'max pool';
    const from = isPooled ? widths[i] / WINDOW ** 2 : widths[i];
    return [[from, to], [to]];
  });
  return [[batch, widths[0]], ...layers.flat()];
}

/** Weights of the size that initialisers draw, and inputs of order one; all of them float32. */
export function drawPoint(draws: Draws, architecture: Architecture): number[] {
  return shapesOf(architecture).flatMap((shape, i) => {
    const [from, to] = shape;
    const isInput = i === 0;
    const scale = isInput ? 1 : shape.length === 1 ? 0.1 : Math.sqrt(2 / from);
    return Array.from({ length: from * (to ?? 1) }, () => Math.fround(scale * draws.normal()));
  });
}

/** The loss of the network, in whatever arithmetic. */
export function lossFormula(architecture: Architecture): Formula {
  const { batch, widths, activation, loss, targets } = architecture;
  const shapes = shapesOf(architecture);
  return <T>(f: Formulas<T>, flat: readonly T[]) => {
    const [input, ...parameters] = split(shapes, flat);
    const samples = Array.from({ length: batch }, (_, b) => {
      let row = input.slice(b * widths[0], (b + 1) * widths[0]);
      for (let layer = 0; layer < parameters.length; layer += 2) {
        if (layer > 0) row = activate(f, activation, row);
        row = dense(f, row, { weights: parameters[layer], bias: parameters[layer + 1] });
      }
      return lossOf(f, row, { loss, target: targets[b] });
    });
    return f.mean(samples);
  };
}

function dense<T>(
  f: Formulas<T>,
  row: readonly T[],
  { weights, bias }: Readonly<Record<'weights' | 'bias', readonly T[]>>,
): T[] {
  return bias.map((b, j) =>
    f.add(
      f.sum(row.length, (i) => f.mul(row[i], weights[i * bias.length + j])),
      b,
    ),
  );
}

function activate<T>(
  f: Formulas<T>,
  activation: Architecture['activation'],
  row: readonly T[],
): T[] {
  if (activation === 'relu') return row.map((x) => f.relu(x));
  if (activation === 'leaky relu') return row.map((x) => f.max(x, f.mul(LEAK, x)));
  if (activation === 'tanh') return row.map((x) => f.tanh(x));
  return windows().map((window) => f.max(...window.map((k) => row[k])));
}

/** The flat positions in each window of a pool, window by window. */
function windows(): number[][] {
  const side = Array.from({ length: IMAGE / WINDOW }, (_, i) => WINDOW * i);
  const within = Array.from({ length: WINDOW }, (_, i) => i);
  return side.flatMap((y) =>
    side.map((x) => within.flatMap((dy) => within.map((dx) => (y + dy) * IMAGE + x + dx))),
  );
}

function lossOf<T>(
  f: Formulas<T>,
  row: readonly T[],
  { loss, target }: { readonly loss: Architecture['loss']; readonly target: readonly number[] },
): T {
  if (loss === 'mean') return f.mean(row);
  if (loss === 'squares') return f.mean(row.map((x, i) => f.sq(f.sub(x, target[i]))));
  return f.sub(f.logSumExp(row), row[target.indexOf(1)]);
}

export function split<T>(
  shapes: readonly (readonly number[])[],
  flat: readonly T[],
): (readonly T[])[] {
  let offset = 0;
  return shapes.map((shape) => {
    const begin = offset;
    offset += shape.reduce((a, b) => a * b, 1);
    return flat.slice(begin, offset);
  });
}
