import { type NoiseLevel, noiseOf } from './noise.ts';
import type { Rung } from './rung.ts';

/** One difference quotient: the slope over a step, and the standard deviation of its noise. */
export interface Quotient {
  readonly step: number;
  readonly slope: number;
  readonly noise: number;
}

/** The quotients over one rung; a slope is not finite where φ is not. */
export interface Quotients {
  readonly central: Quotient;
  readonly right: Quotient;
  readonly left: Quotient;
  /** The right slope minus the left one, and its noise: curvature shrinks with the step, a kink does not. */
  readonly bend: Quotient;
}

/** φ at the point, and the noise that its values carry along one line. */
export interface Noisy {
  readonly value: number;
  readonly noise: NoiseLevel;
  /** The standard deviation of what is rounded inside at the size of the point: it moves the value as a step of that length does. */
  readonly position?: number;
  /** How steep it is over a longer step: over steps of a few roundings the slope itself may be anything. */
  readonly steepness?: number;
}

/**
 * Divides the differences over one rung by its steps.
 *
 * Where rounding has made the steps unequal, h and l, the central slope weighs the sides, (l·right + h·left) / (h + l), so that
 * curvature drops out of it all the same.
 */
export function quotientsOver(
  { right: h, left: l, plus, minus }: Rung,
  { value, noise, position = 0, steepness = 0 }: Noisy,
): Quotients {
  const own = noiseOf(value, noise);
  const [above, below] = [noiseOf(plus, noise), noiseOf(minus, noise)];
  const right = { step: h, slope: (plus - value) / h, noise: Math.hypot(above, own) / h };
  const left = { step: l, slope: (value - minus) / l, noise: Math.hypot(below, own) / l };
  const step = (h + l) / 2;
  const moved = ({ slope, step: over }: Quotient, least = steepness) =>
    (position * Math.max(Math.abs(slope), least)) / over;
  const withPosition = (one: Quotient, least = steepness): Quotient => ({
    ...one,
    noise: Math.hypot(one.noise, moved(one, least)),
  });
  // beside a minimum the sides are steep where the slope across it is not
  const steepest = Math.max(steepness, Math.abs(right.slope), Math.abs(left.slope));
  const ofPosition = Math.hypot(moved(right), moved(left));
  return {
    right: withPosition(right),
    left: withPosition(left),
    bend: {
      step,
      slope: right.slope - left.slope,
      noise: Math.hypot(above / h, below / l, own / h + own / l, ofPosition),
    },
    central: withPosition(
      h === l
        ? { step, slope: (plus - minus) / (h + l), noise: Math.hypot(above, below) / (h + l) }
        : {
            step: Math.sqrt(h) * Math.sqrt(l),
            slope: right.slope * (l / (h + l)) + left.slope * (h / (h + l)),
            noise: Math.hypot(above * (l / h), below * (h / l), own * (l / h - h / l)) / (h + l),
          },
      steepest,
    ),
  };
}
