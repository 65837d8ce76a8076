import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheckOptions, type KinkPolicy } from '../../src/index.ts';

/** The verdict on a slope claimed for a function of one number. */
function verdict(
  f: (x: number) => number,
  claim: { readonly at: number; readonly slope: number },
  options: GradientCheckOptions = {},
) {
  const subject = { value: f, gradient: () => claim.slope };
  return checkGradient(subject, { at: claim.at, ...options }).verdict;
}

const relu = (x: number) => Math.max(0, x);
const hinge = (x: number) => Math.max(0, 1 - x);
const leaky = (x: number) => (x > 0 ? x : 0.01 * x);
/** Smooth apart from the kink at 1, with slopes e − 1 and e + 1 there. */
const bent = (x: number) => Math.exp(x) + Math.abs(x - 1);

describe('exactly at the kink every slope between the one-sided ones is a subgradient, none outside', () => {
  test.each([
    { name: 'relu', f: relu, at: 0, inside: [0, 0.5, 1], outside: [-1, -1e-3, 1.001, 2] },
    { name: '|x|', f: Math.abs, at: 0, inside: [-1, 0, 0.3, 1], outside: [-1.01, 1.01, 5] },
    { name: 'hinge', f: hinge, at: 1, inside: [-1, -0.5, 0], outside: [-1.01, 0.01, 1] },
    { name: 'leaky relu', f: leaky, at: 0, inside: [0.01, 0.5, 1], outside: [0, 0.009, 1.01] },
    {
      name: 'eˣ + |x − 1|',
      f: bent,
      at: 1,
      inside: [Math.E - 1, Math.E, Math.E + 1],
      outside: [Math.E - 1.001, Math.E + 1.001],
    },
    {
      name: 'min(x, 0) a million times as large',
      f: (x: number) => 1e6 * Math.min(x, 0),
      at: 0,
      inside: [0, 5e5, 1e6],
      outside: [-1, 1.001e6],
    },
  ])('$name', ({ f, at, inside, outside }) => {
    expect(inside.map((slope) => verdict(f, { at, slope }))).toEqual(inside.map(() => 'match'));
    expect(outside.map((slope) => verdict(f, { at, slope }))).toEqual(
      outside.map(() => 'mismatch'),
    );
  });

  // the nearest subgradient is what the analytic slope is compared with, for the verdict as for the relative error
  test('a slope outside by less than the threshold still counts as one of them', () => {
    const claims = [
      { f: leaky, at: 0, slope: Math.fround(0.01) },
      { f: bent, at: 1, slope: (Math.E + 1) * (1 + 1e-9) },
    ];
    const checks = claims.map(({ f, at, slope }) =>
      checkGradient({ value: f, gradient: () => slope }, { at }),
    );
    expect(checks.map(({ relativeError }) => relativeError < 1e-7)).toEqual([true, true]);
    expect(checks.map((check) => check.verdict)).toEqual(['match', 'match']);
  });
});

describe('beside the kink only the slope of that side is right', () => {
  const distances = [1e-9, -1e-9, 1e-5, -1e-5, 1e-2, -1e-2, 0.5, -0.5];

  test.each([
    { name: 'relu', f: relu, kink: 0, left: 0, right: 1 },
    { name: '|x|', f: Math.abs, kink: 0, left: -1, right: 1 },
    { name: 'hinge', f: hinge, kink: 1, left: -1, right: 0 },
    { name: 'leaky relu', f: leaky, kink: 0, left: 0.01, right: 1 },
  ])('$name, from 1e-9 to 0.5 away', ({ f, kink, left, right }) => {
    const middle = (left + right) / 2;
    for (const distance of distances) {
      const at = kink + distance;
      const [own, other] = distance > 0 ? [right, left] : [left, right];
      const verdicts = [own, other, middle].map((slope) => verdict(f, { at, slope }));
      expect([distance, ...verdicts]).toEqual([distance, 'match', 'mismatch', 'mismatch']);
    }
  });
});

