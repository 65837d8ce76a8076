import { table } from '../markdown.ts';
import type { Question } from './question.ts';

type Both = [before: number, after: number];

/** Wrong answers of the one core and of the other, and what they cost. */
interface Count {
  asked: number;
  readonly falseAlarms: Both;
  readonly misses: Both;
  readonly undecided: Both;
  readonly evaluations: Both;
}

/** What one core answered. */
interface Answer {
  readonly verdict: string;
  readonly evaluations: { readonly value: number };
}

export type Mistakes = Map<string, Count>;

export function countMistakes(
  mistakes: Mistakes,
  { group, standing }: Question,
  answers: readonly Answer[],
): void {
  const own = mistakes.get(group) ?? emptyCount();
  mistakes.set(group, own);
  own.asked += 1;
  answers.forEach(({ verdict, evaluations }, i) => {
    if (standing === 'correct' && verdict === 'mismatch') own.falseAlarms[i] += 1;
    if (standing === 'wrong' && verdict === 'match') own.misses[i] += 1;
    if (verdict === 'inconclusive') own.undecided[i] += 1;
    own.evaluations[i] += evaluations.value;
  });
}

function emptyCount(): Count {
  return {
    asked: 0,
    falseAlarms: [0, 0],
    misses: [0, 0],
    undecided: [0, 0],
    evaluations: [0, 0],
  };
}

export function formatMistakes(mistakes: Mistakes): string {
  const pair = ([before, after]: Both) => `${before} → ${after}`;
  return table(
    ['', 'checks', 'false alarms', 'misses', 'inconclusive', 'evaluations of the value'],
    [...mistakes].map(([group, { asked, ...pairs }]) => [
      group,
      String(asked),
      ...[pairs.falseAlarms, pairs.misses, pairs.undecided, pairs.evaluations].map(pair),
    ]),
  );
}
