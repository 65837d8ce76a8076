import { asArray } from '../arrays.ts';
import { fill } from '../cells.ts';
import { methodOf } from '../members.ts';
import type { Objective } from '../objective.ts';
import { ZERO_METHODS } from '../spellings.ts';
import { andThen, type MaybePromise, oneAfterTheOther } from '../then.ts';
import { seat } from './given.ts';
import type { LayerInput } from './input.ts';
import type { Holding } from './inventory.ts';
import type { Layer } from './layer.ts';
import { follow, setMember, type Trail } from './trail.ts';

/** A layer at its input, ready to run. */
export interface LayerRun {
  readonly layer: Layer;
  /** `layer Dense`, as errors call it. */
  readonly name: string;
  readonly input: LayerInput;
  /** What the layer is to hold in each forward pass, though the one before may have put other arrays in its place. */
  readonly seats: readonly Holding[];
  /** Calls one of its passes, and waits for it as long as the check may take. */
  readonly ask: (pass: () => unknown) => MaybePromise<unknown>;
}

/** The forward pass at what is written now. */
export function forward({ layer, input, seats, ask }: LayerRun): MaybePromise<unknown> {
  for (const holding of seats) seat(layer, holding);
  const pass = ask(() => layer.forward(input.handOut()));
  return andThen(pass, (output) => {
    input.checkIntact('`forward`');
    return output;
  });
}

/** The number the layer is checked by. */
export function evaluate(run: LayerRun, objective: Objective): MaybePromise<number> {
  return andThen(evaluateAll(run, objective), ([value]) => value as number);
}

/** The number the layer is checked by with each cotangent, from one forward pass. */
export function evaluateAll(run: LayerRun, objective: Objective): MaybePromise<Float64Array> {
  return andThen(forward(run), (output) => objective.contract(output));
}

/** The backward pass after a forward pass, from gradients at zero; gives what `backward` returned. */
export function backward(
  run: LayerRun,
  passes: {
    readonly output: unknown;
    readonly objective: Objective;
    /** Which of the objective's cotangents to pass back; the first when left out. */
    readonly which?: number;
    readonly stored: readonly Trail[];
  },
): MaybePromise<unknown> {
  const { output, objective, which = 0, stored } = passes;
  const pass = () => {
    objective.deliver(output, which);
    return run.ask(() => run.layer.backward(objective.cotangent(which)));
  };
  return andThen(andThen(zeroGradients(run, stored), pass), (result) => {
    run.input.checkIntact('`backward`');
    return result;
  });
}

// Adding to what is there is a legitimate convention: then what is there has to be zero.
function zeroGradients({ layer, ask }: LayerRun, stored: readonly Trail[]): MaybePromise<unknown> {
  const methods = ZERO_METHODS.flatMap((name) => methodOf(layer, name) ?? []);
  const called = oneAfterTheOther(methods, (method) => ask(() => method.call(layer)));
  return andThen(called, () => {
    for (const trail of stored) zeroAt(layer, trail);
  });
}

function zeroAt(layer: object, trail: Trail): void {
  const gradient = follow(layer, trail);
  const cells = asArray(gradient, 'typed');
  // to one that is frozen nothing can be added
  const isFrozen = cells?.rows.some(Object.isFrozen);
  if (cells !== undefined && !isFrozen) fill(cells, new Float64Array(cells.size));
  if (typeof gradient === 'number')
    setMember(follow(layer, trail.slice(0, -1)), trail.at(-1) as string, 0);
}
