import { onManifold } from '../diagnosis/manifold.ts';
import type { ResolvedOptions } from '../options/options.ts';
import type { Budget } from '../probe/budget.ts';
import type { GradientCheck } from '../record.ts';
import type { MaybeOnManifold, Mended } from '../subject/jacobian/mended.ts';
import { andThen, type MaybePromise } from '../subject/then.ts';
import { checkJacobianSubject } from './jacobian.ts';

/** Checks a Jacobian, and on a manifold asks of a wrong one which of the mistakes that are made there it is. */
export function checkOnManifold(
  subject: MaybeOnManifold,
  options: ResolvedOptions,
  budget: Budget,
): MaybePromise<GradientCheck> {
  const { mended, size, outputs } = subject;
  return andThen(checkJacobianSubject(subject, options, budget), (found) => {
    if (found.verdict !== 'mismatch' || mended === undefined) return found;
    const rowOf = new Map(outputs.map(({ path, offset }) => [path, offset]));
    const entriesOf = ({ values }: Mended) =>
      found.variables.map(({ derivative, coordinates }) => {
        const first = (rowOf.get(derivative?.of ?? '') ?? 0) * size;
        return Float64Array.from(coordinates, (flat) => values[first + flat] as number);
      });
    return andThen(mended(), (all) =>
      onManifold(
        found,
        all.map((one) => ({ mistake: one.mistake, entries: entriesOf(one) })),
      ),
    );
  });
}
