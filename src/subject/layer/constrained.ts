import { asArray } from '../arrays.ts';
import { fillArriving, numbersIn } from '../arriving.ts';
import { valuesOf } from '../cells.ts';
import { signedUnit, uniformNumbers } from '../random.ts';
import { andThen, keepWhere, type MaybePromise, orElse, whenDone } from '../then.ts';
import type { Holding } from './inventory.ts';
import { forward, type LayerRun } from './run.ts';
import { follow } from './trail.ts';

/** What is tried: large changes and small ones, each both ways, for what is at its bound takes only one. */
const CHANGES = [1, -1, 2 ** -10, -(2 ** -10)] as const;

/** What a constraint leaves alone the second time is left alone but for the rounding of the coarsest format. */
const ROUNDING = 2 ** -20;

/**
 * Tells whether what a forward pass overwrites is a parameter that it constrains (clipped, scaled to a norm), and no buffer that it
 * fills.
 *
 * Constrained once, it is left alone the second time, which what moves on with each pass is not; and what the pass leaves depends
 * on what was written, which the contents of a buffer do not.
 */
export function isConstrained(run: LayerRun): (holding: Holding) => MaybePromise<boolean> {
  return (holding) => {
    const given = numbersIn(holding);
    const leaves = (numbers: Float64Array) => {
      fillArriving(holding, numbers);
      return andThen(forward(run), () => numbersNow(run.layer, holding));
    };
    const dependsFrom = (once: Float64Array) =>
      once.length > 0 &&
      andThen(leaves(once), (twice) =>
        !isNear(once, twice)
          ? false
          : andThen(
              keepWhere(CHANGES, (size) =>
                andThen(leaves(changedBy(once, size)), (left) => !isEqual(left, twice)),
              ),
              (sizes) => sizes.length > 0,
            ),
      );
    const isOne = () =>
      whenDone(
        () => andThen(leaves(given), dependsFrom),
        () => fillArriving(holding, given),
      );
    return orElse<boolean>(isOne, () => false);
  };
}

function numbersNow(layer: object, { trail, cells }: Holding): Float64Array {
  const now = asArray(follow(layer, trail), 'typed');
  return now?.size === cells.size ? valuesOf(now) : new Float64Array();
}

function changedBy(numbers: Float64Array, size: number): Float64Array {
  const uniform = uniformNumbers({ seed: 0, purpose: 'nudge' });
  return numbers.map((number) => number + size * signedUnit(uniform));
}

function isNear(once: Float64Array, twice: Float64Array): boolean {
  const largest = once.reduce((size, number) => Math.max(size, Math.abs(number)), 0);
  return (
    once.length === twice.length &&
    once.every((number, i) => Math.abs(number - twice[i]) <= ROUNDING * largest)
  );
}

function isEqual(one: Float64Array, other: Float64Array): boolean {
  return one.length === other.length && one.every((number, i) => Object.is(number, other[i]));
}
