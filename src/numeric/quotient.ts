import { noiseOf } from './noise.ts';
import type { Base, Rung } from './rung.ts';

/** One difference quotient: the slope over a step, and the standard deviation of its noise. */
export interface Quotient {
  readonly step: number;
  readonly slope: number;
  readonly noise: number;
}

/** The three quotients over one rung; a slope is not finite where φ is not. */
export interface Quotients {
  readonly central: Quotient;
  readonly right: Quotient;
  readonly left: Quotient;
}

/** Divides the differences over one rung by its steps. */
export function quotientsOver(
  { right, left, plus, minus }: Rung,
  { value, noise }: Base,
): Quotients {
  const span = right + left;
  const own = noiseOf(value, noise);
  const [above, below] = [noiseOf(plus, noise), noiseOf(minus, noise)];
  return {
    central: {
      step: span / 2,
      slope: (plus - minus) / span,
      noise: Math.hypot(above, below) / span,
    },
    right: { step: right, slope: (plus - value) / right, noise: Math.hypot(above, own) / right },
    left: { step: left, slope: (value - minus) / left, noise: Math.hypot(below, own) / left },
  };
}
