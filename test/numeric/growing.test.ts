import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateSlope, openLadder } from '../../src/numeric/estimate.ts';
import { definitionOfSlope } from './definition.ts';
import { climb } from './ladders.ts';

const seed = 15;

const atLeast30 = expect.toSatisfy((count: number) => count >= 30, 'at least 30');

describe('to the last digit, a ladder says what all its rungs at once say', () => {
  test('after every rung', () => {
    const law = fc.property(climb, ({ base, rungs }) => {
      const ladder = openLadder(base);
      expect(ladder.estimate).toStrictEqual(definitionOfSlope(base, []));
      rungs.forEach((rung, i) => {
        ladder.add(rung);
        expect(ladder.estimate).toStrictEqual(definitionOfSlope(base, rungs.slice(0, i + 1)));
      });
      expect(ladder.rungs).toEqual(rungs);
    });
    fc.assert(law, { seed, numRuns: 1000 });
  });

  test('when nobody asked before the end', () => {
    const law = fc.property(climb, ({ base, rungs }) => {
      expect(estimateSlope(base, rungs)).toStrictEqual(definitionOfSlope(base, rungs));
    });
    fc.assert(law, { seed: seed + 1, numRuns: 1000 });
  });

  test('when the noise of the value is measured on the way', () => {
    const law = fc.property(climb, climb, fc.nat({ max: 24 }), ({ base, rungs }, other, when) => {
      const measured = { value: base.value, noise: other.base.noise };
      const ladder = openLadder(base);
      rungs.slice(0, when).forEach(ladder.add);
      expect(ladder.estimate).toStrictEqual(definitionOfSlope(base, rungs.slice(0, when)));
      ladder.rebase(measured);
      expect(ladder.estimate).toStrictEqual(definitionOfSlope(measured, rungs.slice(0, when)));
      rungs.slice(when).forEach(ladder.add);
      expect(ladder.estimate).toStrictEqual(definitionOfSlope(measured, rungs));
    });
    fc.assert(law, { seed: seed + 2, numRuns: 1000 });
  });

  test('and the ladders of these laws are of every kind', () => {
    const kinds = { kink: 0, slope: 0, nothing: 0, stairs: 0 };
    for (const { base, rungs } of fc.sample(climb, { seed, numRuns: 1000 })) {
      const { bar, slopes } = estimateSlope(base, rungs);
      kinds[slopes ? 'kink' : Number.isFinite(bar) ? 'slope' : 'nothing'] += 1;
      const still = rungs.filter(({ plus, minus }) => plus === base.value && minus === base.value);
      if (still.length > 0 && still.length < rungs.length) kinds.stairs += 1;
    }
    expect(kinds).toEqual({
      kink: atLeast30,
      slope: atLeast30,
      nothing: atLeast30,
      stairs: atLeast30,
    });
  });
});
