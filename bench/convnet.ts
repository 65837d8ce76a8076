import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { tensorflow } from '../src/adapters/tensorflow.ts';
import { checkGradient, configureGradientChecks } from '../src/index.ts';
import {
  convolutionalNetwork,
  countPasses,
  imagesFor,
  type Slip,
  slipIn,
} from './large/convnet.ts';
import { quantile, table } from './markdown.ts';
import { formatHeading, prependResult } from './results.ts';

/**
 * `npm run bench:convnet -- --runs 10`: a network of a million weights of TensorFlow.js's own layers, layer by layer and then as a whole, at
 * defaults: what is said of right gradients and of slips in one layer, in how many forward passes.
 */
const { values: options } = parseArgs({
  options: { runs: { type: 'string', default: '8' }, keep: { type: 'boolean', default: false } },
});
const runs = Number(options.runs);

tf.enableProdMode();
await tf.setBackend('cpu');
configureGradientChecks({ adapters: [tensorflow(tf)] });

/** Which layer is wrong about which weight, if one is. */
const SLIPS: Readonly<Record<string, Slip & { readonly layer: number }>> = {
  'first convolution, one weight by 1 %': { layer: 0, entry: 321, part: 0.01 },
  'second convolution, one weight by 1 %': { layer: 2, entry: 12_345, part: 0.01 },
  'large dense layer, one weight by 1 %': { layer: 5, entry: 654_321, part: 0.01 },
  'last layer, one weight by 1 %': { layer: 6, entry: 1234, part: 0.01 },
};

interface Seen {
  readonly verdict: string;
  /** Layers that are a match, that are undecided, that are wrong. */
  readonly layers: readonly string[];
  readonly threshold: number;
  readonly apart: number;
  readonly together: number;
  readonly named: readonly string[];
  readonly seconds: number;
}

function seen(key: number, slip?: Slip & { readonly layer: number }): Seen {
  const network = convolutionalNetwork(key);
  if (slip) slipIn(network.layers[slip.layer], slip);
  const input = imagesFor(key);
  const passes = countPasses(network);
  const start = performance.now();
  const check = checkGradient(network, { input, seed: key });
  const seconds = (performance.now() - start) / 1000;
  const layers = check.layers ?? [];
  const wrong = check.variables.flatMap(({ worst }) =>
    worst.filter(({ verdict }) => verdict === 'mismatch'),
  );
  network.dispose();
  input.dispose();
  return {
    verdict: check.verdict,
    layers: layers.map(({ verdict }) => verdict),
    threshold: Math.max(...layers.map(({ threshold }) => threshold)),
    named: wrong.map(({ coordinate }) => coordinate),
    seconds,
    ...passes,
  };
}

/** The name that a slip has to be found by. */
function nameOf({ layer, entry }: Slip & { readonly layer: number }): string {
  const network = convolutionalNetwork(1);
  const [kernel] = network.layers[layer].getWeights();
  let rest = entry;
  const index = [...kernel.shape].reverse().map((size) => {
    const own = rest % size;
    rest = Math.floor(rest / size);
    return own;
  });
  network.dispose();
  return `layers[${layer}].kernel[${index.reverse().join()}]`;
}

function row(name: string, slip?: Slip & { readonly layer: number }): readonly string[] {
  const all = Array.from({ length: runs }, (_, key) => seen(key + 1, slip));
  const count = (is: (one: Seen) => boolean) => String(all.filter(is).length);
  const most = (number: (one: Seen) => number) => quantile(all.map(number), 1) as number;
  const median = (number: (one: Seen) => number) => quantile(all.map(number), 0.5) as number;
  const wanted = slip && nameOf(slip);
  return [
    name,
    String(runs),
    count(({ layers }) => layers.every((verdict) => verdict === 'match')),
    count(({ verdict }) => verdict === 'match'),
    count(({ verdict }) => verdict === 'mismatch'),
    count(({ verdict }) => verdict === 'inconclusive'),
    wanted === undefined ? '' : count(({ named }) => named.includes(wanted)),
    String(all.flatMap(({ named }) => named.filter((one) => one !== wanted)).length),
    most(({ threshold }) => threshold).toExponential(1),
    `${median(({ apart }) => apart).toFixed(0)} (${most(({ apart }) => apart).toFixed(0)})`,
    `${median(({ together }) => together).toFixed(0)} (${most(({ together }) => together).toFixed(0)})`,
    `${median(({ seconds }) => seconds).toFixed(0)} s`,
  ];
}

const heading = formatHeading();
const body = [
  'A convolutional network of 1,005,082 weights of TensorFlow.js’s own layers (conv2d 32, maxPooling2d, conv2d 64, maxPooling2d, flatten, dense 240, dense 10, rectified), two images of 32 × 32 × 3, CPU backend, at defaults; other weights, images and directions in each run. A weight is wrong by a part of the norm of its kernel’s gradient. Forward passes are counted as parts of one of the whole by multiplications, those on the way to gradients as well; the most in parentheses:',
  table(
    [
      'gradient',
      'runs',
      'all layers match',
      'match',
      'mismatch',
      'inconclusive',
      'named',
      'named though right',
      'largest threshold of a layer',
      'passes, layer by layer',
      'passes, the whole',
      'time',
    ],
    [row('right'), ...Object.entries(SLIPS).map(([name, slip]) => row(name, slip))],
  ),
].join('\n\n');
console.log(`${heading}\n\n${body}`);
if (options.keep)
  prependResult('bench/results/convnet.md', {
    title: '# A convolutional network, newest first',
    heading,
    body,
  });
