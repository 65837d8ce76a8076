import { noiseOf } from './noise.ts';
import type { Base, Rung } from './rung.ts';

/** Noise beyond so many standard deviations is none. */
const DEVIATIONS = 8;
/** From the coarsest step to the finest a jump keeps this part of itself, at the least; what is left is the slope. */
const KEPT = 1 / 2;
/** Over so many times finer steps; a root of the step falls to less. */
const FINER = 4;

/**
 * By how much the value leaves its level at once, to either side: what is left of its change as the step shrinks. Of both sides
 * together the slope cancels, so that a small jump beside a long step shows.
 *
 * @param rungs - in any order; not mutated
 * @returns 0 where the change goes to 0 with the step, as far as the steps show
 */
export function jumpOver(
  { value, noise }: Pick<Base, 'value' | 'noise'>,
  rungs: readonly Rung[],
): number {
  const ladder = [...rungs].sort((a, b) => a.right - b.right);
  const [finest, coarsest] = [ladder[0], ladder[ladder.length - 1]];
  if (finest === undefined || coarsest.right < FINER * finest.right) return 0;
  const { plus, minus } = finest;
  const noisy = noiseOf(plus, noise) + 2 * noiseOf(value, noise) + noiseOf(minus, noise);
  const [before, after] = [changesOver(coarsest, value), changesOver(finest, value)];
  const heights = after.map((height, i) => (height >= KEPT * before[i] ? height : 0));
  const height = Math.max(...heights);
  return height > DEVIATIONS * noisy ? height : 0;
}

/** What the value changes by to the right, to the left, and to both sides together. */
function changesOver({ plus, minus }: Rung, value: number): readonly number[] {
  return [plus - value, minus - value, plus - value + (minus - value)].map(Math.abs);
}
