import { parseArgs } from 'node:util';
import { checkOf, normOf } from './large/asked.ts';
import { families, inSinglePrecision } from './large/functions.ts';
import { table } from './markdown.ts';
import { formatHeading, prependResult } from './results.ts';

/**
 * `npm run bench:missing`: how often an error that is as large as what a check says that it would have seen is a match all the same, beside
 * the chance of that as it is printed: of one coordinate, and of several of one size that can cancel.
 */
const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    draws: { type: 'string', default: '8' },
    size: { type: 'string', default: '2000' },
    only: { type: 'string', default: '' },
    keep: { type: 'boolean', default: false },
  },
});
const [runs, draws, size] = [options.runs, options.draws, options.size].map(Number);

const NAMES = ['rectified', 'convolution, rectified', 'dense, rectified', 'chain', 'dense, tanh'];
const COUNTS = [1, 2, 4, 10];
/** The chances that are printed, from where to where. */
const CHANCES = [
  [0, 1e-3],
  [1e-3, 1e-2],
  [1e-2, 1e-1],
  [1e-1, 0.5],
] as const;

interface Errors {
  readonly count: number;
  readonly norm: number;
  readonly draw: number;
}

/** The gradient with errors of one size and of either sign, at places that are drawn, of this norm together. */
function withErrors(gradient: Float64Array, { count, norm, draw }: Errors): Float64Array {
  const analytic = gradient.slice();
  for (let j = 0; j < count; j++) {
    const k = Math.floor(((j + ((draw * 0.618) % 1)) * gradient.length) / count);
    analytic[k] += ((-1) ** j * norm) / Math.sqrt(count);
  }
  return analytic;
}

interface Tried {
  readonly printed: number;
  readonly missed: readonly number[];
}

/** What part of errors of each count was missed, and the chance of that as it was printed for the right gradient. */
function tried(name: string, key: number): Tried | undefined {
  const large = inSinglePrecision(families[name]({ size, key }));
  const right = checkOf({ large, analytic: large.gradient, seed: key });
  if (right.verdict !== 'match') return;
  const { smallestDetectable, missProbability = 1 } = right.coverage;
  const relative = 1.01 * smallestDetectable;
  const norm = relative * 2 * normOf(large.gradient);
  const isMissed = (count: number, draw: number) => {
    const analytic = withErrors(large.gradient, { count, norm, draw: draws * key + draw });
    const { verdict, coverage } = checkOf({ large, analytic, seed: key * 1000 + draw });
    // a match that says that it would not have seen it has missed nothing
    return verdict === 'match' && coverage.smallestDetectable < relative;
  };
  const rate = (count: number) =>
    Array.from({ length: draws }, (_, draw) => isMissed(count, draw)).filter(Boolean).length /
    draws;
  return { printed: missProbability, missed: COUNTS.map(rate) };
}

const mean = (numbers: readonly number[]) =>
  numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

function rowsOf(name: string): readonly (readonly string[])[] {
  const all = Array.from({ length: runs }, (_, key) => tried(name, key + 1)).flatMap(
    (one) => one ?? [],
  );
  return CHANCES.flatMap(([from, to]) => {
    const some = all.filter(({ printed }) => printed >= from && printed < to);
    if (some.length === 0) return [];
    const rates = COUNTS.map((_, i) => mean(some.map(({ missed }) => missed[i])));
    const printed = mean(some.map((one) => one.printed));
    const numbers = [...rates, printed].map((rate) => rate.toPrecision(2));
    return [[name, `${from} to ${to}`, String(some.length * draws), ...numbers]];
  });
}

const heading = formatHeading();
const body = [
  `Errors in float32, 1 % larger than what the check of a right gradient of ${size} coordinates says that it would have seen, in so many coordinates of one size; new directions each time. Missed is what is a match that says it would have seen it:`,
  table(
    [
      'function',
      'chance as printed',
      'of each',
      ...COUNTS.map((count) => `missed of ${count}`),
      'printed, at most, in the mean',
    ],
    NAMES.filter((name) => name.includes(options.only)).flatMap(rowsOf),
  ),
].join('\n\n');
console.log(`${heading}\n\n${body}`);
if (options.keep)
  prependResult('bench/results/missing.md', { title: '# Missing, newest first', heading, body });
