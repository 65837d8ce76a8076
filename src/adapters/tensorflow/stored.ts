import type { AccessedArray } from '../../subject/adapter.ts';
import { andThen, type MaybePromise } from '../../subject/then.ts';
import { type Reader, readFirst } from './evaluate.ts';
import { isVariable } from './kind.ts';
import type { Tensor, TensorFlow, Variable } from './namespace.ts';

/** A tensor that can be written. */
export interface StoredTensor {
  /** What holds the numbers now. */
  tensor(): Tensor;
  readonly array: AccessedArray;
  /** Puts everything back as it was. */
  release(): void;
}

/** Makes tensors writable: a tf.Variable where it is, so that closures over it see the numbers; any other as a copy. */
export function storeTensors(
  tf: TensorFlow,
  tensors: readonly Tensor[],
): MaybePromise<Reader & { readonly stored: readonly StoredTensor[] }> {
  return andThen(readFirst(tensors), ({ waits, numbers }) => ({
    waits,
    stored: tensors.map((tensor, i) => {
      const access = writable(tf, tensor, numbers[i] as ArrayLike<number>);
      return { ...access, array: accessedArray(access, { tensor, waits, numbers: numbers[i] }) };
    }),
  }));
}

type Writable = Pick<StoredTensor, 'tensor' | 'release'> & { write(numbers: Float64Array): void };

function writable(tf: TensorFlow, tensor: Tensor, numbers: ArrayLike<number>): Writable {
  return isVariable(tf, tensor) ? inPlace(tf, tensor) : asCopy(tf, tensor.shape, numbers);
}

function asCopy(tf: TensorFlow, shape: readonly number[], numbers: ArrayLike<number>): Writable {
  let copy = newTensor(tf, { data: numbers, shape });
  return {
    tensor: () => copy,
    write: (written) => {
      copy.dispose();
      copy = newTensor(tf, { data: written, shape });
    },
    release: () => copy.dispose(),
  };
}

function inPlace(tf: TensorFlow, variable: Variable): Writable {
  const restore = remember(tf, variable);
  return {
    tensor: () => variable,
    write: (written) => {
      const value = newTensor(tf, { data: written, shape: variable.shape });
      variable.assign(value);
      value.dispose();
    },
    release: restore,
  };
}

/** Keeps the memory a variable looks at, and has it look there again: what is restored is what was there, bit by bit. */
export function remember(tf: TensorFlow, variable: Variable): () => void {
  const original = tf.keep(variable.clone());
  return () => {
    variable.assign(original);
    original.dispose();
  };
}

/**
 * A tensor of its own memory: the CPU backend keeps the very array it is given.
 *
 * Kept, because a check may go on when the scope it began in has ended: to be disposed of by whoever asked for it.
 */
export function newTensor(
  tf: TensorFlow,
  { data, shape }: { data: ArrayLike<number>; shape: readonly number[] },
): Tensor {
  // a constructor copies a million numbers in a fraction of the time of `from`
  return tf.keep(tf.tensor(new Float32Array(data), [...shape], 'float32'));
}

// What has been written is read back from the tensor itself: code that writes into the array of dataSync() is found out.
function accessedArray(
  { tensor, write }: Writable,
  start: { tensor: Tensor; waits: boolean; numbers: ArrayLike<number> | undefined },
): AccessedArray {
  let mirror = Float64Array.from(start.numbers ?? []);
  return {
    shape: [...start.tensor.shape],
    dtype: 'float32',
    read: () => (start.waits ? mirror : (tensor().dataSync() as Float32Array)),
    write: (numbers) => {
      write(numbers);
      // as it will be read, where that cannot be done at once
      if (start.waits) mirror = new Float64Array(new Float32Array(numbers));
    },
  };
}
