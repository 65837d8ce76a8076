import type { Bars } from './bars.ts';
import { type Candidate, type Class, classes } from './specimens.ts';
import { type Count, countOf, emptyCount, type Tally } from './tally.ts';

/** The answers of all rules side by side; the last rule is ours. */
export function formatVerdicts(tallies: readonly Tally[]): string {
  const ours = tallies[tallies.length - 1];
  const seen = classes.filter((own) => totalOf(ours, own, 'correct') + totalOf(ours, own, 'wrong'));
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
    formatSmooth(ours),
    formatElusive(ours, 'tiny', 'Wrong where the norm does not show it'),
    formatElusive(ours, 'faint', 'Wrong by less than differences can show'),
  ].join('\n\n');
}

/** The bars of our estimates, group by group. */
export function formatBars(bars: Iterable<Bars>): string {
  const sorted = [...bars].sort((a, b) => (a.group < b.group ? -1 : 1));
  if (sorted.length === 0) return '';
  return table(
    [
      'our estimates',
      'number',
      'bar covers',
      'median bar / error',
      'of wrong gradients',
      'bar covers',
    ],
    sorted.map((one) => [
      one.group,
      String(one.estimates),
      percent(one.covered, one.estimates),
      median(one.ratios),
      String(one.estimatesOfWrong),
      percent(one.coveredOfWrong, one.estimatesOfWrong),
    ]),
  );
}

function errors(tally: Tally, own: Class): string {
  const falseAlarms = countOf(tally, own, 'correct').wrong;
  return `${falseAlarms} / ${countOf(tally, own, 'wrong').correct}`;
}

function undecided(tally: Tally, own: Class): string {
  const shares = (['correct', 'wrong'] as const).map((standing) => {
    const count = countOf(tally, own, standing);
    return `${count.undecided} (${percent(count.undecided, sum(count))})`;
  });
  return shares.join(' / ');
}

function sizes(tally: Tally, own: Class): string {
  return `${totalOf(tally, own, 'correct')} / ${totalOf(tally, own, 'wrong')}`;
}

function isThreeValued({ counts }: Tally): boolean {
  return [...counts.values()].some((count) => count.undecided > 0);
}

function costOf({ smooth }: Tally): string {
  return ratio(smooth.evaluations, smooth.coordinates);
}

function formatSmooth({ smooth }: Tally): string {
  const { count, evaluations, coordinates, ratios } = smooth;
  return [
    `Ours on ${sum(count)} correct smooth gradients in float64: ${count.undecided} inconclusive`,
    `(${percent(count.undecided, sum(count))}), ${evaluations} evaluations for ${coordinates} coordinates;`,
    `${ratio(sumOf(ratios), ratios.length)} a coordinate in the mean over gradients.`,
  ].join(' ');
}

function formatElusive(tally: Tally, standing: Candidate['standing'], title: string): string {
  const total = emptyCount();
  for (const own of classes) {
    const count = countOf(tally, own, standing);
    total.correct += count.correct;
    total.wrong += count.wrong;
    total.undecided += count.undecided;
  }
  return `${title} (${sum(total)} gradients): ours calls ${total.wrong} wrong, ${total.undecided} inconclusive, ${total.correct} correct.`;
}

function totalOf(tally: Tally, own: Class, standing: Candidate['standing']): number {
  return sum(countOf(tally, own, standing));
}

function sum({ correct, wrong, undecided }: Count): number {
  return correct + wrong + undecided;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function ratio(part: number, whole: number): string {
  return whole === 0 ? '–' : (part / whole).toFixed(2);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

function median(values: readonly number[]): string {
  const middle = [...values].sort((a, b) => a - b)[values.length >> 1];
  return middle?.toPrecision(3) ?? '–';
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
