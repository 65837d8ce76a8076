import { noiseOf } from './noise.ts';
import type { Base, Rung } from './rung.ts';

/** What second differences leave above this many roundings is not rounding of the value itself. */
export const UNEXPLAINED = 10;

/** What a rung leaves beside slope and curvature, as the standard deviation that noise of that size would have. */
export interface Reading {
  readonly step: number;
  readonly size: number;
  /** The second difference itself, with its sign. */
  readonly bend: number;
  /** By how much the value differs from one side to the other. */
  readonly odd: number;
  /** What the rounding of the values themselves makes. */
  readonly floor: number;
}

/** Slopes over steps further apart than this differ by more than noise. */
const NEXT = 10;

export function readingsOf(base: Base, ladder: readonly Rung[]): readonly Reading[] {
  return ladder.map((rung, k) => {
    const { reading, floor } = bendReading(base, rung);
    const bend = secondDifference(base, rung);
    const odd = rung.plus - rung.minus;
    const size = Math.max(reading, isNext(ladder, k) ? oddReading(ladder, k) : 0);
    return { step: rung.right, size, bend, odd, floor };
  });
}

/**
 * What the change of the central slope to the next coarser rung would be as noise; of the coarsest nothing better than from the one before.
 * Of a value that is odd around the point so is what it is rounded by, and second differences show none of it.
 */
export function oddReading(ladder: readonly Rung[], k: number): number {
  return (
    Math.abs(slopeOver(ladder[k]) - slopeOver(besides(ladder, k))) * ladder[k].right * Math.SQRT2
  );
}

function isNext(ladder: readonly Rung[], k: number): boolean {
  const [{ right }, other] = [ladder[k], besides(ladder, k)];
  return Math.max(other.right / right, right / other.right) <= NEXT;
}

function besides(ladder: readonly Rung[], k: number): Rung {
  return ladder.at(k + 1) ?? ladder.at(k - 1) ?? ladder[k];
}

/** Over so many of the finest rungs the slopes of both sides are as far apart, to this factor, where the point is a kink. */
const AT_POINT = 4;
const AS_FAR = 1.5;

/** Whether the point looks like a kink: then second differences show the kink alone. */
export function isAtKink({ value }: Pick<Base, 'value'>, ladder: readonly Rung[]): boolean {
  if (ladder.length < AT_POINT) return false;
  const bends = ladder
    .slice(0, AT_POINT)
    .map((rung) => secondDifference({ value }, rung) / rung.right);
  const [least, most] = [Math.min(...bends), Math.max(...bends)];
  return least > 0 ? most <= AS_FAR * least : most < 0 && least >= AS_FAR * most;
}

/** What each side leaves beside its own slope over one step, which is that over the next longer one. */
export interface SideChanges {
  readonly left: number;
  readonly right: number;
}

export function sideChangesOf(base: Base, ladder: readonly Rung[]): readonly SideChanges[] {
  return ladder.slice(0, -1).map((rung, k) => {
    const change = (slope: typeof rightSlope) =>
      (slope(base, rung) - slope(base, ladder[k + 1])) * rung.right;
    return { left: change(leftSlope), right: change(rightSlope) };
  });
}

/** What each side leaves beside its own slope, at a kink: the change to the next coarser rung, of the side that changes more. */
export function sideReadingsOf(base: Base, ladder: readonly Rung[]): readonly Reading[] {
  return sideChangesOf(base, ladder).map(({ left, right }, k) => {
    const bend = Math.abs(left) > Math.abs(right) ? left : right;
    const rung = ladder[k];
    const odd = rung.plus - rung.minus;
    const { floor } = bendReading(base, rung);
    return { step: rung.right, size: Math.abs(bend), bend, odd, floor };
  });
}

function rightSlope({ value }: Pick<Base, 'value'>, { right, plus }: Rung): number {
  return (plus - value) / right;
}

function leftSlope({ value }: Pick<Base, 'value'>, { left, minus }: Rung): number {
  return (value - minus) / left;
}

/** What the second difference over one rung would be as noise, and what the rounding of its values makes. */
export function bendReading(
  { value, noise }: Pick<Base, 'value' | 'noise'>,
  rung: Rung,
): { readonly reading: number; readonly floor: number } {
  const ratio = rung.right / rung.left;
  return {
    reading: Math.abs(secondDifference({ value }, rung)) / Math.hypot(1, ratio, 1 + ratio),
    floor: Math.max(noiseOf(rung.plus, noise), noiseOf(rung.minus, noise), noiseOf(value, noise)),
  };
}

/** The same of what is left of it without the curvature that the next coarser rung shows. */
export function uncurvedReading(
  { value, noise }: Pick<Base, 'value' | 'noise'>,
  [rung, next]: readonly [Rung, Rung],
): number {
  const { right, left } = next;
  const share = (rung.right * (rung.right + rung.left)) / (right * (right + left));
  const curved = value + share * secondDifference({ value }, next);
  const straight = { ...rung, plus: rung.plus - curved + value };
  return bendReading({ value, noise }, straight).reading;
}

/** φ(h) − φ(0) − (h / l) · (φ(0) − φ(−l)). */
function secondDifference({ value }: Pick<Base, 'value'>, rung: Rung): number {
  const { right, left, plus, minus } = rung;
  return plus - value - (right / left) * (value - minus);
}

function slopeOver({ right, left, plus, minus }: Rung): number {
  return (plus - minus) / (right + left);
}

/** The root of the mean of their squares; of tiny ones, too. */
export function rootMeanSquare(readings: readonly Reading[]): number {
  const largest = Math.max(0, ...readings.map(({ size }) => size));
  if (largest === 0) return 0;
  const sum = readings.reduce((total, { size }) => total + (size / largest) ** 2, 0);
  return largest * Math.sqrt(sum / readings.length);
}
