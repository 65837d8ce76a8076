import type * as tf from '@tensorflow/tfjs';
import type { Call, Interference, Log } from '../calls.ts';
import type { Difference } from '../picture.ts';
import type { Made } from '../subjects/made.ts';

/** Something that goes wrong in a subject. */
export interface Fault extends Interference {
  /** Tampers with a subject before the check. */
  setUp?(made: Made, log: Log): void;
  /** What the fault itself does to the caller's objects and nobody can undo. */
  readonly beyondRepair?: readonly Difference['of'][];
  /** Whether a result is lost, which may be a tensor. */
  readonly losesResult?: boolean;
  /** Whether the check has to have a limit to end at all. */
  readonly needsLimit?: boolean;
}

export type Faults = Readonly<Record<string, Fault>>;

export type AnyArray = Float64Array | Float32Array | unknown[];

/** The arrays in a value, at any depth. */
export function arraysIn(value: unknown, deepest = 4): readonly AnyArray[] {
  if (typeof value !== 'object' || value === null || deepest === 0) return [];
  if (ArrayBuffer.isView(value)) return [value as Float64Array];
  if ('dataSync' in value) return [];
  const inside = Object.values(value).flatMap((child) => arraysIn(child, deepest - 1));
  return Array.isArray(value) ? [value, ...inside] : inside;
}

/** The containers of numbers in what a call was given; of tensors their memory, unless a library made them for its own layer. */
export function argumentsIn({ args, name }: Call): readonly AnyArray[] {
  const memories = name === 'layer call' ? [] : args.flatMap(memoryOf);
  return [...args.flatMap((argument) => arraysIn(argument)), ...memories];
}

function memoryOf(argument: unknown): readonly AnyArray[] {
  const isTensor = typeof argument === 'object' && argument !== null && 'dataSync' in argument;
  return isTensor ? [(argument as tf.Tensor).dataSync() as Float32Array] : [];
}

/** The arrays on the layer whose pass it is. */
export function membersIn({ self }: Call): readonly AnyArray[] {
  return arraysIn(self);
}
