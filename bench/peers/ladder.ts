import { type Answer, moved, type Peer, type Problem } from './peer.ts';

const rungs = 12;
const ratio = 2 ** 1.5;

/**
 * What a careful person builds first: twelve steps, one extrapolation each, noise read from the finest rungs, one bar.
 *
 * Undecided when the bar is wide, and between the one-sided slopes of a kink.
 */
export const ladder: Peer = {
  name: 'a plain 12-rung ladder with a bar',
  study: (problem) => {
    const here = problem.value(problem.at);
    const slopes = Array.from(problem.at, (_, i) => measure(problem, { coordinate: i, here }));
    return (analytic) => {
      const answers = slopes.map((slope, i) => compare(analytic[i], slope));
      if (answers.includes('wrong')) return 'wrong';
      return answers.includes('undecided') ? 'undecided' : 'correct';
    };
  },
};

interface Slope {
  readonly value: number;
  readonly bar: number;
  /** Half the distance of the one-sided slopes, 0 but at a kink. */
  readonly kink: number;
}

function compare(analytic: number, { value, bar, kink }: Slope): Answer {
  const difference = Math.abs(analytic - value);
  const scale = Math.max(Math.abs(analytic), Math.abs(value));
  if (difference > kink + 2 * bar + 1e-6 * scale) return 'wrong';
  const close = difference <= bar + 1e-7 * scale && bar <= 1e-3 * scale;
  return close && kink === 0 ? 'correct' : 'undecided';
}

interface Rung {
  readonly h: number;
  readonly up: number;
  readonly down: number;
  readonly slope: number;
}

function measure(
  problem: Problem,
  { coordinate, here }: { readonly coordinate: number; readonly here: number },
): Slope {
  const steps = climb(problem, coordinate);
  const noise = noiseOf(steps, problem.at instanceof Float32Array ? 2 ** -23 : 2 ** -52);
  const estimates = steps.slice(1).map((finer, i) => {
    const c = (steps[i].h / finer.h) ** 2;
    return { value: (c * finer.slope - steps[i].slope) / (c - 1), finer };
  });
  const slopes = estimates.slice(1).map(({ value, finer }, i) => ({
    value,
    bar:
      Math.max(Math.abs(value - estimates[i].value), 1e-3 * Math.abs(value - finer.slope)) +
      (2.5 * noise) / finer.h,
    kink: kinkAt(steps, { here, noise }),
  }));
  return slopes.reduce((best, slope) => (best.bar <= slope.bar ? best : slope));
}

/** The steps shrink before the start until both sides are inside the domain. */
function climb({ at, value }: Problem, coordinate: number): readonly Rung[] {
  const x = at[coordinate];
  const rung = (step: number): Rung => {
    const [right, left] = [moved(at, coordinate, x + step), moved(at, coordinate, x - step)];
    const h = (right[coordinate] - left[coordinate]) / 2;
    const [up, down] = [value(right), value(left)];
    return { h, up, down, slope: (up - down) / (2 * h) };
  };
  let first = 2 ** -4 * Math.max(1, Math.abs(x));
  for (let k = 0; k < 40 && !Number.isFinite(rung(first).slope); k++) first /= ratio;
  return Array.from({ length: rungs }, (_, i) => rung(first * ratio ** -i));
}

function noiseOf(steps: readonly Rung[], roundoff: number): number {
  const changes = steps
    .slice(-4)
    .map(({ slope, h }, i) => Math.abs(slope - steps[rungs - 5 + i].slope) * h)
    .sort((a, b) => a - b);
  const read = ((changes[1] + changes[2]) / 2 / Math.sqrt(1 + ratio ** 2)) * 1.5;
  const size = Math.max(...steps.map(({ up, down }) => Math.max(Math.abs(up), Math.abs(down))));
  return Math.max(read, roundoff * size);
}

/** Half the bend of the finest rung above the noise, when the rung before it bends as much. */
function kinkAt(
  steps: readonly Rung[],
  { here, noise }: { readonly here: number; readonly noise: number },
): number {
  const bends = steps
    .map(({ h, up, down }) => ({
      bend: Math.abs(up - 2 * here + down) / h,
      noise: (8 * noise) / h,
    }))
    .filter(({ bend, noise: floor }) => bend > floor);
  const [coarser, finest] = bends.slice(-2);
  return finest && finest.bend > 0.75 * coarser.bend ? finest.bend / 2 : 0;
}
