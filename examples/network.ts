// A little layer library. A layer maps a batch to a batch (one row a sample) and remembers what its backward pass needs.
// `backward` takes ∂loss/∂output, returns ∂loss/∂input and leaves the gradients of the parameters on the layer.

export interface Layer {
  forward(input: number[][]): number[][];
  backward(outputGradient: number[][]): number[][];
}

/** output = input · W + b */
export class Dense implements Layer {
  readonly inputShape: [rows: number, features: number];
  W: number[][];
  b: number[];
  dW: number[][] = [];
  db: number[] = [];
  private input: number[][] = [];

  constructor(inputs: number, outputs: number) {
    this.inputShape = [3, inputs];
    this.W = matrix(inputs, outputs, (i, j) => Math.sin(1 + i * outputs + j) / Math.sqrt(inputs));
    this.b = Array.from({ length: outputs }, (_, j) => 0.1 * Math.cos(j));
  }

  forward(input: number[][]): number[][] {
    this.input = input;
    return multiply(input, this.W).map((row) => row.map((y, j) => y + this.b[j]));
  }

  backward(outputGradient: number[][]): number[][] {
    this.dW = multiply(transpose(this.input), outputGradient);
    this.db = transpose(outputGradient).map(sum);
    return multiply(outputGradient, transpose(this.W));
  }
}

export class Tanh implements Layer {
  private output: number[][] = [];

  forward(input: number[][]): number[][] {
    this.output = input.map((row) => row.map(Math.tanh));
    return this.output;
  }

  backward(outputGradient: number[][]): number[][] {
    return this.output.map((row, i) => row.map((y, j) => (1 - y * y) * outputGradient[i][j]));
  }
}

export class Relu implements Layer {
  private input: number[][] = [];

  forward(input: number[][]): number[][] {
    this.input = input;
    return input.map((row) => row.map((x) => Math.max(x, 0)));
  }

  backward(outputGradient: number[][]): number[][] {
    return this.input.map((row, i) => row.map((x, j) => (x > 0 ? outputGradient[i][j] : 0)));
  }
}

/** The cross-entropy of each sample: loss = log Σ exp(logits) − logits[label]. One column. */
export class SoftmaxCrossEntropy implements Layer {
  private probabilities: number[][] = [];

  constructor(private readonly labels: number[]) {}

  forward(logits: number[][]): number[][] {
    this.probabilities = logits.map(softmax);
    return this.probabilities.map((p, i) => [-Math.log(p[this.labels[i]])]);
  }

  backward(outputGradient: number[][]): number[][] {
    return this.probabilities.map((row, i) =>
      row.map((p, k) => (p - (k === this.labels[i] ? 1 : 0)) * outputGradient[i][0]),
    );
  }
}

export function multiply(a: number[][], b: number[][]): number[][] {
  const columns = transpose(b);
  return a.map((row) => columns.map((column) => sum(row.map((x, k) => x * column[k]))));
}

export function transpose(a: number[][]): number[][] {
  return a[0].map((_, j) => a.map((row) => row[j]));
}

export function sum(values: number[]): number {
  return values.reduce((total, x) => total + x, 0);
}

function softmax(logits: number[]): number[] {
  const largest = Math.max(...logits);
  const exponentials = logits.map((z) => Math.exp(z - largest));
  const total = sum(exponentials);
  return exponentials.map((e) => e / total);
}

function matrix(rows: number, columns: number, entry: (i: number, j: number) => number) {
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => entry(i, j)),
  );
}
