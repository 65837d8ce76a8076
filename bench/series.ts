import { parseArgs } from 'node:util';
import { checkGradient, type GradientCheck } from '../src/index.ts';
import { families, inSinglePrecision, type Large } from './large/functions.ts';
import { mistakes } from './large/mistakes.ts';
import { quantile, table } from './markdown.ts';
import { formatHeading, prependResult } from './results.ts';

/**
 * `npm run bench:series`: many runs of each of some large functions, at defaults: how often a right gradient is not a match, how often a
 * wrong one is not a mismatch, what is named that is right, and how often errors that cancel go unseen beside the chance that is printed.
 */
const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    sizes: { type: 'string', default: '20000,100000' },
    only: { type: 'string', default: '' },
    keep: { type: 'boolean', default: false },
  },
});
const RUNS = Number(options.runs);

const NAMES = ['chain', 'convolution, tanh', 'embedding', 'dense, tanh'].filter((name) =>
  name.includes(options.only),
);

/** Gradients that are right, or wrong by a part of their norm. */
const GRADIENTS: Readonly<Record<string, { readonly mistake?: string; readonly part: number }>> = {
  right: { part: 0 },
  'wrong everywhere at random by 1e-4': { mistake: 'all at random', part: 1e-4 },
  'wrong in one by 1e-3': { mistake: 'one', part: 1e-3 },
  'wrong in three by 1e-3': { mistake: 'three', part: 1e-3 },
};

interface Given {
  readonly large: Large;
  readonly analytic: Float64Array;
  readonly seed: number;
}

function check({ large, analytic, seed }: Given): GradientCheck {
  const { at, value, shape = [at.length] } = large;
  const given = at instanceof Float32Array ? Float32Array.from(analytic) : analytic;
  return checkGradient(
    {
      value: ({ data }: { data: Large['at'] }) => value(data),
      gradient: () => ({ data: given, shape }),
    },
    { at: { data: at, shape }, seed } as never,
  );
}

function inventedIn({ large, analytic }: Given, { variables: [own] }: GradientCheck): number {
  const flat = (index: readonly number[]) =>
    index.reduce((sum, i, axis) => sum * own.shape[axis] + i, 0);
  const named = own.worst.filter(({ verdict }) => verdict === 'mismatch');
  return named.filter(({ index }) => analytic[flat(index)] === large.gradient[flat(index)]).length;
}

/** As many runs of one function and kind of gradient as were asked for: a new point each time, and new directions. */
function series(name: string, size: number, kind: string): readonly string[] {
  const { mistake, part } = GRADIENTS[kind];
  const counts = { match: 0, mismatch: 0, inconclusive: 0 };
  const evaluations: number[] = [];
  let invented = 0;
  for (let key = 1; key <= RUNS; key++) {
    const large = families[name]({ size, key });
    const analytic =
      mistake === undefined ? large.gradient : mistakes[mistake](large.gradient, { key, part });
    const given = { large, analytic, seed: key };
    const found = check(given);
    counts[found.verdict] += 1;
    invented += inventedIn(given, found);
    evaluations.push(found.evaluations.value);
  }
  return [
    name,
    String(size),
    kind,
    ...[RUNS, counts.match, counts.mismatch, counts.inconclusive, invented].map(String),
    String(quantile(evaluations, 0.5)),
    String(quantile(evaluations, 1)),
  ];
}

/** The gradient with errors of equal size, at places that are drawn, of this norm together. */
function withErrors(
  gradient: Float64Array,
  { count, norm, key }: { readonly count: number; readonly norm: number; readonly key: number },
): Float64Array {
  const analytic = gradient.slice();
  for (let j = 0; j < count; j++) {
    const k = Math.floor(((j + ((key * 0.618) % 1)) * gradient.length) / count);
    analytic[k] += ((-1) ** j * norm) / Math.sqrt(count);
  }
  return analytic;
}

/** How often errors as large as what is said to be seen, in one coordinate or two, are a match, and the chance of that as it is printed. */
function misses(name: string, size: number, count: number): readonly string[] {
  const printed: number[] = [];
  let missed = 0;
  for (let key = 1; key <= RUNS; key++) {
    const large = inSinglePrecision(families[name]({ size, key }));
    const right = check({ large, analytic: large.gradient, seed: key });
    const { smallestDetectable, missProbability = 1 } = right.coverage;
    if (right.verdict !== 'match') continue;
    const size2 = 2 * Math.sqrt(large.gradient.reduce((sum, g) => sum + g * g, 0));
    const norm = 1.01 * smallestDetectable * size2;
    const analytic = withErrors(large.gradient, { count, norm, key });
    const wrong = check({ large, analytic, seed: key });
    printed.push(missProbability);
    if (wrong.verdict === 'match') missed += 1;
  }
  const mean = printed.reduce((sum, one) => sum + one, 0) / printed.length;
  return [
    name,
    String(size),
    String(count),
    String(printed.length),
    (missed / printed.length).toPrecision(2),
    count === 1 ? '0' : mean.toPrecision(2),
  ];
}

const sizes = options.sizes.split(',').map(Number);
const heading = formatHeading();
const body = [
  'A new point and new directions in each run. Named though right are single coordinates:',
  table(
    [
      'function',
      'coordinates',
      'gradient',
      'runs',
      'match',
      'mismatch',
      'inconclusive',
      'named though right',
      'evaluations, median',
      'most',
    ],
    sizes.flatMap((size) =>
      NAMES.flatMap((name) => Object.keys(GRADIENTS).map((kind) => series(name, size, kind))),
    ),
  ),
  'Errors in float32 that are as large as what a right gradient’s check says that it would have seen; two of the same size can cancel:',
  table(
    ['function', 'coordinates', 'errors', 'runs', 'missed', 'printed, at most'],
    ['rectified', 'convolution, rectified'].flatMap((name) =>
      [1, 2].map((count) => misses(name, 3000, count)),
    ),
  ),
].join('\n\n');
console.log(`${heading}\n\n${body}`);
if (options.keep)
  prependResult('bench/results/series.md', { title: '# Series, newest first', heading, body });
