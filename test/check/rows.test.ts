import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheckOptions } from '../../src/index.ts';

type Vector = readonly number[];

const at = Array.from({ length: 12 }, (_, i) => Math.sin(2 * i + 1));

/** As many outputs as inputs, each of two neighbours; counts its passes. */
class Ring {
  passes = 0;
  #input: Vector = [];

  forward(input: Vector): number[] {
    this.passes += 1;
    this.#input = input;
    return input.map((x, i) => Math.sin(x) * this.next(i));
  }

  backward(g: Vector): number[] {
    const x = this.#input;
    const n = x.length;
    return x.map((xi, i) => {
      const before = (i + n - 1) % n;
      return g[i] * Math.cos(xi) * this.next(i) + g[before] * Math.sin(x[before]);
    });
  }

  protected next(i: number): number {
    return this.#input[(i + 1) % this.#input.length];
  }
}

/** Wrong only for cotangents that are not multiples of the first one it sees. */
class HiddenFromTheFirst extends Ring {
  #first: Vector | undefined;

  override backward(g: Vector): number[] {
    this.#first ??= [...g];
    const [a, b] = this.#first;
    const hidden = b * g[0] - a * g[1];
    return super.backward(g).map((d, i) => (i === 5 ? d + hidden : d));
  }
}

const later = (layer: Ring) => ({
  forward: async (x: Vector) => layer.forward(x),
  backward: async (g: Vector) => layer.backward(g),
});

const cases: readonly (readonly [string, GradientCheckOptions])[] = [
  ['the textbook', { epsilon: 1e-6, threshold: 1e-6 }],
  ['named coordinates', { variables: ['input[3]', 'input[5]'] }],
];

describe('a row costs its backward passes, and what it alone needs to know', () => {
  const costs = (cotangents: number, options: GradientCheckOptions) => {
    const ring = new Ring();
    const check = checkGradient(ring, { input: at, cotangents, ...options });
    expect([check.verdict, check.rows]).toEqual(['match', cotangents]);
    return check.evaluations;
  };

  test.each(cases)('%s: nothing more is asked for', (_, options) => {
    const [one, four] = [costs(1, options), costs(4, options)];
    expect(four).toEqual({ value: one.value, gradient: 4 * one.gradient });
  });

  test('every coordinate: a look at those whose difference is round-off in that row', () => {
    const [one, four] = [costs(1, {}), costs(4, {})];
    expect(one.value).toBe(29);
    expect(four.value - one.value).toBeLessThan(6);
  });

  test('sampled: the same coordinates for all rows, only the directions are asked for anew', () => {
    const costs = (cotangents: number) =>
      checkGradient(new Ring(), { input: at, cotangents, coordinates: 4 }).evaluations.value;
    const [one, two, three] = [1, 2, 3].map(costs);
    // the value at the point and both sides of four coordinates: shared
    const shared = 9;
    expect(one).toBeGreaterThan(shared);
    expect(two - one).toBeLessThanOrEqual(2 * (one - shared));
    expect(three).toBeLessThan(3 * one - shared);
  });
});

describe.each([
  ['correct', Ring],
  ['wrong in the second row', HiddenFromTheFirst],
])('%s: promises change nothing', (_, Layer) => {
  test.each<readonly [string, GradientCheckOptions]>([
    ...cases,
    ['every coordinate', {}],
    ['sampled', { coordinates: 4 }],
    ['out of budget in the first row', { maxEvaluations: 12 }],
    ['out of budget between the rows', { maxEvaluations: 25 }],
    ['out of budget in the second row', { maxEvaluations: 32 }],
  ])('%s', async (_, options) => {
    const given = { input: at, cotangents: 3, ...options };
    const expected = checkGradient(new Layer(), given);
    const { value } = expected.evaluations;
    expect(value).toBeLessThanOrEqual(options.maxEvaluations ?? Number.POSITIVE_INFINITY);
    for (const concurrency of [1, 8])
      expect(await checkGradient(later(new Layer()), { ...given, concurrency })).toEqual(expected);
  });
});

test('what a limit leaves of a row is inconclusive, with what was known of it', () => {
  const enough = checkGradient(new Ring(), { input: at, cotangents: 1 }).evaluations.value;
  const options = { input: at, cotangents: 2, maxEvaluations: enough };
  // its second row asks for nothing new
  expect(checkGradient(new Ring(), options)).toMatchObject({ verdict: 'match', rows: 2 });
  const hidden = checkGradient(new HiddenFromTheFirst(), options);
  expect([hidden.rows, hidden.verdict === 'match']).toEqual([2, false]);
  expect(hidden.coverage.checked).toBe(12);
});

test('before a later row is called wrong the value is asked for again, not looked up', () => {
  /** From the second gradient on a mask is drawn anew at each pass. */
  class LateDropout extends HiddenFromTheFirst {
    #rows = new Set<number>();
    override forward(input: Vector): number[] {
      const drift = this.#rows.size > 1 ? 1e-3 * this.passes : 0;
      return super.forward(input).map((y) => y + drift);
    }
    override backward(g: Vector): number[] {
      this.#rows.add(g[0]);
      return super.backward(g);
    }
  }
  const check = checkGradient(new LateDropout(), { input: at, cotangents: 2 });
  expect(check.contract.map(({ id }) => id)).toContain('value-not-repeatable');
  expect(check.verdict).toBe('inconclusive');
});
