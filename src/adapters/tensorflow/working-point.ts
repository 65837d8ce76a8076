import type { AccessedArray } from '../../subject/adapter.ts';
import { putBackEach } from '../../subject/put-back.ts';
import { andThen, type MaybePromise } from '../../subject/then.ts';
import { type Leaf, type Point, type Root, readPoint } from '../point.ts';
import type { Reader } from './evaluate.ts';
import { tensorKind } from './kind.ts';
import type { Tensor, TensorFlow } from './namespace.ts';
import { type StoredTensor, storeTensors } from './stored.ts';

/** A tensor that can be written, and its path. */
export interface StoredVariable extends StoredTensor {
  readonly path: string;
}

/** A point, or an input, whose float tensors can be written. */
export interface WorkingPoint {
  readonly point: Point<Tensor>;
  readonly reader: Reader;
  /** The float tensors, in order. */
  readonly variables: readonly StoredVariable[];
  /** The float tensors as they are now, in order. */
  floats(): Tensor[];
  /** The point around these float tensors; integer tensors are the user's own. */
  around(floats: readonly Tensor[]): unknown;
  release(): void;
}

/** Where a point hangs: how errors and paths begin. */
export function pointRoot(at: unknown, names?: readonly string[]): Root {
  return { name: 'at', bare: 'x', root: Array.isArray(at) ? 'at' : '', names };
}

/** Makes a point writable. */
export function workingPoint(tf: TensorFlow, at: unknown, root: Root): MaybePromise<WorkingPoint> {
  const point = readPoint(at, root, tensorKind(tf));
  const leaves = point.leaves.filter(isFloat);
  const tensors = leaves.map(({ array }) => array);
  return andThen(storeTensors(tf, tensors), ({ stored, ...reader }) => ({
    point,
    reader,
    variables: stored.map((one, i) => ({ ...one, path: (leaves[i] as Leaf<Tensor>).path })),
    floats: () => stored.map(({ tensor }) => tensor()),
    around: (floats) => {
      const next = floats.values();
      const current = (leaf: Leaf<Tensor>) => (isFloat(leaf) ? next.next().value : leaf.array);
      return point.build(point.leaves.map(current));
    },
    release: () => releaseAll(stored),
  }));
}

/** Variables as a check wants them: arrays to read and write, by path. */
export function arraysByPath(variables: readonly StoredVariable[]): Record<string, AccessedArray> {
  return Object.fromEntries(variables.map(({ path, array }) => [path, array]));
}

function isFloat({ dtype }: Leaf<Tensor>): boolean {
  return dtype !== undefined;
}

export function releaseAll(stored: readonly StoredTensor[]): void {
  putBackEach(stored, (one) => one.release());
}

/** The arguments a point stands for: a list of tensors is several, as in tf.grads. */
export function argumentsOf(point: unknown): readonly unknown[] {
  return Array.isArray(point) ? point : [point];
}
