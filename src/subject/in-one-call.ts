import { roundedCells } from './accessed.ts';
import type { AdaptedPoint, AdaptedSubject } from './adapter.ts';
import { arrived } from './arrived.ts';
import { valuesOf } from './cells.ts';
import { flatView } from './flat.ts';
import { isFloatArray } from './kinds.ts';
import type { Objective } from './objective.ts';
import type { Subject, Twin, Values } from './subject.ts';
import { andThen, type MaybePromise } from './then.ts';
import type { ArrayNode } from './tree.ts';
import { callUsers } from './users-code.ts';

/** What an adapter's subject answers of many points, and its arrays as they are written one by one. */
interface Batched {
  /** What answers, for errors. */
  readonly name?: string;
  readonly values: NonNullable<AdaptedSubject['values']>;
  readonly arrays: readonly ArrayNode[];
  readonly contract: Objective['contract'];
}

/** Points beside the one that an adapter writes, and the values at several of them in one call. */
export function inOneCall({
  name = '`values`',
  values,
  arrays,
  contract,
}: Batched): Required<Pick<Subject, 'twin' | 'together'>> {
  const points = new WeakMap<Twin, AdaptedPoint>();
  const pointOf = (twin: Twin) => points.get(twin) as AdaptedPoint;
  const together = (twins: readonly Twin[]): MaybePromise<readonly Values[]> =>
    andThen(
      callUsers(() => values(twins.map(pointOf))),
      (outputs) => listOf(outputs, { name, count: twins.length }).map(contract),
    );
  const twin = () => {
    const copies = arrays.map(({ path, cells: { shape, dtype }, cells }) => {
      const numbers = valuesOf(cells);
      return { path, numbers, cells: roundedCells({ numbers, shape, dtype }) };
    });
    const view = flatView(copies.map(({ path, cells }) => ({ kind: 'array', path, cells })));
    const made: Twin = {
      ...view,
      value: () => andThen(together([made]), ([only]) => only as Values),
    };
    points.set(made, Object.fromEntries(copies.map(({ path, numbers }) => [path, numbers])));
    return made;
  };
  return { twin, together };
}

function listOf(
  outputs: unknown,
  { name, count }: { readonly name: string; readonly count: number },
): readonly unknown[] {
  const list = isFloatArray(outputs) ? Array.from(outputs) : outputs;
  if (Array.isArray(list) && list.length === count) return list;
  throw new TypeError(
    `${name} must give one output a point, ${count} here, got ${arrived(outputs)}`,
  );
}
