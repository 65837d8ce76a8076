import fc from 'fast-check';
import { roundTo } from '../../src/numeric/float.ts';
import { type NoiseLevel, roundingIn } from '../../src/numeric/noise.ts';
import type { Base, Rung } from '../../src/numeric/rung.ts';
import { FIRST_STEP } from '../../src/numeric/step.ts';
import { randomStream } from '../libraries/random.ts';

/** φ(t), around the point at t = 0. */
export type Line = (t: number) => number;

/** The steps that a check takes, from 1e-8 to 0.09: no powers of two, whose values would all be numbers of single precision. */
export const steps: readonly number[] = [-3, -2, -1, 0, 1, 2, 3, 4, 5].map(
  (k) => FIRST_STEP.float64 * 7.3 ** k,
);

export function rungOver(f: Line, h: number): Rung {
  return { right: h, left: h, plus: f(h), minus: f(-h) };
}

export function rungsOf(f: Line, hs: readonly number[] = steps): readonly Rung[] {
  return hs.map((h) => rungOver(f, h));
}

/** A value in double precision, at a point no larger than 1. */
export function baseAt(value: number, noise: NoiseLevel = roundingIn('float64')): Base {
  return { value, noise, format: 'float64', size: 1 };
}

/** A ladder to be climbed rung by rung. */
export interface Climb {
  readonly base: Base;
  /** In the order in which they are added. */
  readonly rungs: readonly Rung[];
}

/** Doubles are drawn by their bits, so most of them are tiny. */
const coefficient = fc.oneof(
  fc.double({ min: -100, max: 100, noNaN: true }),
  fc.integer({ min: -40, max: 40 }).map((k) => k / 4),
);
const place = fc.double({ min: 1e-6, max: 1, noNaN: true });
const exponent = fc.integer({ min: -40, max: -2 });

const smooth: fc.Arbitrary<Line> = fc.tuple(coefficient, coefficient, coefficient, coefficient).map(
  ([a, b, c, d]) =>
    (t) =>
      a + b * t + c * t * t + Math.sin(d * t),
);

const noisy: fc.Arbitrary<Line> = fc.tuple(smooth, exponent, fc.integer()).map(([f, e, seed]) => {
  const random = randomStream(seed);
  return (t) => f(t) + 2 ** e * (random() - 0.5);
});

const kinked: fc.Arbitrary<Line> = fc
  .tuple(smooth, coefficient, fc.oneof(fc.constant(0), place))
  .map(
    ([f, slope, at]) =>
      (t) =>
        f(t) + slope * Math.max(0, t - at),
  );

const stairs: fc.Arbitrary<Line> = fc.tuple(smooth, exponent).map(
  ([f, e]) =>
    (t) =>
      Math.round(f(t) / 2 ** e) * 2 ** e,
);

const edged: fc.Arbitrary<Line> = fc
  .tuple(
    smooth,
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY),
    fc.oneof(fc.constant(0), place),
  )
  .map(
    ([f, beyond, at]) =>
      (t) =>
        t > at ? beyond : f(t),
  );

const wild: fc.Arbitrary<Line> = fc.constantFrom<Line>(
  Math.sign,
  Math.cbrt,
  (t) => 1 / (t - 0.01),
  (t) => Math.log(1e-3 + t),
  (t) => t * Math.sin(1 / (t || 1)),
  (t) => Math.sqrt(Math.abs(t)),
  () => 7,
);

const line = fc
  .tuple(
    fc.oneof(smooth, noisy, kinked, kinked, kinked, stairs, edged, wild),
    fc.constantFrom(1, 1, 1, -1, 1e-300, 1e-320, 1e300),
    fc.constantFrom<('float64' | 'float32')[]>('float64', 'float64', 'float32'),
  )
  .map(
    ([f, factor, format]): Line =>
      (t) =>
        roundTo(factor * f(t), format),
  );

const base = fc.record({
  noise: fc.record({
    absolute: fc.constantFrom(0, 0, 1e-12, 1e-3, 1e-310),
    relative: fc.constantFrom(2 ** -53, 2 ** -52, 2 ** -24, 1e-6),
  }),
  format: fc.constantFrom<('float64' | 'float32')[]>('float64', 'float64', 'float32'),
  size: fc.constantFrom(1, 1, 100),
});

/** Steps a factor four or eight apart, or any; no two alike, which no order tells apart. */
const drawnSteps = fc.oneof(
  fc.uniqueArray(
    fc.integer({ min: -45, max: 2 }).map((k) => 2 ** k),
    { maxLength: 24 },
  ),
  fc.uniqueArray(
    fc.integer({ min: -12, max: 0 }).map((k) => 4 ** k),
    { maxLength: 13 },
  ),
  fc.uniqueArray(place, { maxLength: 16 }),
);

const lopsided = fc.constantFrom(1, 1, 0.5, 0.999, 1.5);

/** Ladders of all kinds, their rungs in any order. */
export const climb: fc.Arbitrary<Climb> = fc
  .record({ f: line, base, steps: drawnSteps, ratio: lopsided })
  .map(({ f, base, steps, ratio }) => ({
    base: { ...base, value: f(0) },
    rungs: steps.map((h) => ({ right: h, left: ratio * h, plus: f(h), minus: f(-ratio * h) })),
  }));
