import { asArray } from '../arrays.ts';
import { fill } from '../cells.ts';
import type { SubjectContext } from '../context.ts';
import { readTree } from '../read-tree.ts';
import { type ArrayNode, arraysOf, type Tree } from '../tree.ts';
import { copyVolume, volumeOf } from '../volume.ts';
import { workingPoint } from '../working-point.ts';
import type { Holding } from './inventory.ts';
import { sampleRows } from './samples.ts';
import { statedInput } from './statement.ts';

/** The private copy of a layer's input. */
export interface LayerInput {
  readonly tree: Tree;
  /** What is differentiated: nothing when the input is indices. */
  readonly arrays: readonly ArrayNode[];
  handOut(): unknown;
  checkIntact(by: string): void;
  /** The gradient the input carries itself, when it is of that kind. */
  readonly carriedGradient?: () => unknown;
}

const RULES = {
  name: 'input',
  root: 'input',
  integers: true,
  remedy: 'keep it on the layer instead of putting it in the input',
};

/** Takes the input from the options, or makes one of the shape the layer says it takes. */
export function layerInput(
  layer: { object: object; name: string; holdings: readonly Holding[] },
  { input, seed, samples }: SubjectContext,
): LayerInput {
  const given = input ?? statedInput(layer.object, { ...layer, seed });
  const sampled = samples === undefined ? given : sampleRows(given, { samples, seed });
  return volumeInput(sampled) ?? workingPoint(sampled, RULES);
}

function volumeInput(given: unknown): LayerInput | undefined {
  const original = volumeOf(given);
  if (original === undefined) return undefined;
  const { holder, values, gradient } = copyVolume(original);
  const tree = readTree({ root: holder[values] }, RULES);
  return {
    tree,
    arrays: arraysOf(tree),
    handOut: () => {
      const carried = asArray(holder[gradient]);
      if (carried !== undefined) fill(carried, new Float64Array(carried.size));
      return holder;
    },
    checkIntact: () => {},
    carriedGradient: () => holder[gradient],
  };
}
