import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { checkGradient, formatGradientCheck, type GradientCheck } from '../src/index.ts';
import { quantile, table } from './markdown.ts';
import { formatHeading, prependResult } from './results.ts';

/**
 * `npm run bench:scale -- --seconds 20`: what a check costs beside the loop that anyone writes and beside the function itself, from
 * ten coordinates to ten million. Each line is measured for so many seconds at the most; a shorter run is not kept.
 */
const { values: options } = parseArgs({ options: { seconds: { type: 'string', default: '20' } } });
const patience = 1000 * Number(options.seconds);

/** Memory is counted without what is garbage already. */
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** The energy of a chain: Σ (sin xᵢ − xᵢ₋₁)², one sine a coordinate. */
function value(x: Float64Array): number {
  let sum = 0;
  for (let i = 1; i < x.length; i++) {
    const d = Math.sin(x[i]) - x[i - 1];
    sum += d * d;
  }
  return sum;
}

function gradient(x: Float64Array): Float64Array {
  const g = new Float64Array(x.length);
  for (let i = 1; i < x.length; i++) {
    const d = Math.sin(x[i]) - x[i - 1];
    g[i] += 2 * d * Math.cos(x[i]);
    g[i - 1] -= 2 * d;
  }
  return g;
}

/** Coordinates between ½ and 1½ in no order. */
const pointOf = (n: number) =>
  Float64Array.from({ length: n }, (_, i) => 0.5 + ((i * 2654435761) % 1000) / 1000);

/** The relative error by central differences at one step: the loop that anyone writes. */
function byHand(at: Float64Array): number {
  const x = at.slice();
  const analytic = gradient(x);
  const h = 1e-5;
  let [difference, size] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    const here = x[i];
    x[i] = here + h;
    const plus = value(x);
    x[i] = here - h;
    const minus = value(x);
    x[i] = here;
    const numeric = (plus - minus) / (2 * h);
    difference += (analytic[i] - numeric) ** 2;
    size += analytic[i] ** 2 + numeric ** 2;
  }
  return Math.sqrt(difference / size);
}

