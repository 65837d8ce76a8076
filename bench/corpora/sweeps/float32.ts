import { toValue } from '../../../test/zoo/numbers.ts';
import { toFloat32, toFloat64 } from '../../../test/zoo/operations.ts';
import { sweep } from '../../../test/zoo/tape.ts';
import type { Draws } from '../draws.ts';
import { drawArchitecture, drawPoint, lossFormula } from '../networks/architecture.ts';
import { type Case, decades, type Kind, type Numbers, variant } from './case.ts';

const { fround, sin, cos, tanh, cosh, log2, floor } = Math;

/** Networks with other activations are drawn again. */
const COUNT = 150;

// every operation rounded; the derivative is that of the same network in float64
export const reluInFloat32: Kind = {
  name: 'ReLU in float32',
  *cases(draws) {
    for (let i = 0; i < COUNT; i++) {
      const architecture = drawArchitecture(draws, 10);
      const at = drawPoint(draws, architecture);
      if (architecture.activation === 'tanh') continue;
      const formula = lossFormula(architecture);
      const value = toValue(formula, toFloat32);
      const { activation, loss, widths, batch } = architecture;
      yield {
        label: `${i}: ${batch} × ${widths.join('-')}, ${activation}, ${loss}`,
        at,
        value,
        right: (x) => sweep(formula, x, { round: toFloat64 }).gradient,
        containers: ['Float32Array'],
      };
    }
  },
};

// how little of the value the derivative moves, as in a loss with a large constant
export const offsetInFloat32: Kind = {
  name: 'offset in float32',
  *cases(draws) {
    for (const offset of decades({ low: 0, high: 6, by: 0.5 })) {
      for (const size of decades({ low: -3, high: 1, by: 0.5 })) {
        yield onOffset({ offset, size, x: draws.between({ low: -1, high: 1 }) });
      }
    }
  },
};

function onOffset({ offset, size, x }: Record<'offset' | 'size' | 'x', number>): Case {
  return {
    label: `${offset} + ${size} sin(x) at ${x}`,
    at: [x],
    value: ([t]) => fround(offset + fround(size * sin(t))),
    right: ([t]) => [size * cos(t)],
    // the spacing of float32 at the offset, over a length of 1
    floor: 2 ** (floor(log2(offset)) - 23),
    containers: ['Float32Array'],
  };
}

// float32 weights beside a float64 input; the value is exact, the steps of the weights are coarse
export const mixedPrecision: Kind = {
  name: 'mixed precision',
  *cases(draws) {
    for (let i = 0; i < 60; i++) {
      const n = draws.integer({ low: 1, high: 5 });
      const point = Array.from({ length: 2 * n }, (_, k) =>
        k < n ? fround(draws.normal()) : draws.normal(),
      );
      yield weighted(draws, point);
      yield {
        ...weighted(
          draws,
          point.map((x, k) => (k < n ? x : 1e3 * x)),
        ),
        label: `large inputs, ${i}`,
      };
    }
  },
};

/** Σ cᵢ tanh(wᵢ xᵢ) + ½ Σ wᵢ². */
function weighted(draws: Draws, at: Numbers): Case {
  const n = at.length / 2;
  const factors = Array.from({ length: n }, draws.normal);
  const slopes = (x: Numbers) => factors.map((c, i) => c / cosh(x[i] * x[n + i]) ** 2);
  return {
    label: `Σ c tanh(w x) + Σ w²/2 at ${at.join(', ')}`,
    at,
    value: (x) => factors.reduce((sum, c, i) => sum + c * tanh(x[i] * x[n + i]) + x[i] ** 2 / 2, 0),
    right: (x) => [
      ...slopes(x).map((s, i) => s * x[n + i] + x[i]),
      ...slopes(x).map((s, i) => s * x[i]),
    ],
    variants: [
      variant('without the squares', 'wrong', (x) => [
        ...slopes(x).map((s, i) => s * x[n + i]),
        ...slopes(x).map((s, i) => s * x[i]),
      ]),
    ],
    containers: ['mixed'],
  };
}
