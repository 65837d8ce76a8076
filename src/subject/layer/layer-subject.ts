import type { AdaptedPoint } from '../adapter.ts';
import { watchAliasing } from '../aliasing.ts';
import { arrived } from '../arrived.ts';
import { askPatiently, type SubjectContext } from '../context.ts';
import { fitGradient } from '../fit-gradient.ts';
import { flatView } from '../flat.ts';
import type { GradientPart } from '../gradient-array.ts';
import { inOneCall } from '../in-one-call.ts';
import { ALONE, type Use, whileTaken } from '../in-use.ts';
import { className } from '../kinds.ts';
import { quoted } from '../near.ts';
import type { Objective } from '../objective.ts';
import { isNamed } from '../path.ts';
import type { PutBack } from '../put-back.ts';
import { readingOf } from '../reading.ts';
import type { GradientReading, Subject } from '../subject.ts';
import { andThen, type MaybePromise, unlessDone, whenDone } from '../then.ts';
import type { ArrayNode } from '../tree.ts';
import { callUsers } from '../users-code.ts';
import { rememberGiven } from './given.ts';
import { layerInput } from './input.ts';
import { type Holding, inventoryOf } from './inventory.ts';
import { type Layer, membersOf } from './layer.ts';
import { lossInstead, missingInputGradient } from './missing.ts';
import { layersAtTheirInputs } from './model.ts';
import { trainingSwitches } from './modes.ts';
import { isGiven } from './names.ts';
import { namedParameters, parameterGradient } from './parameters.ts';
import { partsOf, rejectEndless } from './parts.ts';
import { type Findings, probe } from './probe.ts';
import { backward, evaluateAll, forward, type LayerRun } from './run.ts';
import { snapshotOf } from './snapshot.ts';
import { type ChangedStatistics, rememberStatistics } from './statistics.ts';

/**
 * Makes a layer a subject: its input and its parameters are the variables, and its output contracted with a fixed
 * random cotangent is the value.
 *
 * Parameters are written in the layer's own arrays, which is where its forward pass reads them; `restore` puts
 * everything back.
 *
 * @returns a promise when the layer's passes are asynchronous
 */
export function layerSubject(layer: Layer, context: SubjectContext): MaybePromise<Subject> {
  const title = className(layer);
  const name = title === '' ? 'the layer' : `layer ${title}`;
  rejectEndless(layer, name);
  const snapshot = snapshotOf(layer, name);
  const { use = ALONE } = context;
  const restore = whileTaken(use, snapshot.putBack);
  return unlessDone<Subject>(() => {
    const holdings = inventoryOf(layer);
    // those that a method gives do not hang from the layer
    for (const { value, path } of holdings) snapshot.remember(value, path);
    use.take({ name, written: writtenIn(layer, holdings), reached: snapshot.reached });
    const input = layerInput({ object: layer, name, holdings }, context);
    const changedStatistics = rememberStatistics(layer);
    const { seed, cotangents, variables, ask = askPatiently } = context;
    const run: LayerRun = {
      layer,
      name,
      input,
      seats: [],
      ask: (pass) => ask(() => callUsers(pass), restore),
    };
    return andThen(probe(run, { holdings, seed, cotangents, variables }), (findings) =>
      subjectOf({ ...run, seats: findings.seats }, findings, {
        restore,
        changedStatistics,
        variables,
        use,
      }),
    );
  }, restore);
}

/** The layer and those inside it, whose passes keep something on them, and what arrays of theirs may be written. */
function writtenIn(layer: object, holdings: readonly Holding[]): readonly object[] {
  const layers = partsOf(layer).map(({ members }) => members);
  const rows = holdings
    .filter(({ trail }) => !trail.some(isGiven))
    .flatMap(({ cells }) => cells.rows.filter((row) => !Object.isFrozen(row)));
  return [...layers, ...rows];
}

