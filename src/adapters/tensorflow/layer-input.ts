import type { AdapterRequest } from '../../subject/adapter.ts';
import { sizeOf } from '../../subject/cells.ts';
import { isTensor } from '../../subject/kinds.ts';
import { rowsToKeep } from '../../subject/layer/samples.ts';
import { standardNormal, uniformNumbers } from '../../subject/random.ts';
import { holds } from '../point.ts';
import { mapTensors } from './evaluate.ts';
import { tensorKind } from './kind.ts';
import { classOf, type LayerCall } from './layer-call.ts';
import type { Tensor, TensorFlow } from './namespace.ts';
import { newTensor } from './stored.ts';

/** How many samples a drawn input has: two, because some layers compare them. */
const SAMPLES = 2;

/**
 * The input of a layer as tensors: the option's, or one drawn for the shape the layer says it takes.
 *
 * @param made - is told of every tensor that was made for it
 */
export function layerInput(
  tf: TensorFlow,
  { layer }: LayerCall,
  { input, seed, samples }: AdapterRequest,
  made: (tensor: Tensor) => Tensor,
): unknown {
  const given = input === undefined ? drawnInput() : asTensors(input);
  return samples === undefined ? given : keepSamples(given, samples);

  function drawnInput(): unknown {
    const shapes = layer.inputs?.map(({ shape }) => shape) ?? [layer.batchInputShape];
    const uniform = uniformNumbers({ seed, purpose: 'input' });
    const drawn = shapes.map((stated) => {
      if (stated == null) throw new TypeError(noInput(classOf(layer)));
      const shape = stated.map((size, axis) => size ?? (axis === 0 ? SAMPLES : 1));
      const data = Array.from({ length: sizeOf(shape) }, () => standardNormal(uniform));
      return made(newTensor(tf, { data, shape }));
    });
    return drawn.length === 1 ? drawn[0] : drawn;
  }

  function asTensors(plain: unknown): unknown {
    if (holds(plain, tensorKind(tf))) return plain;
    const { data = plain, shape = undefined } = isTensor(plain) ? plain : {};
    return made(tf.keep(tf.tensor(data, shape && Array.from(shape))));
  }

  function keepSamples(batch: unknown, count: number): unknown {
    const sizes: number[] = [];
    mapTensors(tf, batch, ({ shape }) => sizes.push(shape[0] ?? 0));
    const size = Math.min(...sizes);
    if (count >= size) return batch;
    const rows = Int32Array.from(rowsToKeep(size, { samples: count, seed }));
    return mapTensors(tf, batch, (tensor) => made(gatherRows(tensor, rows)));
  }

  function gatherRows(tensor: Tensor, rows: Int32Array): Tensor {
    const indices = tf.tensor(rows, [rows.length], 'int32');
    const kept = tf.keep(tf.gather(tensor, indices));
    indices.dispose();
    return kept;
  }
}

function noInput(name: string): string {
  return `\`input\` must be given: layer ${name} does not say the shape of its input`;
}
