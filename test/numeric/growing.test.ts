import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openLadder } from '../../src/numeric/estimate.ts';
import { definitionOfSlope } from './definition.ts';
import { climb } from './ladders.ts';

const seed = 15;

test('a ladder says after every rung, to the last digit, what all of them at once say', () => {
  const law = fc.property(climb, ({ base, rungs }) => {
    const ladder = openLadder(base);
    expect(ladder.estimate).toStrictEqual(definitionOfSlope(base, []));
    rungs.forEach((rung, i) => {
      ladder.add(rung);
      expect(ladder.estimate).toStrictEqual(definitionOfSlope(base, rungs.slice(0, i + 1)));
    });
    expect(ladder.rungs).toEqual(rungs);
  });
  fc.assert(law, { seed, numRuns: Number(process.env.RUNS ?? 1000) });
});
