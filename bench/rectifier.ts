import { parseArgs } from 'node:util';
import type { GradientCheckOptions } from '../src/index.ts';
import { checkRectifier, type RectifierSlip } from './large/rectifier.ts';
import { quantile, table } from './markdown.ts';
import { formatHeading, prependResult } from './results.ts';

/**
 * `npm run bench:rectifier -- --runs 100`: a network of 118,840 weights in single precision that crosses kinks, at defaults: what is said of
 * right gradients and of one wrong weight before the kinks and behind them, in how many evaluations.
 */
const { values: options } = parseArgs({
  options: { runs: { type: 'string', default: '100' }, keep: { type: 'boolean', default: false } },
});
const runs = Number(options.runs);

interface Kind {
  readonly slip?: RectifierSlip;
  readonly wanted?: string;
  readonly options?: GradientCheckOptions;
}

const KINDS: Readonly<Record<string, Kind>> = {
  right: {},
  'first layer, 8 % of the norm': { slip: { in: 'W1', part: 0.08 }, wanted: 'W1[10,321]' },
  'last layer, 1e-3': { slip: { in: 'W2', part: 1e-3 }, wanted: 'W2[108,1]' },
  'last layer, 1e-4': { slip: { in: 'W2', part: 1e-4 }, wanted: 'W2[108,1]' },
  'last layer alone, 1e-4, `threshold: 1e-5`': {
    slip: { in: 'W2', part: 1e-4 },
    wanted: 'W2[108,1]',
    options: { threshold: 1e-5, variables: ['W2'] },
  },
};

function row(name: string): readonly string[] {
  const { slip, wanted, options: asked } = KINDS[name];
  const all = Array.from({ length: runs }, (_, key) => checkRectifier(key + 1, slip, asked));
  const count = (verdict: string) => String(all.filter((one) => one.verdict === verdict).length);
  const evaluations = all.map((one) => one.evaluations.value);
  const found = wanted === undefined ? '' : all.filter(({ named }) => named.includes(wanted));
  const invented = all.flatMap(({ named }) => named.filter((one) => one !== wanted));
  return [
    name,
    String(runs),
    count('match'),
    count('mismatch'),
    count('inconclusive'),
    found === '' ? '' : String(found.length),
    String(invented.length),
    ...[0.5, 0.9, 1].map((part) => String(quantile(evaluations, part))),
  ];
}

const heading = formatHeading();
const body = [
  'x ↦ W₂ max(0, W₁ x + b₁) + b₂ with 256 → 400 → 40 in float32, four rows, mean square: another network and other directions in each run. One weight is wrong by a part of the norm of its variable’s gradient:',
  table(
    [
      'gradient',
      'runs',
      'match',
      'mismatch',
      'inconclusive',
      'named',
      'named though right',
      'evaluations, median',
      'nine tenths',
      'most',
    ],
    Object.keys(KINDS).map(row),
  ),
].join('\n\n');
console.log(`${heading}\n\n${body}`);
if (options.keep)
  prependResult('bench/results/rectifier.md', {
    title: '# A network of rectifiers, newest first',
    heading,
    body,
  });
