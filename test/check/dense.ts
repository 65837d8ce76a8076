/** A dense layer without an activation, y = x·W + b, whose forward pass can be made to do something first. */
export class Dense {
  readonly W = Float64Array.of(0.1, -0.2, 0.3, -0, 0.5, -0.6);
  readonly b = Float64Array.of(0.7, -0.8);
  readonly dW = new Float64Array(6);
  readonly db = new Float64Array(2);
  #input = new Float64Array(3);
  readonly #before: () => void;

  constructor(before: () => void = () => {}) {
    this.#before = before;
  }

  forward(input: Float64Array): Float64Array {
    this.#before();
    this.#input = input.slice();
    return this.b.map((bias, j) => input.reduce((y, x, i) => y + x * this.W[2 * i + j], bias));
  }

  backward(outputGradient: Float64Array): Float64Array {
    this.#input.forEach((x, i) => {
      for (const j of [0, 1]) this.dW[2 * i + j] = x * outputGradient[j];
    });
    this.db.set(outputGradient);
    return this.#input.map(
      (_, i) => this.W[2 * i] * outputGradient[0] + this.W[2 * i + 1] * outputGradient[1],
    );
  }

  /** The bits of all its arrays, for comparing before and after. */
  get bits(): readonly bigint[] {
    const arrays = [this.W, this.b, this.dW, this.db];
    return arrays.flatMap((array) => [...new BigUint64Array(array.slice().buffer)]);
  }
}
