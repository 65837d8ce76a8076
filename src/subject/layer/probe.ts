import { fillArriving, numbersIn } from '../arriving.ts';
import { type Objective, objectiveFor } from '../objective.ts';
import { isNamed } from '../path.ts';
import { andThen, keepWhere, type MaybePromise } from '../then.ts';
import { type Aftermath, aftermathOf, type Claim, type Claims, claimGradients } from './claims.ts';
import { isConstrained } from './constrained.ts';
import { type Given, isResized, rememberGiven } from './given.ts';
import type { Holding } from './inventory.ts';
import { missingGradients, unreachableParameters } from './missing.ts';
import { changesValue, notOverwritten } from './nudge.ts';
import { checkWritable } from './parameters.ts';
import { backward, evaluate, forward, type LayerRun } from './run.ts';
import { isDirect } from './trail.ts';
import { unreachableFrom } from './unreachable.ts';

/** What running a layer has shown. */
export interface Findings extends Pick<Claims, 'parameters' | 'input' | 'stored'> {
  readonly objective: Objective;
  /** The parameters that it has to be given again before each forward pass. */
  readonly seats: readonly Holding[];
}

/** What to look for. */
export interface Search {
  /** What the layer holds before it has run. */
  readonly holdings: readonly Holding[];
  readonly seed: number;
  /** How many cotangents to draw for an output of several numbers; one when left out. */
  readonly cotangents: number | undefined;
  /** What the user has named to be checked: nothing else has to have a gradient. */
  readonly variables: readonly string[] | undefined;
}

/**
 * Runs a layer to find its parameters and their gradients, which may exist only after the first backward pass.
 *
 * Forward and backward once, then forward a few times more: to tell parameters from buffers, and to find arrays that
 * matter but have no gradient. What the passes overwrite is put back: the check is made at the numbers that were given.
 *
 * @throws TypeError - when an array changes the output but has no gradient, or a gradient is of nothing that was found
 */
export function probe(run: LayerRun, search: Search): MaybePromise<Findings> {
  const given = rememberGiven([...run.input.arrays, ...search.holdings]);
  return andThen(firstPass(run, search, given), (first) =>
    andThen(secondValue(run, first, given), (value) => {
      const claims = claimGradients(run.layer, first.aftermath, run.input);
      checkWritable([...claims.parameters, ...claims.replaced], run.name);
      if (search.variables === undefined) rejectUnreachable(run, first.aftermath, claims);
      const trial = trialOf(run, claims, { objective: first.objective, value, given });
      return andThen(confirmParameters(trial, claims), (parameters) =>
        andThen(rejectUnclaimed(trial, doubtfulIn(claims, search)), () => {
          trial.settle();
          const { input, stored } = claims;
          const seats = trial.run.seats.filter((holding) =>
            parameters.some((claim) => claim.holding === holding),
          );
          return { input, stored, parameters, objective: first.objective, seats };
        }),
      );
    }),
  );
}

interface FirstPass {
  readonly objective: Objective;
  readonly value: number;
  readonly aftermath: Aftermath;
  /** What the forward pass has written over numbers that were given. */
  readonly written: ReadonlyMap<Holding, Float64Array>;
}

function firstPass(
  run: LayerRun,
  { holdings, seed, cotangents = 1 }: Search,
  given: Given,
): MaybePromise<FirstPass> {
  return andThen(forward(run), (output) => {
    const source = 'forward(input)';
    const objective = objectiveFor(output, {
      ...{ name: run.name, source, seed, cotangents },
      takesNone: run.layer.backward.length === 0,
    });
    const [value] = objective.contract(output);
    const written = new Map(
      holdings
        .filter((holding) => given.isChanged(holding) && !isResized(holding))
        .map((holding) => [holding, numbersIn(holding)]),
    );
    return andThen(backward(run, { output, objective, stored: [] }), (result) => ({
      objective,
      value: value as number,
      aftermath: aftermathOf(run.layer, { before: holdings, input: run.input, result }),
      written,
    }));
  });
}