function timeOf(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** Both in turn until patience ends; the least of each counts, for other work on the machine only adds to it. */
function besides(ours: () => unknown, theirs: () => unknown) {
  const times = { ours: [] as number[], theirs: [] as number[] };
  const end = performance.now() + patience;
  do {
    times.theirs.push(timeOf(theirs));
    times.ours.push(timeOf(ours));
  } while (performance.now() < end && times.ours.length < 400);
  const ratios = times.ours.map((own, i) => own / times.theirs[i]);
  return {
    ours: Math.min(...times.ours),
    theirs: Math.min(...times.theirs),
    median: quantile(ratios, 0.5) as number,
  };
}

function besideTheLoop(n: number): readonly string[] {
  const at = pointOf(n);
  let check: GradientCheck | undefined;
  const { ours, theirs, median } = besides(
    () => {
      check = checkGradient({ value, gradient }, { at, coordinates: 'all' });
    },
    () => byHand(at),
  );
  const cost = (check as GradientCheck).evaluations.value;
  return [
    String(n),
    ms(theirs),
    ms(ours),
    (ours / theirs).toFixed(2),
    median.toFixed(2),
    String(cost),
    ms(ours - theirs),
  ];
}

/** One evaluation along a direction, from a check that spends nearly all of its time on such; and the memory of its own. */
function alongDirections(n: number): readonly string[] {
  const at = pointOf(n);
  const times = { value: [] as number[], own: [] as number[] };
  let [last, peak] = [0, 0];
  const before = process.memoryUsage().arrayBuffers;
  const measured = (x: Float64Array) => {
    const start = performance.now();
    // what lies between two evaluations is the check's own: nearly all of them are along directions
    if (last > 0) times.own.push(start - last);
    const result = value(x);
    last = performance.now();
    times.value.push(last - start);
    collectGarbage();
    peak = Math.max(peak, process.memoryUsage().arrayBuffers);
    last = performance.now();
    return result;
  };
  const check = checkGradient(
    {
      value: measured,
      gradient: held(gradient(at), () => {
        last = 0;
      }),
    },
    { at, coordinates: 2 },
  );
  const own = quantile(times.own, 0.5) as number;
  const share = 1 + own / (quantile(times.value, 0.5) as number);
  const arrays = (peak - before) / 8 / n - 1;
  return [
    String(n),
    check.verdict,
    String(check.evaluations.value),
    share.toFixed(2),
    arrays.toFixed(1),
  ];
}

/** A gradient that is there already, so that none is made anew; it is the subject's own memory. */
function held(gradient: Float64Array, onCall: () => void): () => Float64Array {
  return () => {
    onCall();
    return gradient;
  };
}

/** Which coordinates are wrong, and by what factor. */
type Slips = ReadonlyMap<number, number>;

/** Gradients of n coordinates with some that are wrong, two of them neighbours where there are several. */
const SLIPS: Readonly<Record<string, (n: number) => Slips>> = {
  right: () => new Map(),
  'one × 1.5': (n) => new Map([[Math.floor(n / 3), 1.5]]),
  'one × 1.01': (n) => new Map([[Math.floor(n / 3) + 7, 1.01]]),
  'three × 1.5': (n) => new Map([1234, 1235, Math.floor(0.7 * n)].map((k) => [k, 1.5])),
  'ten × 1.5': (n) =>
    new Map(Array.from({ length: 10 }, (_, j) => [Math.floor(((j + 0.5) * n) / 10) + j, 1.5])),
};

/** What is found of some wrong coordinates, at defaults; and the time of a check as a multiple of that of its evaluations. */
function located(n: number, name: string): readonly string[] {
  const at = pointOf(n);
  const slips = SLIPS[name](n);
  const analytic = gradient(at);
  for (const [k, factor] of slips) analytic[k] *= factor;
  let inside = 0;
  const timed = (x: Float64Array) => {
    const start = performance.now();
    const result = value(x);
    inside += performance.now() - start;
    return result;
  };
  let check: GradientCheck | undefined;
  const took = timeOf(() => {
    check = checkGradient({ value: timed, gradient: held(analytic, () => {}) }, { at });
  });
  const { verdict, evaluations, variables } = check as GradientCheck;
  const named = variables[0].worst.filter((one) => one.verdict === 'mismatch');
  const found = named.filter(({ index: [k] }) => slips.has(k)).length;
  const share = (took - inside) / evaluations.value / n;
  return [
    String(n),
    name,
    verdict,
    String(evaluations.value),
    `${found} of ${slips.size}`,
    String(named.length - found),
    `${(share * 1e6).toFixed(1)} ns`,
    (took / inside).toFixed(2),
  ];
}

/** A sum of terms that cost as much as those of most models: two transcendental functions and a root, 20 ns or more. */
const dear = {
  value(x: Float64Array): number {
    let sum = 0;
    for (let i = 0; i < x.length; i++)
      sum += Math.sqrt(1 + x[i] * x[i]) * Math.sin(x[i]) * Math.tanh(x[i]);
    return sum;
  },
  gradient: (x: Float64Array) =>
    x.map((v) => {
      const [root, sine, tanh] = [Math.sqrt(1 + v * v), Math.sin(v), Math.tanh(v)];
      return (v / root) * sine * tanh + root * Math.cos(v) * tanh + root * sine * (1 - tanh * tanh);
    }),
};

/** As many evaluations along a direction as a check makes, in the loop that anyone writes: it writes the point and asks. */
function alongByHand(
  { at, direction }: Readonly<Record<'at' | 'direction', Float64Array>>,
  evaluations: number,
): number {
  const x = new Float64Array(at.length);
  let sum = 0;
  for (let i = 0; i < evaluations; i++) {
    const step = 1e-5 * (i % 2 === 0 ? i + 1 : -i);
    for (let k = 0; k < x.length; k++) x[k] = at[k] + step * direction[k];
    sum += dear.value(x);
  }
  return sum;
}

/** Checks in one run with the function alone and the loop by hand, in turn, of a function that is dear: the least of each counts. */
function ofDear(n: number, name: string): readonly string[] {
  const at = pointOf(n);
  const analytic = dear.gradient(at);
  for (const [k, factor] of SLIPS[name](n)) analytic[k] *= factor;
  const subject = { value: dear.value, gradient: held(analytic, () => {}) };
  const { verdict, evaluations } = checkGradient(subject, { at });
  const direction = at.map((_, k) => (k % 3 === 0 ? -1 : 1));
  const times: (readonly number[])[] = [];
  const end = performance.now() + patience / 4;
  do
    times.push([
      timeOf(() => checkGradient(subject, { at })),
      timeOf(() => alongByHand({ at, direction }, evaluations.value)),
      evaluations.value * timeOf(() => dear.value(at)),
    ]);
  while (performance.now() < end);
  const [check, loop, alone] = [0, 1, 2].map((i) => Math.min(...times.map((one) => one[i])));
  return [
    String(n),
    name,
    verdict,
    String(evaluations.value),
    `${((alone / evaluations.value / n) * 1e6).toFixed(1)} ns`,
    ms(alone),
    ms(loop),
    ms(check),
    (check / alone).toFixed(2),
    (check / loop).toFixed(2),
  ];
}

/** What a check takes that is told nothing: along directions where there are more than a thousand. */
function atDefaults(n: number): readonly string[] {
  const at = pointOf(n);
  let check: GradientCheck | undefined;
  const took = timeOf(() => {
    check = checkGradient({ value, gradient }, { at });
  });
  const { verdict, evaluations } = check as GradientCheck;
  const alone = Math.min(...Array.from({ length: 20 }, () => timeOf(() => value(at))));
  const share = took / evaluations.value / alone;
  return [String(n), verdict, String(evaluations.value), ms(took), share.toFixed(2)];
}

/** What the report of a wrong gradient takes that was looked at along directions. */
function reported(n: number): readonly string[] {
  const at = pointOf(n);
  const analytic = gradient(at);
  for (const [k, factor] of SLIPS['ten × 1.5'](n)) analytic[k] *= factor;
  const check = checkGradient({ value, gradient: held(analytic, () => {}) }, { at });
  const times = Array.from({ length: 3 }, () => timeOf(() => formatGradientCheck(check)));
  return [String(n), check.verdict, ms(times[0]), ms(Math.min(...times))];
}

/** The record that a check of every coordinate would leave, all of them wrong: that of a small one, with as many numbers. */
function exhaustive(shape: readonly number[]): GradientCheck {
  const wrong = (x: Float64Array) => gradient(x).map((g) => 1.5 * g);
  const check = checkGradient({ value, gradient: wrong }, { at: pointOf(100) });
  const [variable] = check.variables;
  const total = shape.reduce((a, b) => a * b, 1);
  const repeated = (numbers: Float64Array) =>
    Float64Array.from({ length: total }, (_, k) => numbers[k % numbers.length]);
  const { at, analytic, numeric, bars } = variable;
  return {
    ...check,
    variables: [
      {
        ...variable,
        shape,
        total,
        checked: total,
        wrong: total,
        coordinates: Uint32Array.from({ length: total }, (_, k) => k),
        at: repeated(at),
        analytic: repeated(analytic),
        numeric: repeated(numeric),
        bars: repeated(bars),
      },
    ],
  };
}

function reportedExhaustively(shape: readonly number[]): readonly string[] {
  const check = exhaustive(shape);
  const times = Array.from({ length: 5 }, () => timeOf(() => formatGradientCheck(check)));
  return [shape.join(' × '), ms(times[0]), ms(Math.min(...times))];
}

async function asynchronously(): Promise<readonly string[]> {
  const later = async (x: Float64Array) => {
    await new Promise((resolve) => setTimeout(resolve, 2));
    return value(x);
  };
  const timed = async (concurrency: number) => {
    const start = performance.now();
    await checkGradient({ value: later, gradient }, { at: pointOf(100), concurrency });
    return performance.now() - start;
  };
  const [one, eight] = [await timed(1), await timed(8)];
  return ['100 coordinates, 2 ms a value', ms(one), ms(eight), (one / eight).toFixed(1)];
}

function together(): string {
  let calls = 0;
  const values = (points: readonly Float64Array[]) => {
    calls += 1;
    return points.map(value);
  };
  const subject = { value, gradient, values };
  const { evaluations } = checkGradient(subject, { at: pointOf(100) });
  return `With \`values(points)\` 100 coordinates take ${calls} calls (${evaluations.value} evaluations).`;
}

function limited(): string {
  const at = pointOf(3e6);
  const took = timeOf(() => checkGradient({ value, gradient }, { at, timeLimit: 1000 }));
  return `\`timeLimit: 1000\` at 3,000,000 coordinates ends after ${ms(took)}.`;
}

function ms(milliseconds: number): string {
  return `${milliseconds.toPrecision(3)} ms`;
}

/** What the numbers shall be, as they were set before anything was measured. */
const GOALS =
  'Goals: beside the loop at most 1.25 at 1,000 coordinates and 1.1 at 20,000, at 10 less than 0.3 ms more; along a direction at most 1.5 and 6 arrays; 8 at once at least 4 times faster; at most 20 calls with `values(points)`; `timeLimit: 1000` within 2 s; at defaults at 10⁶ coordinates 60 evaluations for a right gradient, 100 for one wrong, 250 for three, 650 for ten; at 10⁷ 120 for one × 1.5, 400 for × 1.01; all of it 1.5 times the evaluations; the report 100 ms.';

const heading = formatHeading();
const body = [
  GOALS,
  'A right gradient of the chain energy Σ (sin xᵢ − xᵢ₋₁)², every coordinate, beside the central-difference loop in the same run:',
  table(
    [
      'coordinates',
      'loop',
      'check',
      'ratio of the least times',
      'median ratio',
      'evaluations',
      'more than the loop',
    ],
    [10, 1_000, 20_000].map(besideTheLoop),
  ),
  'Evaluations along directions (2 coordinates one by one, the others together): the median time of one beside that of the function alone, and the memory beyond the subject’s own in arrays of the point:',
  table(
    ['coordinates', 'verdict', 'evaluations', 'evaluation / function', 'arrays'],
    [1e6, 1e7].map(alongDirections),
  ),
  'With every option at its default, in all; an evaluation with everything that is done for it, beside the function alone:',
  table(
    ['coordinates', 'verdict', 'evaluations', 'time', 'evaluation / function'],
    [1e4, 1e5, 1e6].map(atDefaults),
  ),
  'Wrong coordinates of the chain energy, with every option at its default: those named, those named that are right, and what the check itself takes a coordinate and evaluation:',
  table(
    [
      'coordinates',
      'gradient',
      'verdict',
      'evaluations',
      'found',
      'invented',
      'own time',
      'all / evaluations',
    ],
    [1e4, 1e5, 1e6, 1e7].flatMap((n) => Object.keys(SLIPS).map((name) => located(n, name))),
  ),
  'A function of at least 20 ns a coordinate, with every option at its default: the function alone as often as the check evaluates it, a loop by hand of as many evaluations along a direction, and the check; in turn, the least of each:',
  table(
    [
      'coordinates',
      'gradient',
      'verdict',
      'evaluations',
      'function',
      'evaluations alone',
      'loop',
      'check',
      'check / evaluations',
      'check / loop',
    ],
    [1e4, 1e5, 1e6].flatMap((n) =>
      ['right', 'one × 1.5', 'ten × 1.5'].map((name) => ofDear(n, name)),
    ),
  ),
  'The report of ten that are wrong, the first time and the least of three:',
  table(['coordinates', 'verdict', 'report', 'again'], [1e6, 1e7].map(reported)),
  'The report of a record of every coordinate, all of them wrong, the first time and the least of five:',
  table(
    ['coordinates', 'report', 'again'],
    [[1e6], [1e7], [1000, 10_000], [64, 3, 224, 224], [5e6, 2]].map(reportedExhaustively),
  ),
  'Several evaluations of an asynchronous value at once:',
  table(['value', '`concurrency: 1`', '`concurrency: 8`', 'faster'], [await asynchronously()]),
  together(),
  limited(),
].join('\n\n');
console.log(`${heading}\n\n${body}`);
if (patience >= 20_000)
  prependResult('bench/results/scale.md', { title: '# Scale, newest first', heading, body });
