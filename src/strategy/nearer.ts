import { FACTOR } from '../probe/climb.ts';
import { sidesAlong } from '../probe/line.ts';
import { askRow } from '../probe/probes.ts';
import type { Check } from '../probe/request.ts';
import type { Study } from '../probe/study.ts';
import type { FirstLook, Nearer } from './first-look.ts';

/** A first look with a value nearer by. */
export interface NearerLook extends FirstLook {
  readonly nearer: Nearer;
}

/** Some looks with a value nearer by each, over a shorter step to the right: the one that is known, or one more. */
export function* nearerBy(study: Study, looks: readonly FirstLook[]): Check<readonly NearerLook[]> {
  const unknown = looks.filter(({ nearer }) => nearer === undefined);
  const sides = unknown.map(({ coordinate, rung }) =>
    sidesAlong(study, coordinate, rung.right / FACTOR),
  );
  const values = yield* askRow(
    study,
    sides.map(({ points }) => points[0]),
  );
  const asked = new Map(
    unknown.map((look, i) => [look, { step: sides[i].right, value: values[i] }] as const),
  );
  return looks.flatMap((look) => {
    const nearer = look.nearer ?? asked.get(look);
    return nearer ? [{ ...look, nearer }] : [];
  });
}
