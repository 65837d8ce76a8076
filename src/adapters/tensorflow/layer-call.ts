import { isObject } from '../../subject/kinds.ts';
import type { Keywords, Layer, TensorFlow } from './namespace.ts';

/** A layer, and how it is called. */
export interface LayerCall {
  readonly layer: Layer;
  /** What it is called with besides its inputs. */
  readonly keywords: Keywords;
  /** Whether a single input comes in a list, as a model hands it to its layers. */
  readonly inList?: boolean;
}

// A registered symbol, because the ES module and the CommonJS build of this package may both be loaded.
const CALL: unique symbol = Symbol.for('expect-gradient.tensorflow.call') as never;

/** Remembers a call of a layer, as an object that only the adapter knows. */
export function rememberCall(call: LayerCall): object {
  return { [CALL]: call };
}

/** The call that is meant by a remembered one, or by a layer on its own: inference, as `predict` does it. */
export function asLayerCall(tf: TensorFlow, received: unknown): LayerCall | undefined {
  if (isObject(received) && CALL in received) return (received as { [CALL]: LayerCall })[CALL];
  return isLayer(tf, received) ? { layer: received, keywords: {} } : undefined;
}

function isLayer(tf: TensorFlow, received: unknown): received is Layer {
  return tf.layers !== undefined && received instanceof tf.layers.Layer;
}

/** Calls a layer: at every call with keywords of its own, because a model writes masks into them. */
export function applyLayer({ layer, keywords, inList }: LayerCall, input: unknown): unknown {
  return layer.apply(inList ? [input] : input, { ...keywords });
}

/** The name of a layer's class, for messages. */
export function classOf(layer: Layer): string {
  return layer.getClassName() ?? layer.constructor.name;
}
