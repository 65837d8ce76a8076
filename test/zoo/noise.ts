/** Deterministic disturbance of a smooth value. */
export type NoiseKind = 'hash' | 'sine' | 'digits' | 'drift';

/** How far the value is moved, as a share of its own size at the subject's point. */
export interface Noise {
  readonly kind: NoiseKind;
  readonly amplitude: number;
}

type Disturb = (y: number, x: ArrayLike<number>, size: number) => number;

/** The same point gives the same noise; neighbouring points have nothing in common. */
export function withNoise(
  value: (x: ArrayLike<number>) => number,
  { kind, amplitude }: Noise,
  at: ArrayLike<number>,
): (x: ArrayLike<number>) => number {
  const size = amplitude * Math.abs(value(at));
  return (x) => disturbances[kind](value(x), x, size);
}

const disturbances: Readonly<Record<NoiseKind, Disturb>> = {
  hash: (y, x, size) => y + size * (2 * hashOfBits(x) - 1),
  sine: (y, x, size) => y + size * (2 * hashOfSine(x) - 1),
  // a simulation that prints its result with so many digits
  digits: (y, _x, size) => Math.round(y / (2 * size)) * 2 * size,
  // one-sided: a solver that always stops a little short
  drift: (y, x, size) => y - size * hashOfBits(x),
};

/** Mixes the bits of all coordinates into [0, 1) (the finalizer of MurmurHash3). */
export function hashOfBits(x: ArrayLike<number>): number {
  const bits = new Uint32Array(Float64Array.from(x).buffer);
  let h = 0x9e3779b9;
  for (const word of bits) {
    h = Math.imul(h ^ word, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    h ^= h >>> 16;
  }
  return (h >>> 0) / 2 ** 32;
}

// the one-line noise of shader programs; period and bands are part of the test
function hashOfSine(x: ArrayLike<number>): number {
  const phase = Array.from(x).reduce((total, xi, i) => total + xi * (12.9898 + 65.2434 * i), 0);
  const t = Math.sin(phase) * 43758.5453;
  return t - Math.floor(t);
}
