import { shapeText } from '../arrived.ts';
import { fill } from '../cells.ts';
import { copyTree } from '../copy.ts';
import { signedUnit, uniformNumbers } from '../random.ts';
import { readTree } from '../read-tree.ts';
import { type ArrayNode, arraysOf } from '../tree.ts';
import { copyVolume, type Volume, volumeOf } from './volume.ts';

/**
 * Makes one number of a layer's output: its inner product with a fixed random cotangent.
 *
 * Never a cotangent of ones: behind a normalisation the gradient of a plain sum is zero, whatever the backward pass does.
 */
export interface Objective {
  /** Σ cₖ·yₖ in float64. */
  contract(output: unknown): number;
  /** A fresh copy of the cotangent, in the structure and types of the output. */
  cotangent(): unknown;
  /** Writes the cotangent to where an output that carries its own gradient is expected to have it. */
  deliver(output: unknown): void;
}

/** Draws the cotangent for outputs like this one. */
export function objectiveFor(first: unknown, layer: { name: string; seed: number }): Objective {
  const cotangent = like(first, layer.seed);
  const weights = arraysIn(cotangent);
  const shapes = shapesOf(weights);
  return {
    contract: (output) => {
      const arrays = arraysIn(output);
      if (shapesOf(arrays) !== shapes)
        throw new TypeError(
          `the output of ${layer.name} must keep its shape, got ${shapesOf(arrays)} after ${shapes}`,
        );
      return contract(weights, arrays);
    },
    cotangent: () => copyOutput(cotangent),
    deliver: (output) => {
      const volume = volumeOf(output);
      if (volume === undefined) return;
      const source = volumeOf(cotangent) as Volume;
      volume.holder[volume.gradient] = copyTree(source.holder[source.values]);
    },
  };
}

function like(output: unknown, seed: number): unknown {
  arraysIn(output);
  const cotangent = copyOutput(output);
  const uniform = uniformNumbers({ seed, purpose: 'cotangent' });
  const box = { root: cotangent };
  for (const { cells } of arraysIn(cotangent, box))
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

function arraysIn(output: unknown, box = { root: output }): readonly ArrayNode[] {
  const volume = volumeOf(output);
  if (volume !== undefined) return arraysIn(volume.holder[volume.values]);
  return arraysOf(readTree(box, { name: 'forward(input)', root: 'output', anyNumber: true }));
}

function contract(weights: readonly ArrayNode[], output: readonly ArrayNode[]): number {
  let sum = 0;
  weights.forEach((weight, k) => {
    const { cells } = output[k] as ArrayNode;
    for (let i = 0; i < cells.size; i++) sum += weight.cells.read(i) * cells.read(i);
  });
  return sum;
}

function shapesOf(arrays: readonly ArrayNode[]): string {
  const shapes = arrays.map(
    ({ path, cells }) => path.replace(/^output\.?/, '') + shapeText(cells.shape),
  );
  return shapes.join(', ');
}
