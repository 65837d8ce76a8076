import { describe, expect, test } from 'vitest';
import { flowers, species } from './iris.ts';

// Softmax regression on the Iris data: p(species | x) = softmax(x·W + b), with an L2 penalty on W.
//
//   loss = −1/n Σ log p(speciesᵢ | xᵢ) + λ/2 ‖W‖²
//   ∂loss/∂W = 1/n Σ xᵢ (pᵢ − yᵢ)ᵀ + λ W,   ∂loss/∂b = 1/n Σ (pᵢ − yᵢ)

interface Weights {
  W: number[][]; // 4 measurements × 3 species
  b: number[]; // 3 species
}

const penalty = 0.01;

function probabilities(x: number[], { W, b }: Weights): number[] {
  const logits = b.map((bias, k) => x.reduce((sum, xj, j) => sum + xj * W[j][k], bias));
  const largest = Math.max(...logits);
  const exponentials = logits.map((z) => Math.exp(z - largest));
  const total = exponentials.reduce((sum, e) => sum + e, 0);
  return exponentials.map((e) => e / total);
}

function loss(weights: Weights): number {
  const logLikelihood = flowers.reduce(
    (sum, x, i) => sum + Math.log(probabilities(x, weights)[species[i]]),
    0,
  );
  const squares = weights.W.flat().reduce((sum, w) => sum + w * w, 0);
  return -logLikelihood / flowers.length + (penalty / 2) * squares;
}

function gradient(weights: Weights): Weights {
  const W = weights.W.map((row) => row.map((w) => penalty * w));
  const b = weights.b.map(() => 0);
  flowers.forEach((x, i) => {
    probabilities(x, weights).forEach((p, k) => {
      const error = (p - (species[i] === k ? 1 : 0)) / flowers.length;
      x.forEach((xj, j) => {
        W[j][k] += error * xj;
      });
      b[k] += error;
    });
  });
  return { W, b };
}

function descend(weights: Weights, steps: number): Weights {
  for (let step = 0; step < steps; step++) {
    const { W, b } = gradient(weights);
    weights = {
      W: weights.W.map((row, j) => row.map((w, k) => w - W[j][k])),
      b: weights.b.map((bias, k) => bias - b[k]),
    };
  }
  return weights;
}

function accuracy(weights: Weights): number {
  const hits = flowers.filter((x, i) => {
    const p = probabilities(x, weights);
    return p.indexOf(Math.max(...p)) === species[i];
  });
  return hits.length / flowers.length;
}

// Not zero: at W = 0 the penalty has no slope, and a mistake in its gradient would not show.
const start: Weights = {
  W: [
    [0.2, -0.1, 0.05],
    [-0.3, 0.15, 0.1],
    [0.1, 0.25, -0.2],
    [-0.05, 0.3, 0.12],
  ],
  b: [0.1, -0.2, 0.05],
};

describe('softmax regression on Iris', () => {
  test('the gradient is right where training starts', () => {
    expect({ value: loss, gradient }).toHaveCorrectGradient({ at: start });
  });

  test('the gradient is right near the optimum, where it almost vanishes', () => {
    const trained = descend(start, 400);
    expect(accuracy(trained)).toBeGreaterThan(0.95);
    expect(Math.hypot(...gradient(trained).W.flat())).toBeLessThan(1e-3);
    expect({ value: loss, gradient }).toHaveCorrectGradient({ at: trained });
  });

  test('a gradient already at hand can be checked against the loss alone', () => {
    expect(gradient(start)).toMatchNumericalGradient(loss, start);
  });
});
