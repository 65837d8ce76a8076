import { describe, expect, test } from 'vitest';
import { randomNumbers } from '../../bench/large/random.ts';
import { missedAmongKinks, missedInParts, missProbability } from '../../src/numeric/cancelling.ts';
import { weightsFor } from '../../src/numeric/weights.ts';

const runs = 20_000;

describe('the chance that an error goes unseen', () => {
  /** How often |⟨e, v⟩| ≤ seen, over draws of v. */
  const rateOf = (errors: readonly number[], seen: number) => {
    let unseen = 0;
    for (let key = 1; key <= runs; key++) {
      const weights = weightsFor(key * 7919);
      if (Math.abs(errors.reduce((sum, e, k) => sum + weights(k) * e, 0)) <= seen) unseen += 1;
    }
    return unseen / runs;
  };
  const deviation = (rate: number) => 5 * Math.sqrt((rate * (1 - rate)) / runs);

  test('of one alone is none while it is above twice what a bar hides', () => {
    expect(rateOf([1], 0.499)).toBe(0);
  });

  test.each([0.02, 0.1, 0.25, 0.35])(
    'of two that are equal: never below the rate, nor twice above it, at %f',
    (seen) => {
      const rate = rateOf([1, -1], seen);
      const bound = missProbability({ norm: Math.SQRT2, seen: [seen] });
      expect(bound).toBeGreaterThanOrEqual(rate - deviation(rate));
      expect(bound).toBeLessThanOrEqual(2 * (rate + deviation(rate)));
    },
  );

  test.each([[[1, 0.5]], [[1, 0.9, 0.8]], [[1, 1, 1, 1, 1, 1, 1, 1, 1, 1]], [[3, 1, 1, 1, 1]]])(
    'of %j: never below the rate',
    (errors) => {
      const norm = Math.hypot(...errors);
      for (const seen of [0.05, 0.2, 0.35]) {
        const rate = rateOf(errors, seen);
        const bound = missProbability({ norm, seen: [seen] });
        expect(bound).toBeGreaterThanOrEqual(rate - deviation(rate));
      }
    },
  );

  test('falls with every further weighing', () => {
    const once = missProbability({ norm: 1, seen: [0.1] });
    expect(missProbability({ norm: 1, seen: Array(6).fill(0.1) })).toBeCloseTo(once ** 6, 12);
  });

  test('is at most twice the rate where two can cancel', () => {
    for (const seen of [0.05, 0.2, 0.4]) {
      const rate = rateOf([1, 1], seen);
      const bound = missProbability({ norm: Math.SQRT2, seen: [seen] });
      expect(bound).toBeLessThanOrEqual(2 * rate);
    }
  });

  test('is certain of nothing where there is no error', () => {
    expect(missProbability({ norm: 0, seen: Array(6).fill(0.1) })).toBe(1);
    expect(missProbability({ norm: 0, seen: Array(6).fill(0) })).toBe(1);
  });
});

describe('in parts', () => {
  const parts = Array.from({ length: 16 }, () => ({ seen: [0.25], size: 100 }));
  const never = () => false;

  test('two cancel where they meet in one: sixteen times as seldom as in a single part', () => {
    const apart = (squares: number) => squares > 0.4;
    const chance = missedInParts({ norm: 1, parts, isSeenTogether: apart }, randomNumbers(1));
    const two = missProbability({ norm: 1, seen: [0.25] }) / parts.length;
    expect(chance).toBeGreaterThan(two);
  });

  test('of one that holds everything is that of a single weighing, where two are the worst', () => {
    const [one] = parts;
    const dealt = { norm: 1, parts: [one], isSeenTogether: never };
    const chance = missedInParts(dealt, randomNumbers(2));
    const bound = missProbability({ norm: 1, seen: [0.25] });
    expect(chance).toBeGreaterThanOrEqual(0.97 * bound);
    expect(chance).toBeLessThanOrEqual(1.1 * bound);
  });

  test('of parts that are weighed several times is that of all their weighings', () => {
    const [seen, often] = [0.45, 3];
    const dealt = [{ seen: Array<number>(often).fill(seen), size: 1 }];
    const chance = missedInParts(
      { norm: 1, parts: dealt, isSeenTogether: never },
      randomNumbers(4),
    );
    const bound = missProbability({ norm: 1, seen: dealt[0].seen });
    expect(chance).toBeGreaterThanOrEqual(0.9 * bound);
    expect(chance).toBeLessThanOrEqual(1.2 * bound);
  });

  test('what is seen together is not missed', () => {
    const dealt = { norm: 1, parts, isSeenTogether: () => true };
    expect(missedInParts(dealt, randomNumbers(3))).toBeLessThanOrEqual(1e-4);
  });
});

describe('the chance that an error goes unseen among kinks', () => {
  const [quiet, parts] = [1 / 3, 16];

  /** How often two equal errors show next to nothing, or too little to be told, and then cancel in the part that both are in. */
  const rateOf = (seen: readonly number[], told: number) => {
    const random = randomNumbers(5);
    const drawn = () => {
      const weights = weightsFor(Math.floor(random() * 2 ** 32));
      return Math.abs(weights(3) - weights(8)) / Math.SQRT2;
    };
    let unseen = 0;
    for (let run = 0; run < runs; run++) {
      const shown = seen.map((bar) => drawn() / bar);
      const quietOnes = shown.filter((one) => one <= quiet).length;
      const isPassed = shown.every((one) => one <= 1) && 2 * quietOnes > seen.length;
      const isTold = shown.filter((one) => one > 1).length >= told;
      const isTogether = random() < 1 / parts;
      if (isPassed || (!isTold && isTogether && drawn() <= seen[0])) unseen += 1;
    }
    return unseen / runs;
  };

  test.each([
    { told: 3, seen: Array<number>(6).fill(0.25) },
    { told: 3, seen: Array<number>(4).fill(0.25) },
    { told: Number.POSITIVE_INFINITY, seen: Array<number>(6).fill(0.25) },
    { told: 3, seen: [0.3, 0.2, 0.3, 0.1, 0.25] },
  ])('never below the rate, nor twice above it: %j', ({ seen, told }) => {
    const rate = rateOf(seen, told);
    const deviation = 4 * Math.sqrt(rate / runs);
    const bound = missedAmongKinks({ norm: 1, seen, quiet, told, parts });
    expect(bound).toBeGreaterThanOrEqual(rate - deviation);
    expect(bound).toBeLessThanOrEqual(2 * (rate + deviation));
  });
});
