import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCandidates } from '../../src/numeric/candidates.ts';
import type { Quotient } from '../../src/numeric/quotient.ts';

const seed = 18;

/** Slopes that converge, but for a disturbance of about the size of their noise. */
const sequence = fc.array(
  fc.record({
    level: fc.oneof(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -40, max: 40 })),
    rank: fc.integer({ min: 0, max: 1000 }),
  }),
  { minLength: 2, maxLength: 14 },
);

/** One in 100,000: the second rung comes last and takes away the finer candidate that alone spoke against a coarser one. */
const doubterGone = [26, 27, -31, 22, 0, 0].map((level, k) => ({ level, rank: k === 1 ? 1 : 0 }));

/** Every candidate of quotients that arrive in some order, and whether it counts. */
function candidatesOf(quotients: readonly Quotient[]) {
  const { starts, add } = openCandidates(1);
  for (const quotient of quotients) {
    const place = starts.filter(({ finest }) => finest.step < quotient.step).length;
    add({ quotient, place });
  }
  return starts.flatMap(({ candidates }) =>
    candidates.map(({ value, bar, against }) => ({ value, bar, counts: against === undefined })),
  );
}

test('which candidates count does not depend on the order in which the rungs came', () => {
  const law = fc.property(sequence, (drawn) => {
    const finestFirst = drawn.map(({ level, rank }, k) => {
      const step = 2 ** (k - 12);
      const noise = 1e-9 / step;
      return { rank, quotient: { step, slope: 1 + step + level * noise, noise } };
    });
    const arriving = [...finestFirst].sort((a, b) => a.rank - b.rank);
    const quotients = (ones: typeof finestFirst) => ones.map(({ quotient }) => quotient);
    expect(candidatesOf(quotients(arriving))).toEqual(candidatesOf(quotients(finestFirst)));
  });
  fc.assert(law, { seed, numRuns: 1000, examples: [[doubterGone]] });
});
