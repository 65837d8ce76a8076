import { checkNamespace } from '../namespace.ts';

// Only what is used of jax-js, so that nobody needs its types to compile against ours.

/** An array of jax-js: whoever is handed one has to give it back, by passing it on or disposing of it. */
export interface JaxArray {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly device: string;
  readonly refCount: number;
  /** The array itself, with one more reference to it. */
  readonly ref: this;
  dispose(): void;
  /** Reads the numbers and gives the array back. */
  dataSync(): ArrayBufferView;
  data(): Promise<ArrayBufferView>;
}

type Class = abstract new (...args: never) => unknown;

/** What is used of the namespace of jax-js. */
export interface Jax {
  readonly Array: Class;
  readonly numpy: {
    array(
      values: readonly unknown[],
      options: { readonly shape: number[]; readonly dtype: string; readonly device: string },
    ): JaxArray;
  };
  /** The output at the primals, and what turns a cotangent of it into those of the primals. */
  vjp(
    f: (...primals: unknown[]) => unknown,
    primals: readonly JaxArray[],
  ): readonly [output: unknown, pullback: Pullback];
  /** The output at the primals, and its change along the tangents. */
  jvp(
    f: (...primals: unknown[]) => unknown,
    primals: readonly JaxArray[],
    tangents: readonly JaxArray[],
  ): readonly [output: unknown, product: unknown];
}

export interface Pullback {
  (cotangent: unknown): readonly JaxArray[];
  dispose(): void;
}

const MEMBERS = ['Array', 'numpy', 'vjp'] as const;

/** The namespace of jax-js: `import * as jax from '@jax-js/jax'`. */
export type JaxNamespace = Readonly<Record<(typeof MEMBERS)[number], unknown>>;

/** The namespace, once it is known to be one. */
export function asJax(namespace: JaxNamespace): Jax {
  checkNamespace(namespace, {
    call: 'jaxjs(jax)',
    source: "import * as jax from '@jax-js/jax'",
    members: MEMBERS,
  });
  return namespace as unknown as Jax;
}
