declare module 'adnn/ad/index.js' {
  interface Node {
    dx: number | { readonly data: Float64Array };
    backward(): void;
    backprop(): void;
  }
  const ad: {
    lift(value: unknown): Node;
    value(node: Node | number): number;
    derivative(node: Node): number;
    readonly scalar: Record<string, (...operands: (Node | number)[]) => Node>;
    readonly tensor: Record<string, (...operands: Node[]) => Node>;
  };
  export = ad;
}

declare module 'adnn/tensor.js' {
  class Tensor {
    constructor(dims: number[]);
    fromFlatArray(numbers: number[]): this;
  }
  export = Tensor;
}

declare module 'simplegrad' {
  export class ValueStorage {
    readonly gv: Float64Array;
    forward(): void;
    backward(): void;
  }

  export class Variable {
    constructor(storage: ValueStorage);
    compile(): void;
    getValue(): number;
    setValue(value: number): void;
    getGradient(): number;
    setGradient(value: number): void;
    mul(other: Variable | number): Variable;
    pow(other: Variable | number): Variable;
    [operator: string]: (...operands: (Variable | number)[]) => Variable;
  }
}

declare module 'convnetjs' {
  interface Vol {
    readonly w: Float64Array;
    readonly dw: Float64Array;
  }

  interface Layer {
    forward(input: Vol, isTraining: boolean): Vol;
    /** Returns the loss, when the layer has one. */
    backward(target?: number | number[]): number;
    getParamsAndGrads(): { readonly params: Float64Array; readonly grads: Float64Array }[];
  }

  type LayerClass = new (options: Record<string, number>) => Layer;

  const convnet: Record<`${string}Layer`, LayerClass> & {
    readonly Vol: new (width: number, height: number, depth: number, fill: number) => Vol;
  };
  export = convnet;
}

declare module 'neataptic' {
  type Activation = (x: number, derivative?: boolean) => number;
  const neataptic: { readonly methods: { readonly activation: Record<string, Activation> } };
  export = neataptic;
}

declare module 'ndarray' {
  interface View {
    get(...index: number[]): number;
  }
  function ndarray(data: Float64Array, shape: number[], stride?: number[], offset?: number): View;
  export = ndarray;
}

declare module 'bezier-js' {
  interface Point {
    readonly x: number;
    readonly y: number;
  }
  export class Bezier {
    constructor(...coordinates: number[]);
    get(t: number): Point;
    derivative(t: number): Point;
  }
}

declare module 'numeric' {
  type Lists = [number[], number[], number[]];
  const numeric: {
    ccsSparse(rows: readonly (readonly number[])[]): Lists;
    ccsGather(ccs: Lists): Lists;
    dot(one: readonly unknown[], other: readonly unknown[]): number[];
  };
  export = numeric;
}
