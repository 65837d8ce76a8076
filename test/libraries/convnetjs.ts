import convnet from 'convnetjs';
import { float64Reference, judged, type LibraryCase, type Point } from './case.ts';
import { randomStream, seedOf } from './random.ts';

const library = 'convnetjs@0.3.0';

type Layer = InstanceType<typeof convnet.ReluLayer>;
type Vol = InstanceType<typeof convnet.Vol>;

interface Row {
  readonly name: string;
  readonly layer: Layer;
  /** Width, height and depth of the input. */
  readonly shape: readonly [number, number, number];
  /** The target of a layer that computes a loss. */
  readonly target?: number | number[];
  readonly wrong?: string;
}

function size(width: number, height: number, depth: number) {
  return { in_sx: width, in_sy: height, in_depth: depth };
}

const transformations: readonly Row[] = [
  {
    name: 'fully connected',
    shape: [1, 1, 4],
    layer: new convnet.FullyConnLayer({ ...size(1, 1, 4), num_neurons: 3 }),
  },
  {
    name: 'convolution, padded',
    shape: [4, 4, 2],
    layer: new convnet.ConvLayer({ ...size(4, 4, 2), sx: 3, filters: 2, stride: 1, pad: 1 }),
  },
  {
    name: 'convolution, stride 2',
    shape: [5, 5, 1],
    layer: new convnet.ConvLayer({ ...size(5, 5, 1), sx: 3, filters: 2, stride: 2, pad: 0 }),
  },
  {
    name: 'max pooling',
    shape: [4, 4, 2],
    layer: new convnet.PoolLayer({ ...size(4, 4, 2), sx: 2, stride: 2 }),
  },
  { name: 'relu', shape: [2, 2, 2], layer: new convnet.ReluLayer(size(2, 2, 2)) },
  { name: 'sigmoid', shape: [2, 2, 2], layer: new convnet.SigmoidLayer(size(2, 2, 2)) },
  { name: 'tanh', shape: [2, 2, 2], layer: new convnet.TanhLayer(size(2, 2, 2)) },
  {
    name: 'maxout',
    shape: [1, 1, 6],
    layer: new convnet.MaxoutLayer({ ...size(1, 1, 6), group_size: 2 }),
  },
  {
    name: 'maxout of an image',
    shape: [2, 2, 4],
    layer: new convnet.MaxoutLayer({ ...size(2, 2, 4), group_size: 2 }),
  },
  {
    name: 'quadratic transform',
    shape: [1, 2, 3],
    layer: new convnet.QuadTransformLayer(size(1, 2, 3)),
  },
  {
    name: 'local response normalisation',
    shape: [1, 2, 5],
    layer: new convnet.LocalResponseNormalizationLayer({
      ...size(1, 2, 5),
      ...{ k: 1, n: 3, alpha: 0.9, beta: 0.75 },
    }),
    wrong:
      'the cross terms take aⱼ² where aᵢ aⱼ belongs: https://github.com/karpathy/convnetjs/pull/69',
  },
];

const losses: readonly Row[] = [
  { name: 'softmax', shape: [1, 1, 4], target: 2, layer: new convnet.SoftmaxLayer(size(1, 1, 4)) },
  { name: 'SVM', shape: [1, 1, 4], target: 1, layer: new convnet.SVMLayer(size(1, 1, 4)) },
  {
    name: 'regression',
    shape: [1, 1, 3],
    target: [0.4, -0.2, 1],
    layer: new convnet.RegressionLayer(size(1, 1, 3)),
    wrong: 'the loss is 2 (x − y)², its gradient (x − y): a quarter of what it should be',
  },
];

/** The gradients of every layer of ConvNetJS, by its input and by its parameters. */
export const convnetjsCases: readonly LibraryCase[] = [...transformations, ...losses].map(toCase);

function toCase(row: Row): LibraryCase {
  const seed = seedOf(row.name);
  const at = start(row, seed);
  const value = (x: readonly number[]) => objective(row, x, seed);
  return {
    name: row.name,
    library,
    precision: 'float64',
    at,
    value: (x) => value([...x]),
    gradient: (x) => differentiate(row, [...x], seed),
    ...judged(row.wrong),
    reference: float64Reference(value, at),
  };
}

/** The input, then the parameters of each unit. */
function start({ shape, layer }: Row, seed: number): Point {
  const random = randomStream(seed);
  const parameters = layer
    .getParamsAndGrads()
    .reduce((total, { params }) => total + params.length, 0);
  const length = shape[0] * shape[1] * shape[2] + parameters;
  return Float64Array.from({ length }, () => 4 * random() - 2);
}

function forward({ layer, shape }: Row, x: readonly number[]): { input: Vol; output: Vol } {
  const input = new convnet.Vol(...shape, 0);
  let offset = 0;
  for (const target of [input.w, ...layer.getParamsAndGrads().map(({ params }) => params)]) {
    target.set(x.slice(offset, offset + target.length));
    offset += target.length;
  }
  return { input, output: layer.forward(input, true) };
}

function objective(row: Row, x: readonly number[], seed: number): number {
  const { output } = forward(row, x);
  if (row.target !== undefined) return row.layer.backward(row.target);
  const weights = cotangent(output, seed);
  return output.w.reduce((sum, y, i) => sum + y * weights[i], 0);
}

function differentiate(row: Row, x: readonly number[], seed: number): number[] {
  const { input, output } = forward(row, x);
  const units = row.layer.getParamsAndGrads();
  for (const { grads } of units) grads.fill(0); // backward() adds to what is there
  if (row.target === undefined) output.dw.set(cotangent(output, seed));
  row.layer.backward(row.target);
  return [...input.dw, ...units.flatMap(({ grads }) => [...grads])];
}

function cotangent(output: Vol, seed: number): Float64Array {
  const random = randomStream(seed + 1000);
  return output.w.map(() => 2 * random() - 1);
}
