import type { AdaptedLayer } from '../adapter.ts';
import { arrived } from '../arrived.ts';
import { askPatiently, type SubjectContext } from '../context.ts';
import { copyTree } from '../copy.ts';
import { ALONE, type Use, whileTaken } from '../in-use.ts';
import { className } from '../kinds.ts';
import { type PutBack, putBackAll } from '../put-back.ts';
import { andThen, type MaybePromise, whenDone } from '../then.ts';
import { callUsers } from '../users-code.ts';
import { copyVolume, volumeOf } from '../volume.ts';
import { layerInput } from './input.ts';
import { type Layer, type LayerList, type Member, membersOf, strangersIn } from './layer.ts';
import { rejectEndless } from './parts.ts';
import { snapshotOf } from './snapshot.ts';

/** A forward pass of a model, by a check that has taken it. */
interface Run {
  readonly use: Use;
  /** Is given what leaves the model as it was, for passes that end when nobody waits for them any more. */
  readonly forward: (putBack: PutBack) => MaybePromise<unknown>;
}

/**
 * Runs a model once, and says what each of its layers received; the model is left as it was.
 *
 * @returns every layer; the input of one that was not reached is undefined
 */
export function layersAtTheirInputs(
  model: object,
  { use, forward }: Run,
): MaybePromise<readonly AdaptedLayer[]> {
  const members = membersOf(model);
  const putBack = whileTaken(use, snapshotOf(model, 'the model').putBack);
  const inputs = new Map<Layer, unknown>();
  const stops = members.map((member) => listenTo(member, inputs));
  const cleanUp = () => putBackAll([...stops.filter((stop) => stop !== undefined), putBack]);
  const pass = whenDone(() => forward(putBack), cleanUp);
  return andThen(pass, () =>
    members.map(({ path, layer }, i) => ({
      path,
      name: nameOf(layer),
      layer,
      input: inputs.get(layer),
      ...(stops[i] === undefined && { reason: FROZEN }),
    })),
  );
}

const FROZEN =
  'it is frozen, so that nobody sees what it receives in the model; check it by itself, with its own `input`';

/** The layers of a list in which each receives what the one before it gives. */
export function chainedLayers(
  list: LayerList,
  context: SubjectContext,
): MaybePromise<readonly AdaptedLayer[]> {
  if (context.input === undefined)
    throw new TypeError('`input` must be given: what the first layer of the list receives');
  rejectEndless(list, 'the list of layers');
  const [stranger] = strangersIn(list);
  if (stranger !== undefined)
    throw new TypeError(
      `\`${stranger.path}\` must be a layer with forward(input) and backward(outputGradient), got ${arrived(stranger.value)}`,
    );
  const input = layerInput({ object: list, name: 'the list', holdings: [] }, context);
  const layers = membersOf(list).map(({ layer }) => layer);
  const { ask = askPatiently, use = ALONE } = context;
  const { reached } = snapshotOf(list, 'the list');
  use.take({ name: 'the list of layers', written: [list, ...layers], reached });
  const forward = (putBack: PutBack) => {
    const passOn = (signal: MaybePromise<unknown>, layer: Layer) =>
      andThen(signal, (received) => ask(() => callUsers(() => layer.forward(received)), putBack));
    return layers.reduce(passOn, input.handOut());
  };
  return layersAtTheirInputs(list, { use, forward });
}

/** Notes the first input of a layer, until it is put back; nothing for one that is frozen, which lets nobody listen. */
function listenTo({ path, layer }: Member, inputs: Map<Layer, unknown>): PutBack | undefined {
  const own = Object.getOwnPropertyDescriptor(layer, 'forward');
  const { forward } = layer;
  const value = (...given: unknown[]): unknown => {
    if (!inputs.has(layer)) inputs.set(layer, keep(given[0]));
    return Reflect.apply(forward, layer, given);
  };
  const { configurable = true, enumerable = false } = own ?? {};
  const heard = configurable ? { value, configurable, enumerable, writable: true } : { value };
  if (!Reflect.defineProperty(layer, 'forward', heard)) return undefined;
  return () => {
    const isPutBack =
      own === undefined
        ? Reflect.deleteProperty(layer, 'forward')
        : Reflect.defineProperty(layer, 'forward', own);
    if (!isPutBack)
      throw new Error(`\`${path}.forward\` cannot be put back; was the layer frozen?`);
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
