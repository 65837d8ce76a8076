import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheck } from '../../src/index.ts';
import { hashOfBits } from '../zoo/noise.ts';
import { check, type Landscape, landscape, withGradient } from './landscape.ts';

const seed = 15;
const numRuns = 60;

/** Sizes of mistakes from far below any threshold to gross. */
const mistake = fc.integer({ min: -36, max: 4 }).map((k) => 10 ** (k / 4));

function numericOf({ variables: [x] }: GradientCheck): readonly number[] {
  return [...x.numeric];
}

function barsOf({ variables: [x] }: GradientCheck): readonly number[] {
  return [...x.bars];
}

describe('scaling f and its gradient by a power of two', () => {
  test('scales every estimate and every bar exactly, and leaves the verdict', () => {
    const law = fc.property(
      landscape,
      mistake,
      fc.integer({ min: -60, max: 60 }),
      (scene, size, k) => {
        const wrong = withGradient(scene, (g) => g.map((gi) => gi * (1 + size)));
        const [one, other] = [check(wrong), check(scaled(wrong, 2 ** k))];
        expect(other.verdict).toBe(one.verdict);
        expect(numericOf(other)).toEqual(numericOf(one).map((n) => n * 2 ** k));
        expect(barsOf(other)).toEqual(barsOf(one).map((bar) => bar * 2 ** k));
      },
    );
    fc.assert(law, { seed, numRuns });
  });
});

function scaled({ value, gradient, ...scene }: Landscape, factor: number): Landscape {
  return {
    ...scene,
    value: (x) => factor * value(x),
    gradient: (x) => gradient(x).map((gi) => factor * gi),
  };
}

describe('permuting the coordinates', () => {
  test('permutes the record of a correct gradient', () => {
    const law = fc.property(landscape, (scene) => {
      const [one, other] = [check(scene), check(reversed(scene))];
      expect(other.verdict).toBe(one.verdict);
      expect(numericOf(other)).toEqual([...numericOf(one)].reverse());
      expect(barsOf(other)).toEqual([...barsOf(one)].reverse());
    });
    fc.assert(law, { seed, numRuns });
  });

  test('points at the same wrong coordinate', () => {
    const law = fc.property(landscape, fc.nat({ max: 4 }), (scene, pick) => {
      const k = pick % scene.at.length;
      const wrong = withGradient(scene, (g) => g.map((gi, i) => (i === k ? 1.01 * gi : gi)));
      const last = scene.at.length - 1;
      expect(wrongCoordinates(check(wrong))).toEqual([k]);
      expect(wrongCoordinates(check(reversed(wrong)))).toEqual([last - k]);
    });
    fc.assert(law, { seed, numRuns });
  });
});

function reversed({ at, value, gradient, ...scene }: Landscape): Landscape {
  const turn = (x: readonly number[]) => [...x].reverse();
  return {
    ...scene,
    at: turn(at),
    value: (x) => value(turn(x)),
    gradient: (x) => turn(gradient(turn(x))),
  };
}

function wrongCoordinates({ variables: [x] }: GradientCheck): readonly number[] {
  return x.worst.filter(({ verdict }) => verdict === 'mismatch').map(({ index: [i] }) => i);
}

describe('loosening the threshold', () => {
  const threshold = fc.integer({ min: -40, max: -4 }).map((k) => 10 ** (k / 4));
  const noise = fc.constantFrom(0, 1e-12, 1e-9, 1e-6);

  test('never turns a match into a mismatch', () => {
    const law = fc.property(
      fc.tuple(landscape, mistake, noise),
      fc.tuple(threshold, threshold),
      ([scene, size, level], thresholds) => {
        const wrong = withGradient(disturbed(scene, level), ([first, ...rest]) => [
          first * (1 + size),
          ...rest,
        ]);
        const [tight, loose] = [...thresholds].sort((a, b) => a - b);
        fc.pre(check(wrong, { threshold: tight }).verdict === 'match');
        expect(check(wrong, { threshold: loose }).verdict).not.toBe('mismatch');
      },
    );
    fc.assert(law, { seed, numRuns });
  });
});

function disturbed(scene: Landscape, level: number): Landscape {
  return { ...scene, value: (x) => scene.value(x) + level * hashOfBits(x) };
}

describe('a correct gradient plus an error', () => {
  test('is no match when the error exceeds what the record calls detectable', () => {
    const law = fc.property(
      landscape,
      mistake,
      fc.constantFrom(0, 1e-11, 1e-8, 1e-5),
      (scene, size, level) => {
        const wrong = withGradient(disturbed(scene, level), (g) => g.map((gi) => gi * (1 + size)));
        const { verdict, coverage } = check(wrong);
        // ‖(1 + s) g − g‖ / (‖(1 + s) g‖ + ‖g‖)
        fc.pre(size / (2 + size) > coverage.smallestDetectable);
        expect(verdict).not.toBe('match');
      },
    );
    fc.assert(law, { seed, numRuns });
  });

  test('is a mismatch from ten times the threshold on where f is smooth', () => {
    const large = mistake.filter((size) => size > 2e-6);
    const law = fc.property(landscape, large, (scene, size) => {
      const wrong = withGradient(scene, (g) => g.map((gi) => gi * (1 + size)));
      expect(check(wrong).verdict).toBe('mismatch');
    });
    fc.assert(law, { seed, numRuns });
  });

  // sin(π) is 1.2e-16 in floating point: the value is all round-off there, its neighbours are not
  test.each([1e-5, 1e-4, 1e-3])('is a mismatch where the value all but cancels: %s', (size) => {
    const sine = { value: Math.sin, gradient: (x: number) => (1 + size) * Math.cos(x) };
    expect(checkGradient(sine, { at: Math.PI }).verdict).toBe('mismatch');
  });

  test('is a match without the error', () => {
    const law = fc.property(landscape, (scene) => {
      expect(check(scene).verdict).toBe('match');
    });
    fc.assert(law, { seed, numRuns });
  });
});

test('the bars cover the exact derivative of a polynomial, whatever gradient is claimed, but for one in a hundred', () => {
  const integer = fc.integer({ min: -20, max: 20 });
  const polynomial = fc.record({
    c: fc.array(integer, { minLength: 2, maxLength: 6 }),
    // eighths: value and derivative are exact there
    x: integer.map((k) => k / 8),
    claimed: integer,
  });
  const overBar = fc.sample(polynomial, { seed, numRuns: 300 }).map(({ c, x, claimed }) => {
    const value = ([t]: readonly number[]) => c.reduceRight((sum, ck) => sum * t + ck, 0);
    const slope = c.slice(1).reduceRight((sum, ck, k) => sum * x + (k + 1) * ck, 0);
    const record = check({ waves: c, at: [x], value, gradient: () => [claimed] });
    const error = Math.abs(numericOf(record)[0] - slope);
    return error === 0 ? 0 : error / barsOf(record)[0];
  });
  expect(overBar.filter((ratio) => ratio > 1).length).toBeLessThanOrEqual(0.01 * overBar.length);
  // terms that cancel in the value are rounded at their own size
  expect(Math.max(...overBar)).toBeLessThan(4);
});
