import { expect, test } from 'vitest';
import { irisBatch } from './iris.ts';
import { multiply, sum, transpose } from './network.ts';

// THIS TEST FAILS, ON PURPOSE: it shows the report that a wrong gradient gets.

/** output = input · W + b, with as many outputs as inputs. */
class SquareDense {
  W = [
    [0.42, -0.31, 0.17, 0.55],
    [-0.28, 0.63, 0.09, -0.44],
    [0.36, 0.21, -0.52, 0.14],
    [-0.11, -0.47, 0.38, 0.26],
  ];
  b = [0.1, -0.2, 0.3, 0.05];
  dW: number[][] = [];
  db: number[] = [];
  private input: number[][] = [];

  forward(input: number[][]): number[][] {
    this.input = input;
    return multiply(input, this.W).map((row) => row.map((y, j) => y + this.b[j]));
  }

  backward(outputGradient: number[][]): number[][] {
    // The mistake: this is inputᵀ · outputGradient with the two in each other's place. The shapes still fit, so
    // nothing complains, and a network with this layer even learns, only badly.
    this.dW = multiply(transpose(outputGradient), this.input);
    this.db = transpose(outputGradient).map(sum);
    return multiply(outputGradient, transpose(this.W));
  }
}

test('a dense layer whose weight gradient is transposed', () => {
  const { inputs } = irisBatch(30); // 5 flowers, 4 measurements each
  expect(new SquareDense()).toHaveCorrectGradient({ input: inputs });
});
