import type { AdaptedSubject, AdapterRequest, GradientAdapter } from '../subject/adapter.ts';
import { isPair } from '../subject/pair.ts';
import { isPromise, type MaybePromise } from '../subject/then.ts';
import { holds } from './point.ts';
import { functionOfTensors, gradientTensors, pairOfTensors } from './tensorflow/functions.ts';
import { tensorKind } from './tensorflow/kind.ts';
import { asLayerCall, rememberCall } from './tensorflow/layer-call.ts';
import { layerSubject } from './tensorflow/layers.ts';
import type { Layer, TensorFlow } from './tensorflow/namespace.ts';

export type { TensorFlow } from './tensorflow/namespace.ts';

/**
 * Makes the functions, layers and models of TensorFlow.js checkable: `configureGradientChecks({ adapters: [tensorflow(tf)] })`.
 *
 * Functions of tensors are checked at the tensors in `at`; a list of them is several arguments, as in `tf.grads`. Layers
 * are called as `predict` calls them; see {@link inTraining}. Every tensor is float32, and none is left behind.
 *
 * @param tf - the namespace the project imports, so that no second copy of the library is loaded
 */
export function tensorflow(tf: TensorFlow): GradientAdapter {
  return (received, request) => {
    const call = asLayerCall(tf, received);
    if (call !== undefined) return layerSubject(tf, call, request);
    if (isPromise(received) || !holds(request.at, tensorKind(tf))) return undefined;
    return 'f' in request ? bareGradient(tf, received, request) : functions(tf, received, request);
  };
}

/**
 * A layer or a model as it is called in training: `expect(inTraining(model)).toHaveCorrectGradient({ input })`.
 *
 * Batch normalisation then takes the statistics of the batch; the running ones are restored. Dropout needs a `seed`.
 */
export function inTraining(layer: object): object {
  return rememberCall({ layer: layer as Layer, keywords: { training: true } });
}

type TensorFunction = (...args: unknown[]) => unknown;

function isFunction(value: unknown): value is TensorFunction {
  return typeof value === 'function';
}

function bareGradient(
  tf: TensorFlow,
  gradient: unknown,
  { f, at }: AdapterRequest,
): MaybePromise<AdaptedSubject> | undefined {
  if (!isFunction(f)) return undefined;
  if (!isFunction(gradient)) return gradientTensors(tf, { gradient, f }, at);
  return pairOfTensors(tf, { description: 'gradient function', value: f, gradient }, at);
}

function functions(
  tf: TensorFlow,
  received: unknown,
  { at }: AdapterRequest,
): MaybePromise<AdaptedSubject> | undefined {
  if (isFunction(received)) return functionOfTensors(tf, received, at);
  if (!isPair(received)) return undefined;
  const value: TensorFunction = (...args) => Reflect.apply(received.value, received, args);
  const gradient: TensorFunction = (...args) => Reflect.apply(received.gradient, received, args);
  return pairOfTensors(tf, { description: '{ value, gradient }', value, gradient }, at);
}
