import type { Base, Rung } from './rung.ts';

/** A range of steps. */
export interface Steps {
  /** 0 where nothing finer was seen to be worse. */
  readonly finest: number;
  readonly coarsest: number;
}

/** One-sided slopes at the point; equal where it is no kink. */
export interface Slopes {
  readonly left: number;
  readonly right: number;
}

/**
 * The steps over which the value goes straight to either side: the longest run of rungs whose one-sided quotients stay at the slopes of
 * the point. Below it is noise, where any finer rung shows it, above it the function bends.
 *
 * @param rungs - in any order; not mutated
 * @returns nothing where no rung shows the slopes
 */
export function straightSteps(
  { value }: Pick<Base, 'value'>,
  rungs: readonly Rung[],
  { slopes, tolerance }: { readonly slopes: Slopes; readonly tolerance: number },
): Steps | undefined {
  const isStraight = ({ right, left, plus, minus }: Rung) =>
    Math.abs((plus - value) / right - slopes.right) <= tolerance &&
    Math.abs((value - minus) / left - slopes.left) <= tolerance;
  const ladder = [...rungs].sort((a, b) => a.right - b.right);
  let [longest, run]: Rung[][] = [[], []];
  for (const rung of ladder) {
    run = isStraight(rung) ? [...run, rung] : [];
    if (run.length > longest.length) longest = run;
  }
  if (longest.length === 0) return;
  const [finest] = longest;
  return {
    finest: finest === ladder[0] ? 0 : finest.right,
    coarsest: longest[longest.length - 1].right,
  };
}
