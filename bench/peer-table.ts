import { percent, table } from './markdown.ts';
import type { Candidate } from './specimens.ts';
import { type Count, countOf, type Tally } from './tally.ts';

const groups = [
  'float64',
  'float32',
  'hidden-float32',
  'noisy',
  'libraries float64',
  'libraries float32',
];

/** The answers of all rules side by side, for zoo and libraries; the last rule is ours. */
export function formatPeers(tallies: readonly Tally[]): string {
  const ours = tallies[tallies.length - 1];
  const seen = groups.filter((own) => totalOf(ours, own, 'correct') + totalOf(ours, own, 'wrong'));
  if (seen.length === 0) return '';
  return [
    'Correct / wrong gradients in each class, and of these false alarms / misses:',
    table(
      ['rule', ...seen.map((own) => `${own} ${sizes(ours, own)}`), 'evaluations a coordinate'],
      tallies.map((tally) => [
        tally.rule,
        ...seen.map((own) => errors(tally, own)),
        tally.flatCost ?? costOf(tally),
      ]),
    ),
    'Left undecided, of the correct / wrong ones:',
    table(
      ['rule', ...seen],
      tallies.filter(isThreeValued).map((t) => [t.rule, ...seen.map((own) => undecided(t, own))]),
    ),
  ].join('\n\n');
}

function errors(tally: Tally, own: string): string {
  const falseAlarms = countOf(tally, own, 'correct').wrong;
  return `${falseAlarms} / ${countOf(tally, own, 'wrong').correct}`;
}

function undecided(tally: Tally, own: string): string {
  const shares = (['correct', 'wrong'] as const).map((standing) => {
    const count = countOf(tally, own, standing);
    return `${count.undecided} (${percent({ part: count.undecided, of: sum(count) })})`;
  });
  return shares.join(' / ');
}

function sizes(tally: Tally, own: string): string {
  return `${totalOf(tally, own, 'correct')} / ${totalOf(tally, own, 'wrong')}`;
}

function isThreeValued({ counts }: Tally): boolean {
  return [...counts.values()].some((count) => count.undecided > 0);
}

function costOf({ smooth }: Tally): string {
  return smooth.coordinates === 0 ? '–' : (smooth.evaluations / smooth.coordinates).toFixed(2);
}

function totalOf(tally: Tally, own: string, standing: Candidate['standing']): number {
  return sum(countOf(tally, own, standing));
}

function sum({ correct, wrong, undecided }: Count): number {
  return correct + wrong + undecided;
}