/** The value at the numbers that were given, if the layer gives the same one twice. */
function secondValue(
  run: LayerRun,
  { objective, value, aftermath, written }: FirstPass,
  given: Given,
): MaybePromise<number | undefined> {
  const settled = [...run.input.arrays, ...aftermath.stored.keys()];
  given.settle(settled);
  const compare = (again: number) => (Object.is(value, again) ? value : undefined);
  return andThen(evaluate(run, objective), (again) => {
    // what only the first pass writes is how the layer is built: those are its numbers
    const built = [...written].filter(
      ([holding]) => settled.includes(holding) && !given.isChanged(holding),
    );
    for (const [holding, numbers] of built) {
      fillArriving(holding, numbers);
      given.accept(holding);
    }
    return built.length === 0 ? compare(again) : andThen(evaluate(run, objective), compare);
  });
}

/** A layer with other numbers than it was given, and the way back. */
interface Trial {
  readonly run: LayerRun;
  readonly settle: () => void;
  /** Whether the value depends on what something holds; for a layer that does not give the same value twice nothing does. */
  readonly matters: (holding: Holding) => MaybePromise<boolean>;
}

function trialOf(
  run: LayerRun,
  { parameters, replaced }: Claims,
  {
    objective,
    value,
    given,
  }: Pick<FirstPass, 'objective'> & { value: number | undefined; given: Given },
): Trial {
  const all = [...parameters, ...replaced].map(({ holding }) => holding);
  const canBeSeated = ({ cells, trail }: Holding) =>
    cells.rows.length > 0 && isDirect(run.layer, trail);
  const seated = { ...run, seats: all.filter(canBeSeated) };
  return {
    run: seated,
    settle: () => given.settle([...run.input.arrays, ...all]),
    matters: value === undefined ? () => false : changesValue(seated, { objective, value }),
  };
}

// Numbers next to something called their gradient need not be parameters (`t` and `dt`): they are if they matter.
function confirmParameters(
  { run, settle, matters }: Trial,
  { parameters, replaced }: Claims,
): MaybePromise<readonly Claim[]> {
  const holdings = parameters.map(({ holding }) => holding);
  const isSure = ({ cells, trail }: Holding) => cells.rows.length > 0 || trail.length > 1;
  const settled = (test: (holding: Holding) => MaybePromise<boolean>) => (holding: Holding) => {
    settle();
    return test(holding);
  };
  settle();
  return andThen(notOverwritten(run, holdings), (lasting) => {
    const overwritten = holdings.filter((holding) => !lasting.includes(holding));
    const doubtful = [...overwritten, ...replaced.map(({ holding }) => holding)];
    return andThen(keepWhere(doubtful, settled(isConstrained(run))), (constrained) =>
      andThen(
        keepWhere(
          lasting,
          settled((holding) => isSure(holding) || matters(holding)),
        ),
        (sure) =>
          [...parameters, ...replaced].filter(({ holding }) =>
            [...sure, ...constrained].includes(holding),
          ),
      ),
    );
  });
}

function rejectUnreachable(run: LayerRun, aftermath: Aftermath, claims: Claims): void {
  const all = unreachableFrom(run.layer, aftermath, claims);
  if (all.length > 0) throw unreachableParameters(run.name, all);
}

/** What may be a parameter without a gradient. */
function doubtfulIn({ unclaimed }: Claims, { holdings, variables }: Search): readonly Holding[] {
  const present = new Set(holdings.map(({ value }) => value));
  return unclaimed.filter(({ path, value }) =>
    variables ? isNamed(path, variables) : present.has(value),
  );
}

function rejectUnclaimed(
  { run, settle, matters }: Trial,
  doubtful: readonly Holding[],
): MaybePromise<void> {
  settle();
  return andThen(keepWhere(doubtful, matters), (holdings) => {
    if (holdings.length > 0) throw missingGradients(run.name, holdings);
  });
}
