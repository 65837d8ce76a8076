import type { Quotient } from './quotient.ts';

/** Two standard deviations cover 95 % of Gaussian noise, three 99.7 %. Round-off is no wilder. */
export const NOISE_COVERAGE = 3;

/**
 * The quotients from the finest on whose changes grow as a power series makes them grow: at least twofold from rung to
 * rung, or half as much as it would. Beyond, the step is too long for the series, and a longer extrapolation would only look accurate.
 */
export function convergingRun<One extends Quotient>(
  sequence: readonly One[],
  power: 1 | 2,
): readonly One[] {
  for (let i = 1; i + 1 < sequence.length; i++) {
    const [finer, coarser] = [changeAfter(sequence, i - 1), changeAfter(sequence, i)];
    const grows = growth(sequence.slice(i - 1, i + 2), power);
    // the first two always stay: what their remainder is worth is judged with the third
    if (finer > noiseAfter(sequence, i - 1) && coarser < Math.min(2, grows / 2) * finer)
      return sequence.slice(0, Math.max(3, i + 1));
  }
  return sequence;
}

/** By how much the changes of three terms grow whose error is in proportion to a power of the step. */
export function growth(three: readonly Quotient[], power: number): number {
  const [h0, h1, h2] = three.map(({ step }) => (step / three[1].step) ** power);
  return (h2 - h1) / (h1 - h0);
}

/**
 * How far the quotients may still be from their limit when they do not converge as extrapolation supposes.
 *
 * Their changes should shrink like a power series, by (h₂ᵖ − h₁ᵖ) / (h₁ᵖ − h₀ᵖ). Changes that shrink by less than half of
 * that do so by a lower power q, a root say, and leave |D₁ − D₀| · h₀^q / (h₁^q − h₀^q). Such that grow leave anything.
 *
 * @param sequence - two or more, finest first
 */
export function remainder(sequence: readonly Quotient[], power: 1 | 2): number {
  const change = changeAfter(sequence, 0);
  if (change <= noiseAfter(sequence, 0)) return 0;
  if (sequence.length < 3) return change;
  const three = sequence.slice(0, 3);
  const ratio = changeAfter(sequence, 1) / change;
  if (ratio >= growth(three, power) / 2) return 0;
  const lower = powerOf(three, { ratio, below: power });
  return lower === 0
    ? Number.POSITIVE_INFINITY
    : change / ((three[1].step / three[0].step) ** lower - 1);
}

/** The power of the step that makes changes grow by a ratio, by bisection; 0 where none does. */
function powerOf(
  three: readonly Quotient[],
  { ratio, below }: { readonly ratio: number; readonly below: number },
): number {
  if (!(ratio > growth(three, LEAST_POWER))) return 0;
  let [low, high] = [LEAST_POWER, below];
  for (let i = 0; i < 20; i++) {
    const middle = (low + high) / 2;
    if (growth(three, middle) < ratio) low = middle;
    else high = middle;
  }
  return low;
}

/** What converges by a lower power than this does not converge. */
const LEAST_POWER = 1 / 16;

/** How much the slope changes from one quotient to the next coarser. */
function changeAfter(sequence: readonly Quotient[], k: number): number {
  return Math.abs(sequence[k].slope - sequence[k + 1].slope);
}

/** What noise alone may change. */
function noiseAfter(sequence: readonly Quotient[], k: number): number {
  return NOISE_COVERAGE * (sequence[k].noise + sequence[k + 1].noise);
}
