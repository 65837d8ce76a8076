import fc from 'fast-check';
import type { Draws } from '../draws.ts';
import type { Case, Gradient, Kind, Numbers } from './case.ts';

const { exp, log1p, sin, cos, tanh, cosh, atan } = Math;

interface Surface {
  readonly name: string;
  readonly value: (x: Numbers) => number;
  readonly right: Gradient;
}

const surfaces: readonly Surface[] = [
  {
    name: 'log1p(x²) sin(y)',
    value: ([x, y]) => log1p(x * x) * sin(y),
    right: ([x, y]) => [((2 * x) / (1 + x * x)) * sin(y), log1p(x * x) * cos(y)],
  },
  {
    name: 'x y exp(-x² - y²)',
    value: ([x, y]) => x * y * exp(-x * x - y * y),
    right: ([x, y]) => [
      y * (1 - 2 * x * x) * exp(-x * x - y * y),
      x * (1 - 2 * y * y) * exp(-x * x - y * y),
    ],
  },
  {
    name: 'tanh(x) + x² y',
    value: ([x, y]) => tanh(x) + x * x * y,
    right: ([x, y]) => [1 / cosh(x) ** 2 + 2 * x * y, x * x],
  },
  {
    name: 'atan(x y) + cos(x)',
    value: ([x, y]) => atan(x * y) + cos(x),
    right: ([x, y]) => [y / (1 + (x * y) ** 2) - sin(x), x / (1 + (x * y) ** 2)],
  },
];

const COUNT = 60;
/** The smallest double: what a value near 0 is rounded to, over a length of 1. */
const LEAST = 2 ** -1074;

// what property-based tests draw: 0, −0, subnormals, 1e-300 and 5 side by side
export const propertyBased: Kind = {
  name: 'property-based points',
  *cases(draws) {
    for (const surface of surfaces) {
      for (const at of sample(draws))
        yield { ...described(surface, at), containers: ['array', 'record'] };
    }
  },
};

function described({ name, value, right }: Surface, at: Numbers): Case {
  return { label: `${name} at ${at.join(', ')}`, at, value, right, floor: LEAST };
}

function sample(draws: Draws): readonly Numbers[] {
  const coordinate = fc.double({ min: -5, max: 5, noNaN: true });
  const seed = draws.integer({ low: 0, high: 2 ** 30 });
  return fc.sample(fc.tuple(coordinate, coordinate), { numRuns: COUNT, seed });
}
