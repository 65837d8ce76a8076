import fc from 'fast-check';
import { checkGradient, type GradientCheck, type GradientCheckOptions } from '../../src/index.ts';

/** Σ aᵢ sin(bᵢ xᵢ + cᵢ): smooth, of any size, with a derivative everybody can write down. */
export interface Landscape {
  /** Only to show what it is made of. */
  readonly waves: readonly unknown[];
  readonly at: number[];
  readonly value: (x: readonly number[]) => number;
  readonly gradient: (x: readonly number[]) => number[];
}

/** Evenly spread, zeros included, where `fc.double` prefers numbers near 1e-100. */
const evenly = (low: number, high: number) =>
  fc.integer({ min: 0, max: 1000 }).map((k) => low + ((high - low) * k) / 1000);

/** Angles stay away from the zeros of the cosine, so that no coordinate is tiny against its own scale. */
const wave = fc.record({
  x: evenly(0.1, 3),
  height: evenly(0.1, 10),
  angle: evenly(-1.2, 1.2),
  speed: evenly(0.2, 3),
});

export const landscape = fc.array(wave, { minLength: 1, maxLength: 5 }).map((waves): Landscape => {
  const phase = (x: readonly number[], i: number) =>
    waves[i].speed * (x[i] - waves[i].x) + waves[i].angle;
  return {
    waves,
    at: waves.map(({ x }) => x),
    value: (x) => waves.reduce((sum, { height }, i) => sum + height * Math.sin(phase(x, i)), 0),
    gradient: (x) => waves.map(({ height, speed }, i) => height * speed * Math.cos(phase(x, i))),
  };
});

export function check(
  { value, gradient, at }: Landscape,
  options: GradientCheckOptions = {},
): GradientCheck {
  return checkGradient({ value, gradient }, { at, ...options });
}

/** The same landscape with its gradient edited. */
export function withGradient(
  scene: Landscape,
  edit: (gradient: readonly number[]) => number[],
): Landscape {
  return { ...scene, gradient: (x) => edit(scene.gradient(x)) };
}
