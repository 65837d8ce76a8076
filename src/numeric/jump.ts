import { noiseOf } from './noise.ts';
import type { Base, Rung } from './rung.ts';

/** Noise beyond so many standard deviations is none. */
const DEVIATIONS = 8;
/**
 * From every coarser step to the finest a jump keeps this part of itself, at the least; what is left is the slope. From the coarsest alone it
 * may seem to where the value turns, and has come back to its level there.
 */
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
  const [finest, ...others] = [...rungs].sort((a, b) => a.right - b.right);
  const coarser = others.filter(({ right }) => right >= FINER * finest.right);
  if (coarser.length === 0) return 0;
  const { plus, minus } = finest;
  const noisy = noiseOf(plus, noise) + 2 * noiseOf(value, noise) + noiseOf(minus, noise);
  const before = coarser.map((rung) => changesOver(rung, value));
  const isKept = (height: number, i: number) => before.every((one) => height >= KEPT * one[i]);
  const heights = changesOver(finest, value).map((height, i) => (isKept(height, i) ? height : 0));
  const height = Math.max(...heights);
  return height > DEVIATIONS * noisy ? height : 0;
}

/** What the value changes by to the right, to the left, and to both sides together. */
function changesOver({ plus, minus }: Rung, value: number): readonly number[] {
  return [plus - value, minus - value, plus - value + (minus - value)].map(Math.abs);
}
