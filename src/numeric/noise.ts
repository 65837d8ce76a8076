/** Standard deviation of the noise of a value, as it depends on the size of the value. */
export interface NoiseLevel {
  /** The least there is. */
  readonly absolute: number;
  /** In proportion to a value of this size, and to any larger one. */
  readonly relative: number;
  readonly size?: number;
  /** The power with which it fades below that size: 1 (if left out) for a product, ½ for a square whose root is noisy. */
  readonly fading?: number;
}

/** The standard deviation of the noise that a value carries. */
export function noiseOf(
  value: number,
  { absolute, relative, size = 0, fading = 1 }: NoiseLevel,
): number {
  const own = Math.abs(value);
  const share =
    own < size && fading < 1 ? relative * size * (own / size) ** fading : relative * own;
  return Math.max(absolute, share);
}

/** What a difference table says about the noise of the function behind it. */
export type NoiseReading =
  | { readonly kind: 'level'; readonly deviation: number }
  /** At least half of the neighbours are equal: the samples stand too close together, or f is constant. */
  | { readonly kind: 'flat' }
  /** The differences keep falling with their order or never change sign: f is not noise on this scale. */
  | { readonly kind: 'unclear' };

/** Differences of consecutive orders that agree to this factor are noise (Moré & Wild's η). */
const AGREEMENT = 4;
const LAST_ORDER = 7;

/**
 * Estimates the standard deviation of the noise in equally spaced samples (ECNoise).
 *
 * A smooth function's differences fall with their order, noise grows by a known factor: σₖ² = γₖ·mean((Δᵏf)²) with
 * γₖ = (k!)²/(2k)! levels off at the noise.
 *
 * @param samples - eight or more values of f at equal spacing; not mutated
 * @see Moré & Wild (2011), Estimating computational noise, doi:10.1137/100786125
 */
export function readNoise(samples: readonly number[]): NoiseReading {
  if (!samples.every(Number.isFinite)) return { kind: 'unclear' };
  const tables = differences(samples);
  const zeros = tables[0].filter((difference) => difference === 0).length;
  if (zeros * 2 >= tables[0].length) return { kind: 'flat' };
  const levels = tables.map((table, i) => deviation(table, i + 1));
  for (let k = 0; k + 2 < levels.length; k++) {
    const three = levels.slice(k, k + 3);
    if (Math.max(...three) === 0) return { kind: 'level', deviation: 0 };
    if (Math.max(...three) <= AGREEMENT * Math.min(...three) && changesSign(tables[k])) {
      return { kind: 'level', deviation: Math.max(...three) };
    }
  }
  return { kind: 'unclear' };
}

function differences(samples: readonly number[]): readonly (readonly number[])[] {
  const tables: number[][] = [];
  let current: readonly number[] = samples;
  for (let k = 1; k <= LAST_ORDER; k++) {
    const next = current.slice(1).map((value, i) => value - current[i]);
    tables.push(next);
    current = next;
  }
  return tables;
}

function deviation(table: readonly number[], order: number): number {
  let gamma = 1;
  for (let j = 1; j <= order; j++) gamma *= (0.5 * j) / (2 * j - 1);
  const meanSquare = table.reduce((sum, difference) => sum + difference ** 2, 0) / table.length;
  return Math.sqrt(gamma * meanSquare);
}

function changesSign(table: readonly number[]): boolean {
  return Math.min(...table) < 0 && Math.max(...table) > 0;
}
