import { asArray } from '../arrays.ts';
import { valuesOf } from '../cells.ts';
import { askPatiently, type SubjectContext } from '../context.ts';
import { copyTree } from '../copy.ts';
import { ALONE, whileTaken } from '../in-use.ts';
import { className } from '../kinds.ts';
import type { Layer } from '../layer/layer.ts';
import { layerSubject } from '../layer/layer-subject.ts';
import { snapshotOf } from '../layer/snapshot.ts';
import { objectiveFor } from '../objective.ts';
import { parametersOf, withoutDefault } from '../parameter-names.ts';
import { putBackAll } from '../put-back.ts';
import { CONTEXTS, SWITCHES } from '../spellings.ts';
import type { Subject } from '../subject.ts';
import { andThen, type MaybePromise, orElse, unlessDone, whenDone } from '../then.ts';
import { callUsers } from '../users-code.ts';
import { renamed } from '../within.ts';
import { type Finders, findersFor, packed } from './input-gradients.ts';
import { withContext } from './layer-context.ts';
import { asObject } from './static-members.ts';

type Pass = (...args: unknown[]) => unknown;

/** A layer whose passes take more than an input and a gradient, and what they take. */
interface Inputs {
  /** The two passes, without a context. */
  readonly forward: Pass;
  readonly backward: Pass;
  readonly names: readonly string[];
  readonly values: readonly unknown[];
}

/** Understands a layer whose passes take several arguments: several inputs, a context, a switch. */
export function understandLayer(layer: Layer, context: SubjectContext): MaybePromise<Subject> {
  const inputs = inputsOf(layer, context.input);
  const trial = takenFor(layer, context);
  if (inputs !== undefined)
    return andThen(findersOf(layer, inputs, trial), (finders) =>
      subjectWith(layer, { inputs, finders }, trial),
    );
  return andThen(checkTakesOne(layer, trial), () => layerSubject(asObject(layer), context));
}

/** What a trial run of a layer goes by, which is put back after it. */
interface Trial {
  readonly context: SubjectContext;
  /** Runs the layer, and leaves it as it was. */
  readonly run: <T>(passes: () => MaybePromise<T>) => MaybePromise<T>;
  readonly putBack: () => void;
}

function takenFor(layer: Layer, context: SubjectContext): Trial {
  const { ask = askPatiently, use = ALONE } = context;
  const { reached, ...snapshot } = snapshotOf(asObject(layer), nameOf(layer));
  use.take({ name: nameOf(layer), written: [layer], reached });
  const putBack = whileTaken(use, snapshot.putBack);
  return { context, putBack, run: (passes) => whenDone(() => ask(passes, putBack), putBack) };
}

function inputsOf(layer: Layer, input: unknown): Inputs | undefined {
  const parameters = parametersOf(layer.forward).map(withoutDefault);
  const hasContext = isOf(CONTEXTS, parameters[0]);
  const names = hasContext ? parameters.slice(1) : parameters;
  const count = layer.forward.length - (hasContext ? 1 : 0);
  const isSpread =
    count > 1 && Array.isArray(input) && input.length === count && !isOf(SWITCHES, names[1]);
  if (!isSpread && !hasContext) return undefined;
  const values: readonly unknown[] = isSpread ? (input as unknown[]) : [input];
  return {
    ...(hasContext ? withContext(layer, values.length) : plainPasses(layer)),
    names: values.map((_, i) => names[i] ?? `input${i}`),
    values,
  };
}

function plainPasses(layer: Layer): Pick<Inputs, 'forward' | 'backward'> {
  return {
    forward: (...args) => callUsers(() => Reflect.apply(layer.forward, layer, args)),
    backward: (...args) => callUsers(() => Reflect.apply(layer.backward, layer, args)),
  };
}

function isOf(names: readonly string[], name = ''): boolean {
  return names.includes(name.replace(/^_+/, ''));
}

/** Runs both passes once, to see which inputs have a gradient and where it is. */
function findersOf(
  layer: Layer,
  { forward, backward, names, values }: Inputs,
  { context: { seed, ask = askPatiently }, run, putBack }: Trial,
): MaybePromise<Finders> {
  const pass = (call: () => unknown) => ask(call, putBack);
  const passes = () =>
    andThen(
      pass(() => forward(...values.map(copyTree))),
      (output) => {
        const told = { name: nameOf(layer), source: 'forward(…)', seed, cotangents: 1 };
        const cotangent = objectiveFor(output, told).cotangent(0);
        return andThen(
          pass(() => backward(cotangent)),
          (result) => findersFor(layer, { names, values, result }),
        );
      },
    );
  const spell = (error: unknown): never => {
    throw values.length > 1 && values.every((value) => typeof value === 'number')
      ? needsMore(layer, error)
      : error;
  };
  return run(() => orElse(passes, spell));
}

