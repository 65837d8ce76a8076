import { checkNamespace } from '../namespace.ts';

// Only what is used of TensorFlow.js, so that nobody needs its types to compile against ours, and every package of it
// fits: @tensorflow/tfjs, tfjs-core, tfjs-node.

/** A tensor of TensorFlow.js. */
export interface Tensor {
  readonly id: number;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly isDisposed: boolean;
  readonly kept: boolean;
  dataSync(): unknown;
  data(): Promise<unknown>;
  clone(): Tensor;
  dispose(): void;
}

/** A tensor that can be assigned to: a weight. */
export interface Variable extends Tensor {
  readonly name: string;
  assign(value: Tensor): void;
}

/** A weight as a layer holds it. */
export interface LayerWeight {
  readonly name: string;
  readonly originalName: string;
  read(): Tensor;
}

/** A layer, or a model: it has layers of its own. */
export interface Layer {
  readonly name: string;
  readonly built: boolean;
  readonly trainableWeights: readonly LayerWeight[];
  readonly weights: readonly LayerWeight[];
  readonly layers?: readonly Layer[];
  readonly inputs?: readonly { readonly shape: readonly (number | null)[] }[];
  readonly batchInputShape?: readonly (number | null)[];
  getClassName(): string;
  apply(inputs: unknown, kwargs?: Keywords): unknown;
  call(inputs: unknown, kwargs: Keywords): unknown;
}

/** What a layer is called with besides its inputs: `training`, `mask`. */
export type Keywords = Record<string, unknown>;

/** The part of the engine that holds scopes and the tape. */
export interface Engine {
  readonly state: {
    readonly gradientDepth: number;
    activeTape?: readonly { readonly saved?: readonly Tensor[] }[] | null;
    readonly scopeStack?: readonly unknown[];
    readonly activeScope: { readonly track: readonly Tensor[] } | null;
  };
  startScope(name?: string): void;
  endScope(result?: unknown): void;
  gradients(
    f: () => unknown,
    xs: readonly Tensor[],
    dy?: Tensor,
    allowNoGradients?: boolean,
  ): { readonly grads: readonly (Tensor | undefined)[] };
}

type Class = abstract new (...args: never) => unknown;

/** What is used of the namespace of TensorFlow.js. */
export interface TensorFlow {
  readonly Tensor: Class;
  readonly Variable: Class;
  /** Absent in tfjs-core. */
  readonly layers?: { readonly Layer: Class };
  engine(): Engine;
  tensor(values: unknown, shape?: number[], dtype?: 'float32' | 'int32'): Tensor;
  keep(tensor: Tensor): Tensor;
  grads(f: (...args: Tensor[]) => unknown): (args: readonly Tensor[], dy?: Tensor) => Tensor[];
  sum(x: Tensor): Tensor;
  mul(x: Tensor, y: Tensor): Tensor;
  addN(tensors: readonly Tensor[]): Tensor;
  gather(x: Tensor, indices: Tensor): Tensor;
}

const MEMBERS = [
  'Tensor',
  'Variable',
  'engine',
  'tensor',
  'keep',
  'grads',
  'sum',
  'mul',
  'addN',
  'gather',
] as const;

/** The namespace of TensorFlow.js, from whichever of its packages: `import * as tf from '@tensorflow/tfjs'`. */
export type TensorFlowNamespace = Readonly<Record<(typeof MEMBERS)[number], unknown>>;

/** The namespace, once it is known to be one. */
export function asTensorFlow(namespace: TensorFlowNamespace): TensorFlow {
  checkNamespace(namespace, {
    call: 'tensorflow(tf)',
    source: "import * as tf from '@tensorflow/tfjs'",
    members: MEMBERS,
  });
  return namespace as unknown as TensorFlow;
}
