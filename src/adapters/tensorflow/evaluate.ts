import { arrived } from '../../subject/arrived.ts';
import { isPromise, type MaybePromise } from '../../subject/then.ts';
import { callUsers } from '../../subject/users-code.ts';
import { mapTree } from '../map-tree.ts';
import type { Tensor, TensorFlow } from './namespace.ts';

/** How the numbers of tensors are read: at once, or later where the backend can only do that (WebGPU). */
export interface Reader {
  readonly waits: boolean;
}

/** Finds out how the backend reads, with the first numbers that are wanted anyway. */
export function readFirst(
  tensors: readonly Tensor[],
): MaybePromise<Reader & { readonly numbers: readonly ArrayLike<number>[] }> {
  const [first] = tensors;
  if (first === undefined || readsAtOnce(first))
    return { waits: false, numbers: tensors.map((tensor) => numbersIn(tensor.dataSync())) };
  return Promise.all(tensors.map((tensor) => tensor.data())).then((data) => ({
    waits: true,
    numbers: data.map(numbersIn),
  }));
}

function readsAtOnce(tensor: Tensor): boolean {
  try {
    tensor.dataSync();
    return true;
  } catch {
    // what else is wrong with it, reading it later will tell
    return false;
  }
}

/**
 * Runs code that makes tensors, reads those it returns, and disposes of all it made, also when it throws.
 *
 * An asynchronous function cannot run in a scope, because other scopes could begin and end before it does: of what it
 * makes only the tensors it returns are disposed of.
 *
 * @returns what was returned, with numbers and `{ data, shape }` in place of tensors
 */
export function evaluate(tf: TensorFlow, { waits }: Reader, run: () => unknown): unknown {
  const scope = openScope(tf);
  let result: unknown;
  try {
    result = callUsers(run);
    if (!isPromise(result) && !waits)
      return mapTensors(tf, result, (tensor) => readingOf(tensor, tensor.dataSync()));
  } catch (error) {
    scope.abandonTape();
    throw error;
  } finally {
    scope.close(isPromise(result) ? 'keeping all' : waits ? result : undefined);
  }
  return Promise.resolve(result).then(
    (returned) => readLater(tf, returned, scope.isNew),
    (error) => {
      scope.abandonTape();
      throw error;
    },
  );
}

interface Scope {
  /** Whether a tensor was made since it was opened. */
  isNew(tensor: Tensor): boolean;
  /** Disposes of what was made in it, except a result, and in scopes that were begun in it and have not ended. */
  close(result: unknown): void;
  /** Disposes of what TensorFlow.js had saved for a backward pass that an exception has ended. */
  abandonTape(): void;
}

function openScope(tf: TensorFlow): Scope {
  const engine = tf.engine();
  const before = engine.state.activeTape;
  engine.startScope();
  const depthNow = () => engine.state.scopeStack?.length ?? 0;
  const depth = depthNow();
  const marker = tf.tensor(0);
  marker.dispose();
  const end = (result: unknown) =>
    engine.endScope(result === 'keeping all' ? engine.state.activeScope?.track : result);
  return {
    isNew: ({ id }) => id > marker.id,
    close: (result) => {
      // an asynchronous function has still to end its own
      while (result !== 'keeping all' && depthNow() > depth) end(result);
      // whoever has ended this one has not begun it: those around it are not to be ended, too
      if (depthNow() >= depth) end(result);
    },
    abandonTape: () => {
      const { gradientDepth, activeTape } = engine.state;
      if (gradientDepth > 0 || activeTape === before) return;
      for (const { saved } of activeTape ?? []) for (const tensor of saved ?? []) tensor.dispose();
      engine.state.activeTape = null;
    },
  };
}

async function readLater(
  tf: TensorFlow,
  result: unknown,
  isNew: (tensor: Tensor) => boolean,
): Promise<unknown> {
  const tensors: Tensor[] = [];
  mapTensors(tf, result, (tensor) => tensors.push(tensor));
  try {
    const data = await Promise.all(tensors.map((tensor) => tensor.data()));
    const read = data.values();
    return mapTensors(tf, result, (tensor) => readingOf(tensor, read.next().value));
  } finally {
    for (const tensor of tensors) if (isNew(tensor) && !tensor.kept) tensor.dispose();
  }
}

/** A tensor's numbers, copied: one for a scalar. */
export interface Reading {
  readonly data: Float32Array;
  readonly shape: readonly number[];
}

function readingOf({ shape, dtype }: Tensor, data: unknown): number | Reading {
  if (dtype === 'complex64' || dtype === 'string')
    throw new TypeError(
      `a value must be made of real numbers, got a tensor of ${dtype}${
        dtype === 'string' ? '' : '; take tf.real or tf.imag of it'
      }`,
    );
  // Integers too: `{ data, shape }` must hold floating-point numbers
  const numbers = Float32Array.from(numbersIn(data));
  return shape.length === 0 ? (numbers[0] as number) : { data: numbers, shape: [...shape] };
}

/** Something with each tensor in its lists and records replaced. */
export function mapTensors(
  tf: TensorFlow,
  value: unknown,
  change: (tensor: Tensor) => unknown,
): unknown {
  return mapTree(value, (leaf): leaf is Tensor => leaf instanceof tf.Tensor, change);
}

function numbersIn(data: unknown): ArrayLike<number> {
  if (ArrayBuffer.isView(data)) return data as Float32Array;
  throw new TypeError(`a tensor must hold numbers, got ${arrived(data)}`);
}
