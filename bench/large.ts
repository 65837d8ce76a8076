import { parseArgs } from 'node:util';
import type { GradientCheck } from '../src/index.ts';
import { type Asked, checkOf, inventedIn, normOf } from './large/asked.ts';
import { families, inSinglePrecision } from './large/functions.ts';
import { mistakes } from './large/mistakes.ts';
import { table } from './markdown.ts';

/**
 * `npx unrun bench/large.ts -- --sizes 1001,5000 --keys 2 --only relu --list`: right and wrong gradients of functions of many
 * coordinates, at defaults; what is said of them against what is true.
 */
const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1001,3000' },
    keys: { type: 'string', default: '1' },
    parts: { type: 'string', default: '0.1,0.01,0.001,0.0001' },
    only: { type: 'string', default: '' },
    mistake: { type: 'string', default: '' },
    most: { type: 'string', default: 'Infinity' },
    list: { type: 'boolean', default: false },
  },
});
const numbers = (text: string) => text.split(',').map(Number);

interface Case extends Asked {
  readonly name: string;
}

/** What a verdict is worth, by what is true. */
type Outcome = 'right' | 'found' | 'below' | 'undecided' | 'false alarm' | 'miss' | 'invented';

function relativeErrorOf({ large, analytic }: Case): number {
  const error = normOf(analytic.map((a, k) => a - large.gradient[k]));
  return error === 0 ? 0 : error / (normOf(analytic) + normOf(large.gradient));
}

function outcomesOf(one: Case, check: GradientCheck): readonly Outcome[] {
  const error = relativeErrorOf(one);
  const invented = inventedIn(one, check) > 0 ? (['invented'] as const) : [];
  const said = () => {
    if (check.verdict === 'inconclusive') return 'undecided';
    if (check.verdict === 'mismatch') return error < 1e-7 ? 'false alarm' : 'found';
    if (error < 1e-7) return 'right';
    return error > check.threshold * 1.0001 ? 'miss' : 'below';
  };
  return [said(), ...invented];
}

function* cases(): Generator<Case> {
  for (const size of numbers(options.sizes))
    for (let key = 1; key <= Number(options.keys); key++)
      for (const [family, make] of Object.entries(families)) {
        if (!family.includes(options.only)) continue;
        const exact = make({ size, key });
        for (const large of [exact, inSinglePrecision(exact)]) {
          const name = `${family}, ${large.at instanceof Float32Array ? 'float32' : 'float64'}, ${size}, ${key}`;
          yield { name: `${name}, right`, large, analytic: large.gradient };
          for (const [mistake, plant] of Object.entries(mistakes)) {
            if (!mistake.includes(options.mistake)) continue;
            for (const part of numbers(options.parts))
              yield {
                name: `${name}, ${mistake} by ${part}`,
                large,
                analytic: plant(large.gradient, { key: 1000 * key + size, part }),
              };
          }
        }
      }
}

const SHOWN = new Set<Outcome>(['false alarm', 'miss', 'invented']);
const OUTCOMES: readonly Outcome[] = [
  'right',
  'found',
  'below',
  'undecided',
  'false alarm',
  'miss',
  'invented',
];
const counts = new Map<string, Map<string, number>>();
for (const one of cases()) {
  const start = performance.now();
  const check = checkOf(one);
  const outcomes = outcomesOf(one, check);
  const took = performance.now() - start;
  const [family] = one.name.split(/, float/);
  const own = counts.get(family) ?? new Map<string, number>();
  counts.set(family, own);
  const add = (key: string, by = 1) => own.set(key, (own.get(key) ?? 0) + by);
  for (const outcome of outcomes) add(outcome);
  add('runs');
  add('evaluations', check.evaluations.value);
  add('ms', took);
  const isUndecidedRight = outcomes[0] === 'undecided' && one.name.endsWith('right');
  if (isUndecidedRight) add('right but undecided');
  if (options.list || outcomes.some((outcome) => SHOWN.has(outcome)) || isUndecidedRight)
    console.log(
      outcomes.join('+').padEnd(14),
      one.name.padEnd(60),
      `error ${relativeErrorOf(one).toExponential(1)} threshold ${check.threshold.toExponential(1)} detectable ${check.coverage.smallestDetectable.toExponential(1)} evaluations ${check.evaluations.value} ${took.toFixed(0)} ms`,
      check.reason ?? '',
    );
}
const sum = (key: string) => [...counts.values()].reduce((n, own) => n + (own.get(key) ?? 0), 0);
const columns = ['runs', ...OUTCOMES, 'right but undecided'];
console.log(
  table(
    ['function', ...columns, 'evaluations a run', 'ms a run'],
    [
      ...[...counts].map(([family, own]) => [
        family,
        ...columns.map((key) => String(own.get(key) ?? 0)),
        ((own.get('evaluations') ?? 0) / (own.get('runs') ?? 1)).toFixed(0),
        ((own.get('ms') ?? 0) / (own.get('runs') ?? 1)).toFixed(0),
      ]),
      ['all', ...columns.map((key) => String(sum(key))), '', ''],
    ],
  ),
);
