import type { AdaptedLayer } from '../../subject/adapter.ts';
import { type PutBack, putBackAll } from '../../subject/put-back.ts';
import { onceBegun } from '../../subject/then.ts';
import { mapTensors } from './evaluate.ts';
import { classOf, type LayerCall, rememberCall } from './layer-call.ts';
import type { Keywords, Layer, Tensor, TensorFlow } from './namespace.ts';

/**
 * Runs a model once and notes what each of its layers is called with.
 *
 * @param made - is told of every tensor that was kept
 * @returns its layers in order; those that were not called have no input
 */
export function capturedLayers(
  tf: TensorFlow,
  layers: readonly Layer[],
  { run, made }: { run: () => void; made: (tensor: Tensor) => Tensor },
): readonly AdaptedLayer[] {
  const copy = (value: unknown) => mapTensors(tf, value, (one) => made(tf.keep(one.clone())));
  const calls = new Map<Layer, { readonly input: unknown; readonly keywords: Keywords }>();
  const unspied = layers.map((layer) =>
    spyOn(layer, (inputs, keywords) => {
      // A layer that is used several times is checked at its first input
      if (!calls.has(layer))
        calls.set(layer, { input: copy(inputs), keywords: copy(keywords) as Keywords });
    }),
  );
  onceBegun(run, () => putBackAll(unspied));
  return layers.flatMap((layer, i): readonly AdaptedLayer[] => {
    const name = classOf(layer);
    if (name === 'InputLayer') return [];
    return [{ path: `layers[${i}]`, name, ...asCalled(layer, calls.get(layer)) }];
  });
}

function asCalled(
  layer: Layer,
  call: { readonly input: unknown; readonly keywords: Keywords } | undefined,
): Pick<AdaptedLayer, 'layer' | 'input'> {
  if (call === undefined) return { layer, input: undefined };
  const { input, keywords } = call;
  const inList = Array.isArray(input) && input.length === 1;
  const remembered: LayerCall = { layer, keywords, inList };
  return { layer: rememberCall(remembered), input: inList ? input[0] : input };
}

/** Listens to the calls of a layer, until the function it returns is called. */
function spyOn(layer: Layer, listen: (inputs: unknown, keywords: Keywords) => void): PutBack {
  const own = Object.getOwnPropertyDescriptor(layer, 'call');
  const { call } = layer;
  const spied: Layer['call'] = (inputs, keywords) => {
    listen(inputs, keywords);
    return call.call(layer, inputs, keywords);
  };
  Object.defineProperty(layer, 'call', { value: spied, configurable: true, writable: true });
  return () => {
    if (own === undefined) Reflect.deleteProperty(layer, 'call');
    else Object.defineProperty(layer, 'call', own);
  };
}
