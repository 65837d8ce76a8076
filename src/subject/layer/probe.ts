import { type Objective, objectiveFor } from '../objective.ts';
import { isNamed } from '../path.ts';
import { andThen, keepWhere, type MaybePromise } from '../then.ts';
import { type Aftermath, aftermathOf, type Claim, type Claims, claimGradients } from './claims.ts';
import { type Holding, inventoryOf } from './inventory.ts';
import { missingGradients } from './missing.ts';
import { changesValue, withoutBuffers } from './nudge.ts';
import { checkWritable } from './parameters.ts';
import { backward, evaluate, forward, type LayerRun } from './run.ts';

/** What running a layer has shown. */
export interface Findings extends Claims {
  readonly objective: Objective;
}

/** What to look for. */
export interface Search {
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
 * matter but have no gradient.
 *
 * @throws TypeError - when an array changes the output but has no gradient
 */
export function probe(run: LayerRun, search: Search): MaybePromise<Findings> {
  const present = new Set(inventoryOf(run.layer).map(({ value }) => value));
  return andThen(firstPass(run, search), ({ aftermath, objective, value }) =>
    andThen(evaluate(run, objective), (again) => {
      const claims = claimGradients(run.layer, aftermath, run.input);
      checkWritable(claims.parameters, run.name);
      const baseline = { objective, value: Object.is(value, again) ? value : undefined };
      return andThen(confirmParameters(run, claims, baseline), (parameters) => {
        const doubtful = claims.unclaimed.filter(({ path, value }) =>
          search.variables ? isNamed(path, search.variables) : present.has(value),
        );
        const rejected = rejectUnclaimed(run, doubtful, baseline);
        return andThen(rejected, () => ({ ...claims, parameters, objective }));
      });
    }),
  );
}

interface FirstPass {
  readonly objective: Objective;
  readonly value: number;
  readonly aftermath: Aftermath;
}

function firstPass(run: LayerRun, { seed, cotangents = 1 }: Search): MaybePromise<FirstPass> {
  return andThen(forward(run), (output) => {
    const source = 'forward(input)';
    const objective = objectiveFor(output, {
      ...{ name: run.name, source, seed, cotangents },
      takesNone: run.layer.backward.length === 0,
    });
    const [value] = objective.contract(output);
    return andThen(backward(run, { output, objective, stored: [] }), (result) => ({
      objective,
      value: value as number,
      aftermath: aftermathOf(run.layer, { input: run.input, result }),
    }));
  });
}

/** A value to compare with; none when the layer does not give the same one twice. */
interface Baseline {
  readonly objective: Objective;
  readonly value: number | undefined;
}

// Numbers next to something called their gradient need not be parameters (`t` and `dt`): they are if they matter.
function confirmParameters(
  run: LayerRun,
  { parameters }: Claims,
  baseline: Baseline,
): MaybePromise<readonly Claim[]> {
  const matters = mattersTo(run, baseline);
  const holdings = parameters.map(({ holding }) => holding);
  const isSure = ({ cells, trail }: Holding) => cells.rows.length > 0 || trail.length > 1;
  const kept = andThen(withoutBuffers(run, holdings), (lasting) =>
    keepWhere(lasting, (holding) => isSure(holding) || matters(holding)),
  );
  return andThen(kept, (sure) => parameters.filter(({ holding }) => sure.includes(holding)));
}

function rejectUnclaimed(
  run: LayerRun,
  unclaimed: readonly Holding[],
  baseline: Baseline,
): MaybePromise<void> {
  return andThen(keepWhere(unclaimed, mattersTo(run, baseline)), (holdings) => {
    if (holdings.length > 0) throw missingGradients(run.name, holdings);
  });
}

function mattersTo(run: LayerRun, { objective, value }: Baseline) {
  return value === undefined ? () => false : changesValue(run, { objective, value });
}
