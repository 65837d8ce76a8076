import { asArray } from '../arrays.ts';
import { valuesOf } from '../cells.ts';
import { copyTree } from '../copy.ts';
import { isRecord } from '../kinds.ts';
import type { Layer } from '../layer/layer.ts';
import { objectiveFor } from '../objective.ts';
import { argumentName, parametersOf, withoutDefault } from '../parameter-names.ts';
import { SWITCHES } from '../spellings.ts';
import { andThen, type MaybePromise, orElse } from '../then.ts';
import { nameOf, type Trial } from './trial.ts';

/**
 * Sees to it that a pass which takes several arguments can do with one.
 *
 * @throws TypeError - when it cannot: how to give the others
 */
export function checkTakesOne(
  layer: Layer,
  { context: { input }, run }: Trial,
): MaybePromise<void> {
  const names = parametersOf(layer.forward).map(withoutDefault);
  if (layer.forward.length < 2 || isSwitch(names[1]) || input === undefined) return undefined;
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

/**
 * Sees to it that a backward pass which takes more than the gradient from above can do without the rest.
 *
 * @throws TypeError - when it cannot: how to give it
 */
export function checkBackwardTakesOne(
  layer: Layer,
  { context: { input, seed }, run }: Trial,
): MaybePromise<void> {
  if (layer.backward.length < 2 || input === undefined) return undefined;
  const passes = () =>
    andThen(layer.forward(copyTree(input)), (output) => {
      const told = { name: nameOf(layer), source: 'forward(input)', seed, cotangents: 1 };
      const cotangent = objectiveFor(output, told).cotangent(0);
      const spell = (error: unknown): never => {
        throw backwardNeedsMore(layer, { output, cause: error });
      };
      return andThen(
        orElse(() => layer.backward(cotangent), spell),
        // what it has updated shows in another pass
        () =>
          andThen(layer.forward(copyTree(input)), (again) => {
            if (!isDefined(again)) throw backwardNeedsMore(layer, { output });
          }),
      );
    });
  return run(passes);
}

/** Whether an argument says how a pass is run, and is no second input. */
export function isSwitch(name = ''): boolean {
  return (SWITCHES as readonly string[]).includes(name.replace(/^_+/, ''));
}

/** A learning rate, which says how far a backward pass moves the parameters. */
const RATE = /rate|^lr$|^eta$|^alpha$/i;

function backwardNeedsMore(
  layer: Layer,
  { output, cause }: { output: unknown; cause?: unknown },
): TypeError {
  const [gradient = 'g', ...rest] = parametersOf(layer.backward).map(withoutDefault);
  const x = argumentName(layer.forward, { at: 0, or: 'x' });
  const isRate = rest.length === 1 && RATE.test(rest[0] as string);
  const wayOut = isRate
    ? `with a rate of 0 nothing is moved: const { backward } = layer; layer.backward = (${gradient}) => backward.call(layer, ${gradient}, 0)`
    : `write it as a function: (${x}) => { const ${takenApart(output, rest)} = layer.forward(${x}); return [y, (${gradient}) => layer.backward(${gradient}, ${rest.join(', ')})]; }`;
  return new TypeError(
    `\`backward\` of ${nameOf(layer)} takes ${rest.length + 1} arguments (${[gradient, ...rest].join(', ')}), and is given the gradient of the output alone; ${wayOut}`,
    { cause },
  );
}

// what else a backward pass takes may be what the forward pass gives besides its output
function takenApart(output: unknown, rest: readonly string[]): string {
  if (!isRecord(output)) return `[y, ${rest.join(', ')}]`;
  const y = Object.keys(output).find((name) => !rest.includes(name));
  return `{ ${y}: y, ${rest.join(', ')} }`;
}

/** The error for a forward pass that takes several inputs, and is given one. */
export function needsMore(layer: Layer, cause?: unknown): TypeError {
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
