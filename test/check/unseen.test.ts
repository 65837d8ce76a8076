import { describe, expect, test } from 'vitest';
import { checkOf, normOf } from '../../bench/large/asked.ts';
import { families, inSinglePrecision, type Large } from '../../bench/large/functions.ts';
import { mistakes } from '../../bench/large/mistakes.ts';

// What a match of a large variable says that it would have seen, it sees; whatever directions were drawn.

const size = 1001;

/** The relative error ‖e‖ / (‖a‖ + ‖n‖) of a gradient. */
function errorOf({ gradient }: Large, analytic: Float64Array): number {
  const apart = normOf(analytic.map((a, k) => a - gradient[k]));
  return apart / (normOf(analytic) + normOf(gradient));
}

/** Whether a gradient passes although the check says that it would have seen so large an error. */
function isMissed(large: Large, analytic: Float64Array, seed: number): boolean {
  const { verdict, coverage } = checkOf({ large, analytic, seed });
  return verdict === 'match' && coverage.smallestDetectable < errorOf(large, analytic);
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

describe('an error little above the threshold is no match', () => {
  test('in all coordinates, of which six directions make less than half in one of 25 draws', () => {
    const missed = upTo(60).filter((key) => {
      const large = families.chain({ size, key });
      const part = 2.05e-7;
      return isMissed(large, mistakes['all at random'](large.gradient, { key, part }), key);
    });
    expect(missed).toEqual([]);
  });

  test('in one coordinate, whose error is measured to be a little less', () => {
    const large = inSinglePrecision(families.chain({ size, key: 1 }));
    const missed = upTo(150).filter((key) =>
      isMissed(large, mistakes.one(large.gradient, { key, part: 2.005e-4 }), 1),
    );
    expect(missed).toEqual([]);
  });
});
