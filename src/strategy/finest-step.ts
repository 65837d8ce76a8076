import { sharpBar } from '../judge/probed.ts';
import { noiseBar } from '../numeric/extrapolated.ts';
import { type Gauge, LESS_NOISE } from './gauge.ts';

/** Noise takes this part of the widest bar that is sharp enough. */
export const NOISE_SHARE = 0.6;
/** No step is longer than the length scale. */
const LONGEST = 1;

/** The finest step over which noise leaves an error of one coordinate alone to be seen; nothing where none does. */
export function finestStep(
  { spread, deviation, shortest }: Pick<Gauge, 'spread' | 'deviation' | 'shortest'>,
  wanted: number,
): number | undefined {
  const noise = (LESS_NOISE * noiseBar(deviation, 1)) / spread.scale;
  const step = Math.max(shortest, noise / (NOISE_SHARE * sharpBar(wanted)));
  return step <= LONGEST ? step : undefined;
}
