import { expect, test } from 'vitest';
import { sweeps } from '../../bench/corpora/sweeps.ts';
import { complaint, judge } from '../../bench/ours.ts';
import { keepScore, openScore } from '../../bench/scores.ts';

const wanted = { corpus: undefined, group: undefined, name: undefined, oneIn: 1, seed: 1 };

test('every complaint about a verdict is a count in the table', async () => {
  for (const kind of ['jumps', 'ties', 'stairs', 'saturation']) {
    const score = openScore(kind);
    const complaints: (string | undefined)[] = [];
    const own = [...sweeps(wanted)].filter(({ group }) => group === `sweeps: ${kind}`);
    for (const draft of own.filter((_, i) => i % 23 < 2)) {
      const specimen = draft.build();
      for (const candidate of specimen.candidates) {
        const place = { draft, specimen, candidate };
        const opinion = await judge(specimen, candidate);
        keepScore(score, place, opinion);
        complaints.push(complaint(place, opinion));
      }
    }
    const count = (what: string) => complaints.filter((one) => one === what).length;
    const { right, wrong } = score;
    expect([right.alarms, wrong.misses], kind).toEqual([count('FALSE ALARM'), count('MISS')]);
    expect(right.undecided + wrong.undecided, kind).toBe(count('inconclusive'));
  }
});
