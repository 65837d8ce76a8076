import type * as tf from '@tensorflow/tfjs';
import { tensorflow } from '../../src/adapters/tensorflow.ts';
import { configureGradientChecks } from '../../src/index.ts';
import { trueError } from '../../test/zoo/error.ts';
import type { Formula } from '../../test/zoo/formulas.ts';
import { toValue } from '../../test/zoo/numbers.ts';
import { toFloat32, toFloat64 } from '../../test/zoo/operations.ts';
import { type Mistake, sweep } from '../../test/zoo/tape.ts';
import type { Candidate, Draft, Specimen, Wanted } from '../specimens.ts';
import { blurOf, ceilings, referenceOf } from '../truth.ts';
import { type Draws, draws } from './draws.ts';
import {
  type Architecture,
  drawArchitecture,
  drawPoint,
  lossFormula,
} from './networks/architecture.ts';
import { flatNumbers, openTensorflow, tensorNetwork, tensors } from './networks/tensorflow.ts';
import { plant, plantedSizes } from './planted.ts';

const COUNT = 100;
/** Widths are drawn up to this; every other network stays small. */
const WIDEST = [5, 10] as const;

/** Dense networks in TensorFlow.js, checked at tensors; the truth is the reverse sweep of the same network in float64. */
export async function networks({ seed }: Wanted): Promise<Draft[]> {
  configureGradientChecks({ adapters: [tensorflow(await openTensorflow())] });
  return Array.from({ length: COUNT }, (_, i) => draft({ seed, i }));
}

function draft({ seed, i }: { readonly seed: number; readonly i: number }): Draft {
  const network = healthyNetwork(`network ${seed}/${i}`, WIDEST[i % 2]);
  const { batch, widths, activation, loss } = network.architecture;
  const name = `${seed}/${i}, ${batch} × ${widths.join('-')}, ${activation}, ${loss}`;
  const group = activation === 'tanh' ? 'networks, smooth' : 'networks with kinks';
  return { corpus: 'networks', group, name, build: () => toSpecimen(network, i) };
}

/** A network and a point that no unit has its kink at. */
export interface Network {
  readonly draws: Draws;
  readonly architecture: Architecture;
  readonly formula: Formula;
  readonly at: readonly number[];
  /** In float64. */
  readonly gradient: readonly number[];
}

/** Draws until float32 and float64 take the same side of every kink. */
export function healthyNetwork(name: string, widest: number): Network {
  for (let attempt = 0; ; attempt++) {
    const own = draws(`${name} ${attempt}`);
    const architecture = drawArchitecture(own, widest);
    const at = drawPoint(own, architecture);
    const formula = lossFormula(architecture);
    const { gradient } = sweep(formula, at, { round: toFloat64 });
    const rounded = sweep(formula, at, { round: toFloat32 }).gradient;
    const { norm } = trueError(rounded, { value: 0, gradient });
    if (norm < 1e-5) return { draws: own, architecture, formula, at, gradient };
  }
}

function toSpecimen(network: Network, i: number): Specimen {
  const { architecture, formula, at, gradient } = network;
  const { at: point, loss, gradient: automatic } = tensorNetwork(architecture, at);
  const right = flatNumbers(automatic(point));
  const value = toValue(formula, toFloat32);
  const exact = { value: value(at), gradient };
  return {
    tags: [],
    format: 'float32',
    at: point,
    value: loss,
    candidates: [
      { name: 'correct', standing: 'correct', gradient: automatic, analytic: right },
      ...planted(network, { automatic, right, i }),
      ...mistaken(network),
    ],
    truth: {
      slopes: gradient.map((g) => [g, g]),
      blur: blurOf({ value, at, round: toFloat32, exact }),
      reference: referenceOf({ value, at }),
      ceiling: ceilings.float32,
    },
  };
}

interface Right {
  readonly automatic: (tensors: readonly tf.Tensor[]) => tf.Tensor[];
  readonly right: readonly number[];
  readonly i: number;
}

function planted({ draws: drawn, architecture, at }: Network, { automatic, right, i }: Right) {
  return [i % 3, 3 + (i % 3)].map((k): Candidate => {
    const { name, size, apply } = plant(drawn, { n: at.length, size: plantedSizes[k] });
    return {
      name,
      standing: 'wrong',
      planted: size,
      gradient: (list: readonly tf.Tensor[]) =>
        tensors(architecture, apply(flatNumbers(automatic(list)))),
      analytic: apply(right).map(Math.fround),
    };
  });
}

/** What people get wrong in such a network: the mask, one share of the batch, the second layer's input. */
const mistakes: Readonly<Record<string, Mistake>> = {
  'relu passes everything': { operation: 'relu', slopes: () => [1] },
  'max to both': { operation: 'max', slopes: () => [1, 1] },
  'mul forgets one factor': { operation: 'mul', slopes: ({ a }) => [0, a] },
  'tanh: slope one': { operation: 'tanh', slopes: () => [1] },
};

function mistaken({ draws: drawn, architecture, formula, at, gradient }: Network): Candidate[] {
  const right = { value: 0, gradient };
  const wrong = (x: readonly number[], mistake: Mistake) =>
    sweep(formula, x, { round: toFloat32, mistake }).gradient;
  const visible = Object.entries(mistakes).filter(
    ([, mistake]) => trueError(wrong(at, mistake), right).norm > 1e-3,
  );
  if (visible.length === 0) return [];
  const [name, mistake] = drawn.oneOf(visible);
  const own = (list: readonly tf.Tensor[]) =>
    tensors(architecture, wrong(flatNumbers(list), mistake));
  return [{ name, standing: 'wrong', gradient: own, analytic: wrong(at, mistake) }];
}
