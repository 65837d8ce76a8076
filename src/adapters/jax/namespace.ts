// Only what is used of jax-js, so that nobody needs its types to compile against ours. Methods, not properties: their
// parameters are compared both ways. `never` stands for what the library's own types say more exactly.

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

/** The namespace of jax-js: `import * as jax from '@jax-js/jax'`. */
export interface Jax {
  readonly Array: Class;
  readonly numpy: { array(values: never, options: never): JaxArray };
  vjp(f: never, primals: never): unknown;
}