describe('the maximum of two coordinates', () => {
  const check = (at: number[], slopes: number[]) => {
    const subject = {
      value: ([x, y]: readonly number[]) => Math.max(x, y),
      gradient: () => [...slopes],
    };
    return checkGradient(subject, { at });
  };

  test('where both are equal, either may carry the slope', () => {
    const claims = [
      [1, 0],
      [0, 1],
      [0.5, 0.5],
    ].map((slopes) => check([1, 1], slopes).verdict);
    expect(claims).toEqual(['match', 'match', 'match']);
    expect(check([1, 1], [2, 0]).verdict).toBe('mismatch');
  });

  test('where one is larger by 1e-9, only that one', () => {
    expect(check([1 + 1e-9, 1], [1, 0]).verdict).toBe('match');
    expect(check([1 + 1e-9, 1], [0, 1]).verdict).toBe('mismatch');
  });

  test('neither both nor none of them', () => {
    expect(check([1, 1], [0, 0]).verdict).toBe('mismatch');
    expect(check([1, 1], [1, 1]).verdict).toBe('mismatch');
  });
});

describe('the option `kinks`', () => {
  const policies: readonly KinkPolicy[] = ['subgradient', 'inconclusive', 'fail'];
  const under = (f: (x: number) => number, claim: { at: number; slope: number }) =>
    policies.map((kinks) => verdict(f, claim, { kinks }));

  test('decides what a subgradient counts as', () => {
    expect(under(relu, { at: 0, slope: 0 })).toEqual(['match', 'inconclusive', 'mismatch']);
    expect(under(relu, { at: 0, slope: 0.5 })).toEqual(['match', 'inconclusive', 'mismatch']);
    expect(under(Math.abs, { at: 0, slope: 1 })).toEqual(['match', 'inconclusive', 'mismatch']);
  });

  test('changes nothing outside the slopes, beside the kink, or where there is none', () => {
    expect(under(relu, { at: 0, slope: 2 })).toEqual(['mismatch', 'mismatch', 'mismatch']);
    expect(under(relu, { at: 1e-9, slope: 1 })).toEqual(['match', 'match', 'match']);
    expect(under(Math.exp, { at: 0, slope: 1 })).toEqual(['match', 'match', 'match']);
  });

  test('inconclusive says where the kink is, and what to do', () => {
    const subject = { value: ([x]: number[]) => relu(x), gradient: () => [0] };
    const { reason } = checkGradient(subject, { at: [0], kinks: 'inconclusive' });
    expect(reason).toBe(
      "x[0] sits on a kink, where the slope jumps from 0 to 1; move the point off it, or allow `kinks: 'subgradient'`",
    );
  });
});

test('the record shows the slopes, their middle and the bar that spans both', () => {
  const subject = { value: ([x, y]: number[]) => relu(x) + y * y, gradient: () => [1.5, 4] };
  const [x] = checkGradient(subject, { at: [0, 2] }).variables;
  expect(x.wrong).toBe(1);
  const [{ slopes = [Number.NaN, Number.NaN], bar, numeric, ladder = [], ...worst }] = x.worst;
  expect(worst).toEqual({
    coordinate: 'x[0]',
    index: [0],
    analytic: 1.5,
    // |1.5 − 1| / (1.5 + 1): against the nearest subgradient
    relativeError: expect.closeTo(0.2, 6),
    verdict: 'mismatch',
  });
  expect(slopes[0]).toBeCloseTo(0, 6);
  expect(slopes[1]).toBeCloseTo(1, 6);
  expect(numeric).toBeCloseTo(0.5, 6);
  expect(numeric - bar).toBeLessThanOrEqual(0);
  expect(numeric + bar).toBeGreaterThanOrEqual(1);
  expect(bar).toBeCloseTo(0.5, 6);
  // at every step from the right the slope is 1, from the left 0
  expect(ladder.length).toBeGreaterThan(8);
  for (const { right, left, central, noise } of ladder) {
    const errors = [right - 1, left, central - 0.5].map(Math.abs);
    expect(Math.max(...errors)).toBeLessThan(10 * noise + 1e-12);
  }
});

test.each([
  { name: 'a stationary point', value: (x: number) => x * x, at: 0 },
  { name: 'a stationary point beside an offset', value: (x: number) => 1 + (x - 3) ** 2, at: 3 },
  { name: 'a symmetric kink', value: Math.abs, at: 0 },
])('$name has the numeric slope 0, and is not said to ignore its argument', ({ value, at }) => {
  const check = checkGradient({ value, gradient: () => 2 }, { at });
  expect(check.verdict).toBe('mismatch');
  expect(check.contract).toEqual([]);
});
