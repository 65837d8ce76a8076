import { parseArgs } from 'node:util';
import { checkOf, inventedIn } from './large/asked.ts';
import { families } from './large/functions.ts';
import { mistakes } from './large/mistakes.ts';
import { quantile, table } from './markdown.ts';
import { formatHeading, prependResult } from './results.ts';

/**
 * `npm run bench:series -- --sizes 4000:1000,1000000:4`: many runs of each of some large functions, of so many coordinates so many, at
 * defaults: how often a right gradient is not a match, how often a wrong one is not a mismatch, and what is named that is right.
 */
const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '4000:1000,100000:40,1000000:4' },
    only: { type: 'string', default: '' },
    keep: { type: 'boolean', default: false },
  },
});

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

/** As many runs of one function and kind of gradient as were asked for: a new point each time, and new directions. */
function series(name: string, { size, runs }: Length, kind: string): readonly string[] {
  const { mistake, part } = GRADIENTS[kind];
  const counts = { match: 0, mismatch: 0, inconclusive: 0 };
  const evaluations: number[] = [];
  let invented = 0;
  for (let key = 1; key <= runs; key++) {
    const large = families[name]({ size, key });
    const analytic =
      mistake === undefined ? large.gradient : mistakes[mistake](large.gradient, { key, part });
    const given = { large, analytic, seed: key };
    const found = checkOf(given);
    counts[found.verdict] += 1;
    invented += inventedIn(given, found);
    evaluations.push(found.evaluations.value);
  }
  return [
    name,
    String(size),
    kind,
    ...[runs, counts.match, counts.mismatch, counts.inconclusive, invented].map(String),
    String(quantile(evaluations, 0.5)),
    String(quantile(evaluations, 1)),
  ];
}

interface Length {
  readonly size: number;
  readonly runs: number;
}

const lengths = options.sizes.split(',').map((text): Length => {
  const [size, runs] = text.split(':').map(Number);
  return { size, runs };
});
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
    lengths.flatMap((length) =>
      NAMES.flatMap((name) => Object.keys(GRADIENTS).map((kind) => series(name, length, kind))),
    ),
  ),
].join('\n\n');
console.log(`${heading}\n\n${body}`);
if (options.keep)
  prependResult('bench/results/series.md', { title: '# Series, newest first', heading, body });
