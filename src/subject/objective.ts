import { arrived } from './arrived.ts';
import { fill } from './cells.ts';
import { copyTree } from './copy.ts';
import { grainsFrom } from './grains.ts';
import { arraysIn, numbersOf, shapesOf } from './output.ts';
import { signedUnit, type Uniform, uniformNumbers } from './random.ts';
import type { Values } from './subject.ts';
import { copyVolume, volumeOf } from './volume.ts';

/**
 * Makes numbers of an output: its inner products with a few fixed random cotangents.
 *
 * Never a cotangent of ones: behind a normalisation the gradient of a plain sum is zero, whatever the backward pass does.
 */
export interface Objective {
  /** How many cotangents there are. */
  readonly count: number;
  /** Whether outputs are in a coarser format than float64. */
  readonly isGrained: boolean;
  /** The numbers of each cotangent, where they are. */
  readonly cotangents?: readonly Float64Array[] | undefined;
  /**
   * Σ cₖ·yₖ in float64, for each cotangent c; after those, where outputs are in a coarser format, the grains of each.
   *
   * @see grainsOf
   */
  contract(output: unknown): Float64Array & Pick<Values, 'outputs'>;
  /** A fresh copy of a cotangent, in the structure and types of the output. */
  cotangent(which: number): unknown;
  /** Writes a cotangent to where an output that carries its own gradient is expected to have it. */
  deliver(output: unknown, which: number): void;
}

/** Whose outputs they are, and how many cotangents to draw from which seed. */
export interface Contraction {
  /** Whose output it is, in errors: `layer Dense`. */
  readonly name: string;
  /** The call that gives it: `forward(input)`. */
  readonly source: string;
  readonly seed: number;
  /** For outputs of several numbers; a single one has a single cotangent. */
  readonly cotangents: number;
  /** Whether the cotangent of a single number is 1: for a backward pass that takes none. */
  readonly takesNone?: boolean;
}

/** Draws cotangents for outputs like this one. */
export function objectiveFor(first: unknown, contraction: Contraction): Objective {
  const { name, source, seed, cotangents, takesNone = false } = contraction;
  if (takesNone && typeof first === 'number') return numberObjective(name);
  const model = arraysIn(first, source);
  const shapes = shapesOf(model);
  const uniform = uniformNumbers({ seed, purpose: 'cotangent' });
  const count = numbersOf(model).length === 1 ? 1 : cotangents;
  const drawn = Array.from({ length: count }, () => like(first, uniform));
  const weights = drawn.map((cotangent) => numbersOf(arraysIn(cotangent, source)));
  const grained = grainsFrom(model, weights);
  const isGrained = model.some(({ cells }) => cells.dtype !== 'float64');
  return {
    count,
    isGrained,
    ...(isGrained && { cotangents: weights }),
    contract: (output) => {
      const arrays = arraysIn(output, source);
      const found = shapesOf(arrays);
      if (found !== shapes)
        throw new TypeError(
          `the output of ${name} must keep its shape, got ${found} after ${shapes}`,
        );
      const numbers = numbersOf(arrays);
      const values = weights.map((cotangent) => innerProduct(cotangent, numbers));
      const rows = Float64Array.of(...values, ...grained(numbers));
      return isGrained ? Object.assign(rows, { outputs: numbers }) : rows;
    },
    cotangent: (which) => copyOutput(drawn[which]),
    deliver: (output, which) => {
      const [volume, source] = [volumeOf(output), volumeOf(drawn[which])];
      // an output may be another kind of thing than it was: whoever reads it says so
      if (volume === undefined || source === undefined) return;
      volume.holder[volume.gradient] = copyTree(source.holder[source.values]);
    },
  };
}

/** For a value that is a number already: it is its own contraction, and the cotangent is 1. */
export function numberObjective(name: string): Objective {
  return {
    count: 1,
    isGrained: false,
    contract: (value) => {
      if (typeof value === 'number') return Float64Array.of(value);
      throw new TypeError(`the value of ${name} must stay a number, got ${arrived(value)}`);
    },
    cotangent: () => 1,
    deliver: () => {},
  };
}

function like(output: unknown, uniform: Uniform): unknown {
  const box = { root: copyOutput(output) };
  for (const { cells } of arraysIn(box.root, 'cotangent', box))
    fill(
      cells,
      Array.from({ length: cells.size }, () => signedUnit(uniform)),
    );
  return box.root;
}

function copyOutput(output: unknown): unknown {
  const volume = volumeOf(output);
  return volume === undefined ? copyTree(output) : copyVolume(volume).holder;
}

function innerProduct(cotangent: Float64Array, output: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < output.length; k++) sum += cotangent[k] * output[k];
  return sum;
}
