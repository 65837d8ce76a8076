import { parseArgs } from 'node:util';
import type { VariableCheck } from '../src/index.ts';
import { checkOf, normOf } from './large/asked.ts';
import { families, inSinglePrecision } from './large/functions.ts';
import { randomNumbers } from './large/random.ts';
import { table } from './markdown.ts';
import { formatHeading, prependResult } from './results.ts';

/**
 * `npm run bench:missing -- --draws 16`: how often an error that is as large as what a check says that it would have seen is a match all the same, beside
 * the chance of that as it is printed: of one coordinate, and of several of one size that can cancel.
 */
const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '80' },
    draws: { type: 'string', default: '16' },
    only: { type: 'string', default: '' },
    keep: { type: 'boolean', default: false },
  },
});
const runs = Number(options.runs);

/** Functions, and how large they are: large enough to be looked at along directions. */
const SIZES: Readonly<Record<string, number>> = {
  chain: 1001,
  'dense, tanh': 2000,
  'dense, rectified': 2000,
  rectified: 1001,
  'convolution, rectified': 1001,
};
/** Of each network so many errors in so many coordinates; two cancel most often. */
const DRAWS = [
  { count: 1, draws: 2 },
  { count: 2, draws: Number(options.draws) },
  { count: 10, draws: 3 },
] as const;
/** No more directions lead through everything. */
const DIRECTIONS = 6;

interface Errors {
  readonly count: number;
  readonly norm: number;
  readonly random: () => number;
}

/** The gradient with errors of one size and of either sign, at places that are drawn, of this norm together. */
function withErrors(gradient: Float64Array, { count, norm, random }: Errors): Float64Array {
  const analytic = gradient.slice();
  const stratum = gradient.length / count;
  for (let j = 0; j < count; j++) {
    const sign = random() < 1 / 2 ? -1 : 1;
    analytic[Math.floor((j + random()) * stratum)] += (sign * norm) / Math.sqrt(count);
  }
  return analytic;
}

/** What was said of one right gradient, and how often errors of each count were missed. */
interface Tried {
  readonly how: string;
  readonly printed: number;
  readonly missed: readonly number[];
}

function howBy({ probes = 0, isAmongKinks }: VariableCheck): string {
  if (probes > DIRECTIONS) return 'in parts';
  return isAmongKinks ? 'through all, among kinks' : 'through all';
}

/** Errors that a check would have seen, as it says of the right gradient, along the same directions. */
function tried(name: string, key: number): Tried | undefined {
  const large = inSinglePrecision(families[name]({ size: SIZES[name], key }));
  const right = checkOf({ large, analytic: large.gradient, seed: key });
  const [own] = right.variables;
  if (right.verdict !== 'match' || own.probes === undefined) return;
  const { smallestDetectable, missProbability = 1 } = right.coverage;
  const relative = 1.01 * smallestDetectable;
  const norm = relative * 2 * normOf(large.gradient);
  const random = randomNumbers(key);
  const isMissed = (count: number) => {
    const analytic = withErrors(large.gradient, { count, norm, random });
    const { verdict, coverage } = checkOf({ large, analytic, seed: key });
    // a match that says that it would not have seen it has missed nothing
    return verdict === 'match' && coverage.smallestDetectable < relative;
  };
  const missed = DRAWS.map(
    ({ count, draws }) =>
      Array.from({ length: draws }, () => isMissed(count)).filter(Boolean).length,
  );
  return { how: howBy(own), printed: missProbability, missed };
}

function rate(missed: number, tries: number): string {
  return `${(missed / tries).toPrecision(2)} (${missed} of ${tries})`;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

function row(name: string, how: string, all: readonly Tried[]): readonly string[] {
  const rates = DRAWS.map(({ draws }, i) =>
    rate(sum(all.map(({ missed }) => missed[i])), draws * all.length),
  );
  const printed = sum(all.map((one) => one.printed)) / all.length;
  return [name, how, String(all.length), ...rates, printed.toPrecision(2)];
}

const byFunction = Object.keys(SIZES)
  .filter((name) => name.includes(options.only))
  .map((name) => ({
    name,
    all: Array.from({ length: runs }, (_, key) => tried(name, key + 1)).flatMap((one) => one ?? []),
  }));
const every = { name: 'all', all: byFunction.flatMap(({ all }) => all) };
const rows = [...byFunction, every].flatMap(({ name, all }) =>
  [...new Set(all.map(({ how }) => how))].sort().map((how) =>
    row(
      name,
      how,
      all.filter((one) => one.how === how),
    ),
  ),
);

const heading = formatHeading();
const body = [
  'Errors in float32, 1 % larger than what the check of a right gradient of 1,001 or 2,000 coordinates says that it would have seen, in so many coordinates of one size, looked for along the same directions. Missed is what is a match that says it would have seen it:',
  table(
    [
      'function',
      'directions',
      'right gradients',
      ...DRAWS.map(({ count }) => `missed of ${count}`),
      'printed, at most, in the mean',
    ],
    rows,
  ),
].join('\n\n');
console.log(`${heading}\n\n${body}`);
if (options.keep)
  prependResult('bench/results/missing.md', { title: '# Missing, newest first', heading, body });