function subjectOf(
  run: LayerRun,
  findings: Findings,
  { restore, changedStatistics, variables, use }: Rest,
): Subject {
  const { objective, stored } = findings;
  const input = inputPart(run, findings, variables);
  const parameters = namedParameters(findings.parameters);
  const arrays = [...input.arrays, ...parameters];
  if (arrays.length === 0) throw nothingToCheck(run.name);
  const given = rememberGiven(run.input.arrays);
  const settle = () => given.settle(run.input.arrays);
  const aliasing = watchAliasing(arrays);
  const readAfter = (result: unknown): GradientReading => {
    const parts = [
      ...input.gradient(result),
      ...parameters.map((parameter) => parameterGradient(parameter, result)),
    ];
    // layers write their gradients to the same arrays each time, as they should
    return readingOf(parts, { ...aliasing(parts), reused: [] });
  };
  const gradient = (row: number) =>
    andThen(forward(run), (output) =>
      andThen(backward(run, { output, objective, which: row, stored }), readAfter),
    );
  return {
    ...flatView(arrays),
    description: run.name.replace(/^the /, ''),
    called: {
      value: '`forward`',
      values: '`forwardAll`',
      gradient: '`backward`',
      isOneAfterTheOther: true,
    },
    rows: objective.count,
    isGrained: objective.isGrained,
    cotangents: objective.cotangents,
    value: () => evaluateAll(run, objective),
    gradient,
    ...batchesOf(run.layer, { arrays, objective }),
    ...(membersOf(run.layer).length > 0 && {
      layers: () =>
        whenDone(
          () => layersAtTheirInputs(run.layer, { use, forward: () => forward(run) }),
          settle,
        ),
    }),
    changedStatistics,
    trainingSwitches: trainingSwitches(run.layer),
    restore,
  };
}

/** Many points in one call, where the layer answers them so. */
function batchesOf(
  layer: Layer,
  { arrays, objective }: { readonly arrays: readonly ArrayNode[]; readonly objective: Objective },
): Pick<Subject, 'twin' | 'together'> {
  if (typeof layer.forwardAll !== 'function') return {};
  const values = (points: readonly AdaptedPoint[]) => layer.forwardAll?.(points);
  return inOneCall({ name: '`forwardAll`', values, arrays, contract: objective.contract });
}

interface Rest {
  readonly restore: PutBack;
  readonly use: Use;
  readonly changedStatistics: ChangedStatistics;
  readonly variables: readonly string[] | undefined;
}

/** The input's share of a layer's variables, and how its gradient is read after a backward pass. */
interface InputPart {
  readonly arrays: readonly ArrayNode[];
  readonly gradient: (result: unknown) => readonly GradientPart[];
}

// No share at all for indices, and for an input without a gradient that the user did not name.
function inputPart(run: LayerRun, { input }: Findings, variables?: readonly string[]): InputPart {
  const { tree, arrays } = run.input;
  if (input !== undefined && arrays.length > 0) {
    const isNumber = tree.kind === 'array' && tree.cells.shape.length === 0;
    const gradient = (result: unknown) => {
      if (typeof input(result) === 'number' && !isNumber) throw lossInstead(run.name, run.layer);
      return fitGradient(tree, input(result));
    };
    return { arrays, gradient };
  }
  const isWanted = arrays.some(({ path }) => variables === undefined || isNamed(path, variables));
  if (isWanted) throw missingInputGradient(run.name);
  return { arrays: [], gradient: () => [] };
}

function nothingToCheck(name: string): TypeError {
  return new TypeError(
    `${name} must have an input or parameters of floating-point numbers, got neither`,
  );
}

/**
 * What keeps an object from being a layer when it seems meant to be one; `undefined` when it does not.
 *
 * @param spelt - the way out, in its own names
 */
export function layerFault(received: object, spelt?: string): TypeError | undefined {
  const methods = received as Record<string, unknown>;
  const missing = ['forward', 'backward'].filter((pass) => typeof methods[pass] !== 'function');
  if (missing.length !== 1) return undefined;
  return new TypeError(
    `a layer must have forward(input) and backward(outputGradient), got ${arrived(received)} without a method ${quoted(missing)}${spelt === undefined ? '' : `; ${spelt}`}`,
  );
}
