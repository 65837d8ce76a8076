import { withNoise } from './estimate.ts';
import { readLineNoise } from './line-noise.ts';
import { quotientsOver } from './quotient.ts';
import { type Base, inOrder, type Rung } from './rung.ts';

/** The differences over one step of a ladder; not finite where the value is not. */
export interface LadderRung {
  /** Half the distance between the two points, as actually taken. */
  readonly step: number;
  /** The central, the right and the left difference quotient. */
  readonly central: number;
  readonly right: number;
  readonly left: number;
  /** The standard deviation of the central one that the noise of the value makes. */
  readonly noise: number;
}

/** The quotients over every step of a ladder, finest first; the rungs are not mutated. */
export function ladderOf(base: Base, rungs: readonly Rung[]): readonly LadderRung[] {
  const ladder = inOrder(rungs);
  const noise = readLineNoise(base, ladder, undefined);
  const noisy = withNoise(base, noise.deviation);
  return ladder
    .map((rung) => quotientsOver(rung, noisy))
    .map(({ central, right, left }) => ({
      step: central.step,
      central: central.slope,
      right: right.slope,
      left: left.slope,
      noise: central.noise,
    }));
}
