import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

// Noise of the value is on every line, those as well whose steps are too coarse to show it; and what is not on one line is not the value's.

/** The same for the same numbers, anything between −1 and 1 for others. */
function noiseAt(x: readonly number[]): number {
  let hash = 0x9e3779b9;
  for (const word of new Uint32Array(Float64Array.from(x).buffer)) {
    hash = Math.imul(hash ^ word, 0x85ebca6b);
    hash ^= hash >>> 13;
  }
  return (hash >>> 0) / 2 ** 31 - 1;
}

const BLURS: Record<string, (value: number, x: readonly number[]) => number> = {
  'printed with ten digits': (value) => Number(value.toPrecision(10)),
  'with noise of 1e-10': (value, x) => value * (1 + 1e-10 * noiseAt(x)),
};

describe.each(Object.entries(BLURS))('log-odds of tiny probabilities, %s', (_, blurred) => {
  const at = [1.02e-12, 1.6e-8, 0.26];
  const oddsOf = (p: number, i: number) => Math.log(p) - Math.log1p(-p) + 10 * i;
  const value = (x: readonly number[]) =>
    blurred(
      x.reduce((sum, p, i) => sum + oddsOf(p, i) ** 2, 0),
      x,
    );
  const right = at.map((p, i) => (2 * oddsOf(p, i)) / (p * (1 - p)));
  const check = (gradient: readonly number[]) => {
    const [one, other, last] = gradient;
    return checkGradient(
      {
        value: ({ small, large }: { small: number[]; large: number }) => value([...small, large]),
        gradient: () => ({ small: [one, other], large: last }),
      },
      { at: { small: at.slice(0, 2), large: at[2] } },
    );
  };

  test('right ones match, to what the noise leaves', () => {
    const { verdict, variables } = check(right);
    expect(verdict).toBe('match');
    const [{ numeric, bars }] = variables;
    expect(Math.abs(numeric[0] - right[0])).toBeLessThanOrEqual(bars[0]);
  });

  test.each([0, -1, 1.001])('with %d times the first they do not', (factor) => {
    expect(check([factor * right[0], right[1], right[2]]).verdict).toBe('mismatch');
  });
});

describe('an entropy printed with eight digits', () => {
  test.each([1.1e-12, 1.7e-12])('is not called wrong beside a probability of %d', (tiny) => {
    const given = [tiny, 1.6e-9, 1.4e-5, 0.31];
    const at = [...given, 1 - given.reduce((a, b) => a + b)];
    const value = (p: readonly number[]) =>
      Number((-p.reduce((sum, x) => sum + x * Math.log(x), 0)).toPrecision(8));
    const gradient = (p: readonly number[]) => p.map((x) => -Math.log(x) - 1);
    // 26 over no step shorter than 1e-9, and the probability is a thousandth of that: nobody can tell
    expect(checkGradient({ value, gradient }, { at }).verdict).not.toBe('mismatch');
  });
});

/** Planck's law, c₁ / (λ⁵ (e^(c₂ / λT) − 1)), in metres and kelvin. */
describe("Planck's law under noise", () => {
  const [FIRST, SECOND] = [1.191e-16, 0.014388];
  const law = ([l, t]: readonly number[]) => FIRST / (l ** 5 * Math.expm1(SECOND / (l * t)));
  const slopes = ([l, t]: readonly number[]) => {
    const u = SECOND / (l * t);
    const rising = (u * Math.exp(u)) / Math.expm1(u);
    return [(law([l, t]) / l) * (rising - 5), (law([l, t]) / t) * rising];
  };

  test.each([0, 1e-13, 1e-10, 1e-9])('of %d the wavelength counts', (noise) => {
    for (const at of [
      [5.84e-7, 5585],
      [4.2e-7, 3100],
      [9.1e-7, 4300],
    ]) {
      const size = law(at);
      const verdictOf = (factor: number) => {
        const [l, t] = slopes(at);
        return checkGradient(
          {
            value: (x: { l: number; t: number }) =>
              law([x.l, x.t]) + noise * size * noiseAt([x.l, x.t]),
            gradient: () => ({ l: factor * l, t }),
          },
          { at: { l: at[0], t: at[1] } },
        ).verdict;
      };
      expect([at, verdictOf(1)]).toEqual([at, 'match']);
      for (const factor of [0, -1, 1.01])
        expect([at, factor, verdictOf(factor)]).toEqual([at, factor, 'mismatch']);
    }
  });
});

// Poles within the steps make the value bounded over the longest of them; an offset is no reason to take that for rounding.
describe('two lenses under an offset', () => {
  const at = [0.0566534298658371, -0.08133228384424002, 0.020971054709516466, 0.3377386572770774];
  const right = [5.114778051836122, 1.083115614153278, -4.246248466168773, -0.0021282608317886313];

  test.each([0, -1e4, 1e6, -1e8, 1e9])('of %d', (offset) => {
    const value = ([first, second, apart, object]: readonly number[]) => {
      const image = 1 / (1 / first - 1 / object);
      const from = apart - image;
      const last = 1 / (1 / second - 1 / from);
      return last + 0.1 * (image / object) * (last / from) + offset;
    };
    const verdictOf = (factor: number) =>
      checkGradient({ value, gradient: () => [factor * right[0], ...right.slice(1)] }, { at })
        .verdict;
    expect(verdictOf(1)).toBe('match');
    for (const factor of [0, -1, 1.1])
      expect([factor, verdictOf(factor)]).toEqual([factor, 'mismatch']);
  });
});

// A bar that was made before another line showed the noise is as wide as that asks for.
test('a variance by the textbook formula: bars cover', () => {
  const n = 4;
  const value = (x: readonly number[]) => {
    const mean = x.reduce((a, b) => a + b) / n;
    return x.reduce((sum, v) => sum + v * v, 0) / n - mean * mean;
  };
  const slopes = (x: readonly number[]) =>
    x.map((v) => (2 * (v - x.reduce((a, b) => a + b) / n)) / n);
  let outside = 0;
  for (let k = 0; k < 25; k++) {
    const at = [1000.5, 1001.25, 999.75, 1002].map((v, i) => v + 1e-6 * noiseAt([k, i]));
    // exact: what is computed is off by the rounding of numbers of a thousand
    const { numeric, bars } = checkGradient({ value, gradient: slopes }, { at }).variables[0];
    const right = slopes(at);
    outside += right.filter((g, i) => Math.abs(g - numeric[i]) > bars[i]).length;
  }
  expect(outside).toBeLessThanOrEqual(2);
});
