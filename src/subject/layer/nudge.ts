import { fill, valuesOf } from '../cells.ts';
import { signedUnit, uniformNumbers } from '../random.ts';
import { andThen, type MaybePromise, orElse } from '../then.ts';
import type { Holding } from './inventory.ts';
import type { Objective } from './objective.ts';
import { evaluate, forward, type LayerRun } from './run.ts';

/**
 * Keeps the arrays that still hold what was written into them after a forward pass.
 *
 * The others are buffers: activations with their gradients next to them, `x` and `dx`.
 */
export function withoutBuffers(
  run: LayerRun,
  holdings: readonly Holding[],
): MaybePromise<readonly Holding[]> {
  const nudges = holdings.filter(({ cells }) => cells.rows.length > 0).map(nudge);
  const putBack = () => {
    for (const each of nudges) each.putBack();
  };
  const rewritten = () => {
    const buffers = nudges.filter((each) => !each.isStillThere()).map((each) => each.holding);
    putBack();
    return holdings.filter((holding) => !buffers.includes(holding));
  };
  // a layer that cannot run with other numbers does not tell buffers from parameters
  const keepAll = () => {
    putBack();
    return holdings;
  };
  return orElse(() => andThen(forward(run), rewritten), keepAll);
}

/** Whether writing other numbers into an array changes what the layer computes. */
export function changesValue(
  run: LayerRun,
  { objective, value }: { readonly objective: Objective; readonly value: number },
): (holding: Holding) => MaybePromise<boolean> {
  return (holding) => {
    const { putBack } = nudge(holding);
    const compare = (nudged: number) => {
      putBack();
      return Number.isFinite(nudged) && nudged !== value;
    };
    // an array whose numbers cannot be others (indices, sizes) is not one to differentiate by
    const giveUp = () => {
      putBack();
      return false;
    };
    return orElse(() => andThen(evaluate(run, objective), compare), giveUp);
  };
}

interface Nudge {
  readonly holding: Holding;
  isStillThere(): boolean;
  putBack(): void;
}

function nudge(holding: Holding): Nudge {
  const { cells } = holding;
  const original = valuesOf(cells);
  const uniform = uniformNumbers({ seed: 0, purpose: 'nudge' });
  fill(
    cells,
    original.map((number) => number + signedUnit(uniform)),
  );
  const written = valuesOf(cells);
  return {
    holding,
    isStillThere: () => valuesOf(cells).every((number, i) => Object.is(number, written[i])),
    putBack: () => fill(cells, original),
  };
}
