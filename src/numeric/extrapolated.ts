/**
 * What two values on a line exceed a straight line by, one step h to each side: with s(t) = φ′t − (φ(t) − φ(0)) for a supposed slope φ′,
 * the odd part (s(h) − s(−h)) / 2h is by how much φ′ is too large, the even part (s(h) + s(−h)) / h is curvature.
 */
export interface Excess {
  readonly step: number;
  readonly odd: number;
  readonly even: number;
  /** By how much the odd part may be another, where there are kinks at the point itself; 0 when left out. */
  readonly blur?: number;
}

/** By how much a supposed slope is too large, from steps of h and 2h: what curvature adds in h² is taken away. */
export function extrapolated(near: Excess, far: Excess): number {
  return (4 * near.odd - far.odd) / 3;
}

/** By how much it may be another, where slopes may. */
export function blurOf({ blur: near = 0 }: Excess, { blur: far = 0 }: Excess): number {
  return (4 * near + far) / 3;
}

/** How much of it was taken away. */
export function removed(near: Excess, far: Excess): number {
  return Math.abs(near.odd - far.odd) / 3;
}

/** What is taken away falls by so much with half of the step. */
export const FALL = 4;

/** What an even part leaves that is no parabola; of a kink it leaves as much at every step. */
export function unevenness(near: Excess, far: Excess): number {
  return Math.abs(far.even - 2 * near.even);
}

/** Bars of so many standard deviations of a value over the step: 6.3 of the extrapolated slope. */
export const DEVIATIONS = 6;

/** How many of the values' standard deviations make up the bar of an extrapolated slope. */
export function noiseBar(deviation: number, step: number): number {
  return (DEVIATIONS * deviation) / step;
}

/**
 * Whether a line is smooth over the last of some steps, each half of the one before, as far as noise lets see: the odd part converges,
 * and the even one becomes a parabola. The odd one alone converges at kinks, too, by accident.
 *
 * @param excesses - coarsest first
 */
export function isSmooth(excesses: readonly Excess[], deviation: number): boolean {
  const [furthest, far, near] = excesses.slice(-3);
  const noise = noiseBar(deviation, near.step);
  const slopes = removed(near, far) <= removed(far, furthest) / 2 + noise / 3;
  const bends = unevenness(near, far) <= unevenness(far, furthest) / 4 + 3 * noise;
  return slopes && bends;
}

/** What extrapolation leaves, from three steps: by the next power of the step, a fifteenth of what the last halving changed. */
export function residue(excesses: readonly Excess[]): number {
  const [furthest, far, near] = excesses.slice(-3);
  return Math.abs(extrapolated(near, far) - extrapolated(far, furthest)) / 15;
}

/**
 * The standard deviation of independent noise in equidistant values, from their third differences: those of a smooth function are
 * nothing over short steps, and those of noise √20 times as large as it.
 */
export function deviationOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 3; i < values.length; i++) {
    const third = values[i] - 3 * values[i - 1] + 3 * values[i - 2] - values[i - 3];
    sum += third * third;
  }
  return Math.sqrt(sum / (values.length - 3) / 20);
}
