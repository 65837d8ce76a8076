import type { AdaptedLayer } from '../adapter.ts';
import { askPatiently, type SubjectContext } from '../context.ts';
import { copyTree } from '../copy.ts';
import { className } from '../kinds.ts';
import { type PutBack, putBackAll } from '../put-back.ts';
import { andThen, type MaybePromise, whenDone } from '../then.ts';
import { copyVolume, volumeOf } from '../volume.ts';
import { layerInput } from './input.ts';
import { type Layer, type LayerList, membersOf } from './layer.ts';
import { snapshotOf } from './snapshot.ts';

/**
 * Runs a model once, and says what each of its layers received; the model is left as it was.
 *
 * @param forward - is given what leaves the model as it was, for passes that end when nobody waits for them any more
 * @returns every layer; the input of one that was not reached is undefined
 */
export function layersAtTheirInputs(
  model: object,
  forward: (putBack: PutBack) => MaybePromise<unknown>,
): MaybePromise<readonly AdaptedLayer[]> {
  const members = membersOf(model);
  const { putBack } = snapshotOf(model, 'the model');
  const inputs = new Map<Layer, unknown>();
  const stops = members.map(({ layer }) => listenTo(layer, inputs));
  const cleanUp = () => putBackAll([...stops, putBack]);
  const pass = whenDone(() => forward(putBack), cleanUp);
  return andThen(pass, () =>
    members.map(({ path, layer }) => ({
      path,
      name: nameOf(layer),
      layer,
      input: inputs.get(layer),
    })),
  );
}

/** The layers of a list in which each receives what the one before it gives. */
export function chainedLayers(
  list: LayerList,
  context: SubjectContext,
): MaybePromise<readonly AdaptedLayer[]> {
  if (context.input === undefined)
    throw new TypeError('`input` must be given: what the first layer of the list receives');
  const input = layerInput({ object: list, name: 'the list', holdings: [] }, context);
  const layers = membersOf(list).map(({ layer }) => layer);
  const { ask = askPatiently } = context;
  return layersAtTheirInputs(list, (putBack) => {
    const passOn = (signal: MaybePromise<unknown>, layer: Layer) =>
      andThen(signal, (received) => ask(() => layer.forward(received), putBack));
    return layers.reduce(passOn, input.handOut());
  });
}

function listenTo(layer: Layer, inputs: Map<Layer, unknown>): PutBack {
  const own = Object.getOwnPropertyDescriptor(layer, 'forward');
  const { forward } = layer;
  const value = (...given: unknown[]): unknown => {
    if (!inputs.has(layer)) inputs.set(layer, keep(given[0]));
    return Reflect.apply(forward, layer, given);
  };
  Reflect.defineProperty(layer, 'forward', { ...own, value, writable: true, configurable: true });
  return () => {
    if (own === undefined) Reflect.deleteProperty(layer, 'forward');
    else Reflect.defineProperty(layer, 'forward', own);
  };
}

function keep(input: unknown): unknown {
  const volume = volumeOf(input);
  return volume === undefined ? copyTree(input) : copyVolume(volume).holder;
}

function nameOf(layer: Layer): string {
  const { name } = layer as { name?: unknown };
  return className(layer) || (typeof name === 'string' ? name : '') || 'layer';
}
