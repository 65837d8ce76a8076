import type { Base, Rung } from './estimate.ts';
import { noiseOf } from './noise.ts';

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
export function ladderOf({ value, noise }: Base, rungs: readonly Rung[]): readonly LadderRung[] {
  return [...rungs]
    .sort((a, b) => a.right + a.left - b.right - b.left)
    .map(({ right, left, plus, minus }) => ({
      step: (right + left) / 2,
      central: (plus - minus) / (right + left),
      right: (plus - value) / right,
      left: (value - minus) / left,
      noise: Math.hypot(noiseOf(plus, noise), noiseOf(minus, noise)) / (right + left),
    }));
}
