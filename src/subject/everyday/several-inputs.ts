import { askPatiently, type SubjectContext } from '../context.ts';
import { copyTree } from '../copy.ts';
import type { Layer } from '../layer/layer.ts';
import { layerSubject } from '../layer/layer-subject.ts';
import { objectiveFor } from '../objective.ts';
import { parametersOf, withoutDefault } from '../parameter-names.ts';
import { putBackAll } from '../put-back.ts';
import { CONTEXTS } from '../spellings.ts';
import type { Subject } from '../subject.ts';
import { andThen, type MaybePromise, orElse, unlessDone } from '../then.ts';
import { callUsers } from '../users-code.ts';
import { renamed } from '../within.ts';
import { type Finders, findersFor, packed } from './input-gradients.ts';
import { withContext } from './layer-context.ts';
import { asObject } from './static-members.ts';
import { checkBackwardTakesOne, checkTakesOne, isSwitch, needsMore } from './takes-one.ts';
import { nameOf, type Trial, takenFor } from './trial.ts';

type Pass = (...args: unknown[]) => unknown;

/** A layer whose passes take more than an input and a gradient, and what they take. */
interface Inputs {
  /** The two passes, without a context. */
  readonly forward: Pass;
  readonly backward: Pass;
  /** Whether the backward pass takes no gradient from above: that of a loss. */
  readonly isLoss: boolean;
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
  return andThen(checkTakesOne(layer, trial), () =>
    andThen(checkBackwardTakesOne(layer, trial), () => layerSubject(asObject(layer), context)),
  );
}

function inputsOf(layer: Layer, input: unknown): Inputs | undefined {
  const parameters = parametersOf(layer.forward).map(withoutDefault);
  const hasContext = isContext(parameters[0]);
  const names = hasContext ? parameters.slice(1) : parameters;
  const count = layer.forward.length - (hasContext ? 1 : 0);
  const isSpread =
    count > 1 && Array.isArray(input) && input.length === count && !isSwitch(names[1]);
  const again = hasContext ? undefined : givenAgain(layer, names);
  if (input === undefined || !(isSpread || hasContext || again !== undefined)) return undefined;
  const values: readonly unknown[] = isSpread ? (input as unknown[]) : [input];
  return {
    ...(hasContext ? withContext(layer, values.length) : plainPasses(layer, again)),
    isLoss: layer.backward.length === 0 || again?.includes('gradient') === false,
    names: values.map((_, i) => names[i] ?? `input${i}`),
    values,
  };
}

/** What a backward pass is given: one of the inputs of the forward pass, or the gradient from above. */
type Given = number | 'gradient';

/**
 * What a backward pass takes that takes inputs of the forward pass again, by their names: `backward(g, x)`.
 *
 * @returns `undefined` when it takes none, or something else as well
 */
function givenAgain(layer: Layer, names: readonly string[]): readonly Given[] | undefined {
  const taken = parametersOf(layer.backward).map(withoutDefault);
  if (taken.length < 2) return undefined;
  const given = taken.map((name) => (names.includes(name) ? names.indexOf(name) : 'gradient'));
  const others = given.filter((one) => one === 'gradient');
  return others.length < 2 && others.length < given.length ? given : undefined;
}

function plainPasses(
  layer: Layer,
  again: readonly Given[] = ['gradient'],
): Pick<Inputs, 'forward' | 'backward'> {
  let inputs: readonly unknown[] = [];
  return {
    forward: (...args) => {
      inputs = args;
      return callUsers(() => Reflect.apply(layer.forward, layer, args));
    },
    backward: (...gradient) => {
      const args = again.flatMap((one) => (one === 'gradient' ? gradient : [inputs[one]]));
      return callUsers(() => Reflect.apply(layer.backward, layer, args));
    },
  };
}

function isContext(name = ''): boolean {
  return (CONTEXTS as readonly string[]).includes(name.replace(/^_+/, ''));
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
  const { forward, backward, isLoss, names, values } = inputs;
  const differentiated = new Map(
    names.flatMap((name, i) => (finders.byName.has(name) ? [[name, values[i]]] : [])),
  );
  const pack = (result: unknown) => packed(result, finders, { layer, count: names.length });
  const passes = {
    forward: (record: Record<string, unknown>) =>
      forward(...names.map((name, i) => (name in record ? record[name] : copyTree(values[i])))),
    backward: isLoss
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
