import { NOISE_COVERAGE } from './convergence.ts';
import { levelAfter } from './level.ts';
import type { Quotient, Quotients } from './quotient.ts';
import { type Reading, rootMeanSquare } from './readings.ts';

/** So many changes in a row that stay the same are no truncation: a power of the step makes them grow, and a kink that is crossed shrink. */
const STAY = 3;
/** Of noise one change in so many is this many times smaller than another; beyond a kink all that follow are. */
const SHRINKS = 8;

/**
 * The quotients with the noise that those over longer steps show: of a value that is noisier away from the point, as a square is away from its
 * minimum, slopes over longer and longer steps scatter by the same, and not by what the finest leave over the step.
 *
 * @param quotients - finest first
 */
export function withScatter(quotients: readonly Quotients[]): readonly Quotients[] {
  const { begin, deviation } = scatterAmong(quotients.map(({ central }) => central));
  if (deviation === 0) return quotients;
  const noisy = <One extends Quotient>(one: One): One => ({
    ...one,
    noise: Math.hypot(one.noise, deviation),
  });
  return quotients.map((all, k) => (k < begin ? all : { ...all, central: noisy(all.central) }));
}

interface Scatter {
  /** The first quotient that it may have: the one before those that show it. */
  readonly begin: number;
  /** The standard deviation of a slope; 0 where nothing shows. */
  readonly deviation: number;
}

function scatterAmong(sequence: readonly Quotient[]): Scatter {
  const changes = changesOf(sequence);
  const first = changes.findIndex(({ size, floor }) => size > NOISE_COVERAGE * floor);
  const level = first < 0 ? [] : levelAfter(changes, { first, count: STAY });
  const largest = Math.max(0, ...level.map(({ size }) => size));
  const last = level.slice(1, STAY).reduce((most, { size }) => Math.max(most, size), 0);
  if (level.length === 0 || SHRINKS * last < largest) return { begin: 0, deviation: 0 };
  return { begin: Math.max(0, changes.indexOf(level[0]) - 1), deviation: rootMeanSquare(level) };
}

/** What each change of the slope to the next coarser one would be as noise of either. */
function changesOf(sequence: readonly Quotient[]): readonly Reading[] {
  return sequence.slice(0, -1).map(({ step, slope, noise }, k) => {
    const next = sequence[k + 1];
    const bend = (next.slope - slope) / Math.SQRT2;
    const floor = Math.hypot(noise, next.noise) / Math.SQRT2;
    return { step, size: Math.abs(bend), bend, odd: bend, floor };
  });
}
