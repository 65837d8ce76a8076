import type { Bars, Held } from './bars.ts';
import { percent, quantile, table } from './markdown.ts';
import { formatPeers } from './peer-table.ts';
import { type Score, together } from './scores.ts';
import type { Tally } from './tally.ts';

/** Everything a run has gathered. */
export interface Gathered {
  readonly scores: readonly Score[];
  readonly bars: readonly Bars[];
  readonly tallies: readonly Tally[];
}

/** All tables of a run; a part about nothing is left out. */
export function formatRun({ scores, bars, tallies }: Gathered): string {
  const parts = [
    legend,
    formatScores(scores),
    formatPlanted(scores),
    formatWide(scores),
    formatBars(bars),
    formatPeers(tallies),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

const legend = [
  'A *miss* is a match although, in some variable, the true relative error exceeds the threshold that the record prints.',
  'Wrong ones are those beyond the default threshold; *plain* ones are ten times beyond it and beyond what the best differences',
  'blur, chosen with the truth at hand. Inconclusive is counted where those differences could decide; what is beyond anyone',
  'stands apart, but a false alarm or a miss counts there as well.',
].join('\n');

function formatScores(scores: readonly Score[]): string {
  return table(
    [
      'gradients',
      'right',
      'false alarms',
      'inconclusive',
      'wrong',
      'misses',
      'inconclusive',
      'plain: called wrong',
      'hidden from the norm: passed',
      'beyond anyone, right + wrong: inconclusive',
      'thresholds raised: number, median, 95 %',
      'evaluations a coordinate',
    ],
    withTotal(scores).map(scoreRow),
  );
}

/** After many rows of sweeps, all of them as one. */
function withTotal(scores: readonly Score[]): readonly Score[] {
  const swept = scores.filter(({ group }) => group.startsWith('sweeps'));
  if (swept.length < 2) return scores;
  const end = scores.indexOf(swept[swept.length - 1]) + 1;
  return [...scores.slice(0, end), together('**all sweeps**', swept), ...scores.slice(end)];
}

function scoreRow({ group, right, wrong, hidden, beyond, raised, cost }: Score): string[] {
  return [
    group,
    String(right.count),
    bold(right.alarms),
    share({ part: right.undecided, of: right.decidable }),
    String(wrong.count),
    bold(wrong.misses),
    share({ part: wrong.undecided, of: wrong.visible }),
    wrong.plain === 0
      ? '–'
      : `${percent({ part: wrong.called, of: wrong.plain })} of ${wrong.plain}`,
    hidden.count === 0 ? '–' : `${hidden.passed} of ${hidden.count}`,
    beyond.right + beyond.wrong === 0
      ? '–'
      : `${beyond.right} + ${beyond.wrong}: ${beyond.undecided}`,
    raised.length === 0 ? '–' : `${raised.length}, ${brief(raised, 0.5)}, ${brief(raised, 0.95)}`,
    ratio(cost.evaluations, cost.coordinates),
  ];
}

/** What share of planted mistakes is called wrong, by their size. */
function formatPlanted(scores: readonly Score[]): string {
  const planted = scores.filter((score) => score.planted.size > 0);
  if (planted.length === 0) return '';
  const sizes = [...new Set(planted.flatMap((score) => [...score.planted.keys()]))];
  sizes.sort((a, b) => b - a);
  const rows = planted.map((score) => [score.group, ...sizes.map((size) => detected(score, size))]);
  const head = ['called wrong, planted at', ...sizes.map((size) => size.toExponential(0))];
  return table(head, rows);
}

function detected({ planted }: Score, size: number): string {
  const seen = planted.get(size);
  return seen ? `${percent({ part: seen.called, of: seen.count })} of ${seen.count}` : '–';
}

function formatWide(scores: readonly Score[]): string {
  const wide = scores.flatMap((score) => score.wide);
  if (wide.length === 0) return '';
  const mean = wide.reduce((total, one) => total + one, 0) / wide.length;
  return `Evaluations over 2n + 5, ${wide.length} right gradients smooth in float64 with n ≥ 10: ${mean.toFixed(2)} in the mean, ${Math.max(...wide).toFixed(2)} at most.`;
}

/** The bars of our estimates, group by group. */
function formatBars(bars: readonly Bars[]): string {
  if (bars.length === 0) return '';
  const sorted = [...bars].sort((a, b) => (a.group < b.group ? -1 : 1));
  return table(
    [
      'estimates',
      ...['of right gradients', 'of wrong gradients'].flatMap((of) => [
        of,
        'bar covers',
        'median bar / error',
      ]),
    ],
    sorted.map(({ group, ofRight, ofWrong }) => [group, ...heldRow(ofRight), ...heldRow(ofWrong)]),
  );
}

function heldRow({ estimates, covered, ratios }: Held): string[] {
  return [
    String(estimates),
    percent({ part: covered, of: estimates }),
    ratios.length === 0 ? '–' : brief(ratios, 0.5),
  ];
}

function share({ part, of }: { readonly part: number; readonly of: number }): string {
  return `${part} (${percent({ part, of })})`;
}

function bold(count: number): string {
  return count === 0 ? '0' : `**${count}**`;
}

function brief(values: readonly number[], at: number): string {
  return quantile(values, at)?.toPrecision(2) ?? '–';
}

function ratio(part: number, whole: number): string {
  return whole === 0 ? '–' : (part / whole).toFixed(2);
}
