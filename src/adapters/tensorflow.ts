import type { GradientAdapter } from '../subject/adapter.ts';
import { functionsOfArrays } from './functions.ts';
import { holds } from './point.ts';
import { tensorPoint } from './tensorflow/functions.ts';
import { tensorKind } from './tensorflow/kind.ts';
import { asLayerCall, rememberCall } from './tensorflow/layer-call.ts';
import { layerSubject } from './tensorflow/layers.ts';
import { asTensorFlow, type Layer, type TensorFlowNamespace } from './tensorflow/namespace.ts';
import { plainPoint } from './tensorflow/plain.ts';

export type { TensorFlowNamespace } from './tensorflow/namespace.ts';

/**
 * Makes the functions, layers and models of TensorFlow.js checkable: `configureGradientChecks({ adapters: [tensorflow(tf)] })`.
 *
 * Functions of tensors are checked at the tensors in `at`; a list of them is several arguments, as in `tf.grads`. Layers
 * are called as `predict` calls them; see {@link inTraining}. Every tensor is float32, and none is left behind.
 *
 * @param tf - the namespace the project imports, so that no second copy of the library is loaded
 * @throws TypeError - for anything else
 */
export function tensorflow(tf: TensorFlowNamespace): GradientAdapter {
  const library = asTensorFlow(tf);
  const adapter: GradientAdapter = (received, request) => {
    const call = asLayerCall(library, received);
    if (call !== undefined) return layerSubject(library, call, request);
    if (!holds(request.at, tensorKind(library))) return undefined;
    return functionsOfArrays(received, request, (at, names) => tensorPoint(library, at, names));
  };
  return Object.assign(adapter, {
    plain: (at: unknown) => (holds(at, tensorKind(library)) ? plainPoint(library, at) : undefined),
  });
}

/**
 * A layer or a model as it is called in training: `expect(inTraining(model)).toHaveCorrectGradient({ input })`.
 *
 * Batch normalisation then takes the statistics of the batch; the running ones are restored. Dropout needs a `seed`.
 */
export function inTraining(layer: object): object {
  return rememberCall({ layer: layer as Layer, keywords: { training: true } });
}
