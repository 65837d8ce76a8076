import { hashOfBits } from '../../../test/zoo/noise.ts';
import { type Case, decades, type Kind, range, variant } from './case.ts';

const { sin, cos } = Math;

// a ripple finer than what a noise reading takes for noise; steps below its period show it
export const fineStructure: Kind = {
  name: 'fine structure',
  *cases(draws) {
    for (const frequency of decades({ low: 2, high: 8, by: 0.5 })) {
      for (const slope of [1e-3, 1e-2, 0.1, 1]) {
        const x = draws.between({ low: 0.2, high: 2 });
        yield ripple({ frequency, slope, x });
      }
    }
  },
};

function ripple({ frequency, slope, x }: Record<'frequency' | 'slope' | 'x', number>): Case {
  const size = slope / frequency;
  return {
    label: `x² + ${size} cos(${frequency} x) at ${x}`,
    at: [x],
    value: ([t]) => t * t + size * cos(frequency * t),
    right: ([t]) => [2 * t - slope * sin(frequency * t)],
    variants: [variant('without the ripple', 'wrong', ([t]) => [2 * t])],
    // ε x², over the period of the ripple
    floor: 2 ** -53 * x * x * frequency,
    containers: ['number', 'array', 'Float64Array'],
  };
}

// noise inside a square: small at the minimum, and unlike itself at any two distances from it; no two points alike, for one draw of noise at
// several amplitudes is one accident counted as often
export const noiseNearMinima: Kind = {
  name: 'noise near minima',
  *cases(draws) {
    for (const amplitude of [1e-10, 1e-9, 1e-8, 1e-7]) {
      for (const exponent of range({ low: -4, high: 0, by: 0.05 })) {
        const distance = draws.magnitude({ low: exponent, high: exponent + 0.05 });
        yield minimum({ amplitude, distance: distance * (draws.chance(0.5) ? 1 : -1) });
      }
    }
  },
};

function minimum({ amplitude, distance }: Record<'amplitude' | 'distance', number>): Case {
  const noise = (x: number) => amplitude * (2 * hashOfBits([x]) - 1);
  return {
    label: `(x - 1 + noise ${amplitude})² at 1 + ${distance}`,
    at: [1 + distance],
    value: ([x]) => (x - 1 + noise(x)) ** 2,
    right: ([x]) => [2 * (x - 1)],
    ceiling: 1e-3,
    containers: ['number', 'array', 'Float64Array'],
  };
}
