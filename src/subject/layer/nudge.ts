import { fillArriving, numbersIn, putNumbersBack } from '../arriving.ts';
import type { Objective } from '../objective.ts';
import { signedUnit, uniformNumbers } from '../random.ts';
import { andThen, keepWhere, type MaybePromise, orElse } from '../then.ts';
import { isSeated } from './given.ts';
import type { Holding } from './inventory.ts';
import { evaluate, forward, type LayerRun } from './run.ts';

/**
 * Keeps what still holds what was written into it after a forward pass.
 *
 * The others are overwritten: buffers like activations with their gradients next to them, `x` and `dx`, or parameters that the
 * layer constrains.
 */
export function notOverwritten(
  run: LayerRun,
  holdings: readonly Holding[],
): MaybePromise<readonly Holding[]> {
  const nudges = holdings
    .filter(({ cells }) => cells.rows.length > 0)
    .map((holding) => nudge(holding, 1));
  const putBack = () => {
    for (const each of nudges) each.putBack();
  };
  const lasting = () => {
    const overwritten = nudges
      .filter(({ holding, isStillThere }) => !isSeated(run.layer, holding) || !isStillThere())
      .map((each) => each.holding);
    putBack();
    return holdings.filter((holding) => !overwritten.includes(holding));
  };
  // a layer that cannot run with other numbers does not tell buffers from parameters
  const keepAll = () => {
    putBack();
    return holdings;
  };
  return orElse(() => andThen(forward(run), lasting), keepAll);
}

/** Sizes of the changes that are tried: a large one for what is dead nearby, a small one for what has a narrow domain. */
const SIZES = [1, 2 ** -10] as const;

/** Tells whether writing other numbers into an array changes what the layer computes. */
export function changesValue(
  run: LayerRun,
  baseline: { readonly objective: Objective; readonly value: number },
): (holding: Holding) => MaybePromise<boolean> {
  return (holding) =>
    andThen(
      keepWhere(SIZES, (size) => changesBy(run, baseline, nudge(holding, size))),
      (sizes) => sizes.length > 0,
    );
}

function changesBy(
  run: LayerRun,
  { objective, value }: { readonly objective: Objective; readonly value: number },
  { putBack }: Nudge,
): MaybePromise<boolean> {
  const compare = (nudged: number) => {
    putBack();
    // an array whose numbers cannot be others (indices, sizes) is not one to differentiate by
    return Number.isFinite(nudged) && nudged !== value;
  };
  const giveUp = () => {
    putBack();
    return false;
  };
  return orElse(() => andThen(evaluate(run, objective), compare), giveUp);
}

/** Other numbers in an array. */
interface Nudge {
  readonly holding: Holding;
  isStillThere(): boolean;
  putBack(): void;
}

/** Writes other numbers, each so much larger or smaller. */
function nudge(holding: Holding, size: number): Nudge {
  const original = numbersIn(holding);
  const uniform = uniformNumbers({ seed: 0, purpose: 'nudge' });
  fillArriving(
    holding,
    original.map((number) => number + size * signedUnit(uniform)),
  );
  const written = numbersIn(holding);
  return {
    holding,
    isStillThere: () => numbersIn(holding).every((number, i) => Object.is(number, written[i])),
    putBack: () => putNumbersBack(holding, original),
  };
}