interface Found {
  readonly inputs: Inputs;
  readonly finders: Finders;
}

/** The layer as one of a single input: a record of those that have a gradient; the others are given to it as they are. */
function subjectWith(
  layer: Layer,
  { inputs, finders }: Found,
  { context, putBack }: Trial,
): MaybePromise<Subject> {
  const { forward, backward, names, values } = inputs;
  const differentiated = new Map(
    names.flatMap((name, i) => (finders.byName.has(name) ? [[name, values[i]]] : [])),
  );
  const pack = (result: unknown) => packed(result, finders, { layer, count: names.length });
  const passes = {
    forward: (record: Record<string, unknown>) =>
      forward(...names.map((name, i) => (name in record ? record[name] : copyTree(values[i])))),
    backward:
      layer.backward.length === 0
        ? () => andThen(backward(), pack)
        : (cotangent: unknown) => andThen(backward(cotangent), pack),
  };
  const single = standIn(layer, { passes: passes as Passes, hidden: finders.held });
  const variables = context.variables?.map((path) =>
    finders.byName.has(rootOf(path)) ? `input.${path}` : path,
  );
  const own = {
    ...context,
    input: Object.fromEntries(differentiated),
    ...(variables && { variables }),
  };
  const unchecked = names.filter((name) => !finders.byName.has(name));
  const checked = () =>
    andThen(layerSubject(single, own), (subject) => ({
      ...renamed(subject, (path) => path.replace(/^input\./, '')),
      restore: () => putBackAll([subject.restore, putBack]),
      ...(unchecked.length > 0 && { unchecked }),
    }));
  return unlessDone(checked, putBack);
}

function rootOf(path: string): string {
  return path.replace(/[.[].*$/s, '');
}

type Passes = Pick<Layer, 'forward' | 'backward'>;

/** The layer with other passes, and without the gradients that these give; whatever else is asked of it is asked of the layer. */
function standIn(
  layer: Layer,
  { passes, hidden }: { readonly passes: Passes; readonly hidden: readonly string[] },
): Layer {
  return new Proxy(asObject(layer), {
    ownKeys: (target) => Reflect.ownKeys(target).filter((key) => !hidden.includes(key as string)),
    get: (target, key) => {
      if (key === 'forward' || key === 'backward') return passes[key];
      const member: unknown = Reflect.get(target, key, target);
      return typeof member === 'function' && key !== 'constructor' ? member.bind(target) : member;
    },
    // by the layer itself, whose setters may know nothing of a Proxy
    set: (target, key, value) => Reflect.set(target, key, value, target),
  });
}

function nameOf(layer: object): string {
  const title = typeof layer === 'function' ? (layer as { name: string }).name : className(layer);
  return title === '' ? 'the layer' : `layer ${title}`;
}

/**
 * Sees to it that a pass which takes several arguments can do with one.
 *
 * @throws TypeError - when it cannot: how to give the others
 */
function checkTakesOne(layer: Layer, { context: { input }, run }: Trial): MaybePromise<void> {
  const names = parametersOf(layer.forward).map(withoutDefault);
  const isSwitched = isOf(SWITCHES, names[1]);
  if (layer.forward.length < 2 || isSwitched || input === undefined) return undefined;
  const needs = (error: unknown): never => {
    throw needsMore(layer, error);
  };
  const one = () => andThen(layer.forward(copyTree(input)), isDefined);
  return andThen(
    run(() => orElse(one, needs)),
    (defined) => {
      if (!defined) throw needsMore(layer);
    },
  );
}

function needsMore(layer: Layer, cause?: unknown): TypeError {
  const { forward } = layer;
  const names = parametersOf(forward).map(withoutDefault).join(', ');
  return new TypeError(
    `\`forward\` of ${nameOf(layer)} takes ${forward.length} arguments (${names}), and \`input\` is one: give them as a list, input: [${names}]`,
    { cause },
  );
}

function isDefined(output: unknown): boolean {
  if (typeof output === 'number') return !Number.isNaN(output);
  const cells = asArray(output, 'typed');
  return cells === undefined || !valuesOf(cells).some(Number.isNaN);
}
