// Small engines as people write them in an afternoon, each with a slip that can be planted in one of its operations.

/** A scalar in a graph: `.data`, `.grad`, `.backward()`. */
export class Value {
  grad = 0;
  readonly #inputs: readonly Value[];
  #pass = () => {};

  constructor(
    public data: number,
    inputs: readonly Value[] = [],
  ) {
    this.#inputs = inputs;
  }

  add(other: Value): Value {
    const sum = new Value(this.data + other.data, [this, other]);
    sum.#pass = () => {
      this.grad += sum.grad;
      other.grad += sum.grad;
    };
    return sum;
  }

  /** @param slip - what the gradient of the other factor is multiplied by */
  mul(other: Value, slip = 1): Value {
    const product = new Value(this.data * other.data, [this, other]);
    product.#pass = () => {
      this.grad += other.data * product.grad;
      other.grad += slip * this.data * product.grad;
    };
    return product;
  }

  tanh(): Value {
    const y = new Value(Math.tanh(this.data), [this]);
    y.#pass = () => {
      this.grad += (1 - y.data * y.data) * y.grad;
    };
    return y;
  }

  backward(): void {
    const order: Value[] = [];
    const visit = (node: Value): void => {
      if (order.includes(node)) return;
      for (const input of node.#inputs) visit(input);
      order.push(node);
    };
    visit(this);
    this.grad = 1;
    for (const node of order.reverse()) node.#pass();
  }
}

/** The same numbers and gradients by other names. */
export function graphOf(names: {
  readonly value: string;
  readonly gradient: string;
  readonly backward?: string;
}) {
  const { value, gradient, backward = 'backward' } = names;
  class Node {
    readonly numbers: Record<string, number>;
    constructor(
      number: number,
      readonly inputs: readonly [Node, (g: number) => number][] = [],
    ) {
      this.numbers = { [value]: number, [gradient]: 0 };
      Object.assign(this, this.numbers);
    }
  }
  const read = (node: Node, name: string) => (node as unknown as Record<string, number>)[name];
  const pass = (node: Node, g: number): void => {
    (node as unknown as Record<string, number>)[gradient] = read(node, gradient) + g;
    for (const [input, slope] of node.inputs) pass(input, slope(g));
  };
  Object.defineProperty(Node.prototype, backward, {
    value(this: Node) {
      pass(this, 1);
    },
  });
  const leaf = (number: number) => new Node(number);
  const mul = (a: Node, b: Node, slip: number) =>
    new Node(read(a, value) * read(b, value), [
      [a, (g) => g * read(b, value)],
      [b, (g) => slip * g * read(a, value)],
    ]);
  return { leaf, mul };
}

/** A flat array with a shape, in a graph: its gradient is flat as well, or another tensor. */
export class Tensor {
  grad: Float64Array | Tensor | null = null;
  #pass: (g: Float64Array) => void = () => {};

  constructor(
    public data: Float64Array,
    readonly shape: readonly number[],
    readonly wraps = false,
  ) {}

  /** Σ aᵢ·bᵢ². */
  weigh(other: Tensor, slip: number): Tensor {
    const sum = this.data.reduce((total, a, i) => total + a * other.data[i] ** 2, 0);
    const result = new Tensor(Float64Array.of(sum), [1], this.wraps);
    result.#pass = ([g]) => {
      this.#add(other.data.map((b) => g * b * b));
      other.#add(this.data.map((a, i) => slip * 2 * g * a * other.data[i]));
    };
    return result;
  }

  #add(slopes: Float64Array): void {
    const before = this.grad instanceof Tensor ? this.grad.data : this.grad;
    const sum = slopes.map((slope, i) => slope + (before?.[i] ?? 0));
    this.grad = this.wraps ? new Tensor(sum, this.shape) : sum;
  }

  backward(): void {
    this.#pass(Float64Array.of(1));
  }
}
