import type { SubjectContext } from '../context.ts';
import { argumentNames, takesRest } from '../parameter-names.ts';
import type { Subject } from '../subject.ts';
import type { MaybePromise } from '../then.ts';
import { callUsers } from '../users-code.ts';
import { isSpreadOver } from './calls.ts';
import { carriedSubject } from './carried.ts';
import { leavesIn } from './leaves.ts';
import { carriedSlot } from './slot.ts';

type AnyFunction = (...args: never[]) => unknown;

/**
 * Makes a function from the leaves of a graph to a result that runs backward a subject.
 *
 * The leaves are written where they are, and the function is called with them anew each time, so that it builds its graph.
 */
export function graphSubject(f: AnyFunction, context: SubjectContext): MaybePromise<Subject> {
  const { at } = context;
  const args = isSpread(f, at) ? (at as unknown[]) : [at];
  const names = Array.isArray(at) ? argumentNames(f, at.length) : undefined;
  const slots = leavesIn(at, { root: 'at', bare: 'x', ...(names && { names }) }).map(
    ({ path, carrier }) => carriedSlot(path, carrier),
  );
  return carriedSubject(
    {
      description: 'function of leaves',
      slots,
      forward: () => callUsers(() => Reflect.apply(f, undefined, args)),
    },
    context,
  );
}

function isSpread(f: AnyFunction, at: unknown): boolean {
  return isSpreadOver(f, at) || (Array.isArray(at) && takesRest(f));
}
