import { askPatiently, type SubjectContext } from '../context.ts';
import { ALONE, whileTaken } from '../in-use.ts';
import { className } from '../kinds.ts';
import type { Layer } from '../layer/layer.ts';
import { snapshotOf } from '../layer/snapshot.ts';
import { type MaybePromise, whenDone } from '../then.ts';
import { asObject } from './static-members.ts';

/** What a trial run of a layer goes by, which is put back after it. */
export interface Trial {
  readonly context: SubjectContext;
  /** Runs the layer, and leaves it as it was. */
  readonly run: <T>(passes: () => MaybePromise<T>) => MaybePromise<T>;
  readonly putBack: () => void;
}

/** Takes a layer for a trial, and remembers how it is. */
export function takenFor(layer: Layer, context: SubjectContext): Trial {
  const { ask = askPatiently, use = ALONE } = context;
  const { reached, ...snapshot } = snapshotOf(asObject(layer), nameOf(layer));
  use.take({ name: nameOf(layer), written: [layer], reached });
  const putBack = whileTaken(use, snapshot.putBack);
  return { context, putBack, run: (passes) => whenDone(() => ask(passes, putBack), putBack) };
}

/** What errors call a layer. */
export function nameOf(layer: object): string {
  const title = typeof layer === 'function' ? (layer as { name: string }).name : className(layer);
  return title === '' ? 'the layer' : `layer ${title}`;
}
