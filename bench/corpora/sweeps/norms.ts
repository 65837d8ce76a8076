import { type Case, decades, type Kind, variant } from './case.ts';

const { sin, cos } = Math;

// what a norm hides: an entry that a step of ordinary length resolves
export const belowTheNorm: Kind = {
  name: 'far below the norm',
  *cases(draws) {
    for (const size of decades({ low: 2, high: 13, by: 0.5 })) {
      for (const slope of [0.5, 1e-3, 30])
        yield beside({ size, slope, x: draws.between({ low: -1, high: 1 }) });
    }
  },
};

function beside({ size, slope, x }: Record<'size' | 'slope' | 'x', number>): Case {
  const large = 1e-3 * size;
  return {
    label: `${size} (1 + 1e-3 sin(x)) + ${slope} y at ${x}`,
    at: [x, 0.2],
    value: ([t, y]) => size * (1 + 1e-3 * sin(t)) + slope * y,
    right: ([t]) => [large * cos(t), slope],
    variants: [
      variant('small one missing', 'tiny', ([t]) => [large * cos(t), 0]),
      variant('small one of other sign', 'tiny', ([t]) => [large * cos(t), -slope]),
    ],
    containers: ['array', 'Float64Array'],
  };
}
