import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import { straightened } from '../numeric/straightened.ts';
import type { StraightAlong } from './outputs-known.ts';
import { along, HERE } from './point.ts';
import { batchOf, type Check } from './request.ts';
import { fingerprintOf } from './shelf.ts';
import type { Study } from './study.ts';

/** Outputs that are held at a time are no more numbers than these, unless those along a single direction are. */
const HELD = 2 ** 22;

/** Steps along a direction, as multiples of the shorter one. */
const STEPS = [1, -1, 2, -2];

/** Whether the outputs that make up the value are seen one by one. */
export function hasOutputs({ subject }: Pick<Study, 'subject'>): boolean {
  return subject.cotangents !== undefined;
}

/** Asks for the values two steps to both sides along directions, as the single outputs show them that go straight there but for a kink. */
export function* straightAlong(
  study: Study,
  directions: readonly Float64Array[],
  step: number,
): Check<readonly StraightAlong[]> {
  const { along: known } = study.probes.known.outputs;
  const keys = directions.map((direction) => `${fingerprintOf(direction)},${step}`);
  const unknown = directions.filter((_, i) => !known.has(keys[i]));
  const here = yield* outputsHere(study);
  const batch = Math.max(1, Math.floor(HELD / STEPS.length / here.length));
  for (let i = 0; i < unknown.length; i += batch) {
    const some = unknown.slice(i, i + batch);
    const found = yield* lookedAt(study, some, { here, step });
    found.forEach((rows, j) => {
      known.set(keys[directions.indexOf(some[j])], rows);
    });
  }
  return keys.map((key) => (known.get(key) as readonly StraightAlong[])[study.row]);
}

function* outputsHere(study: Study): Check<Float64Array> {
  const { outputs } = study.probes.known;
  if (outputs.here === undefined) {
    const batch = { ...batchOf([HERE], study.probes.rows), outputs: [] as Float64Array[] };
    yield batch;
    [outputs.here] = batch.outputs;
  }
  return outputs.here;
}

interface Looking {
  readonly here: Float64Array;
  readonly step: number;
}

/** Of each direction what every row shows. */
function* lookedAt(
  { probes: { rows }, subject, noise }: Study,
  directions: readonly Float64Array[],
  { here, step }: Looking,
): Check<readonly (readonly StraightAlong[])[]> {
  const points = directions.flatMap((direction) =>
    STEPS.map((times) => along(direction, times * step)),
  );
  const batch = { ...batchOf(points, rows), outputs: [] as Float64Array[] };
  yield batch;
  const { cotangents = [] } = subject;
  const unit = UNIT_ROUNDOFF[noise.inside];
  return directions.map((_, i) => {
    const first = i * STEPS.length;
    const [above, below, farAbove, farBelow] = batch.outputs.slice(first, first + STEPS.length);
    return cotangents.map((cotangent, row): StraightAlong => {
      const line = { here, around: [above, below, farAbove, farBelow] } as const;
      const { corrections, ...rest } = straightened(line, { cotangent, unit });
      const valueAt = (j: number) => batch.values[(first + j) * rows + row];
      return { ...rest, values: corrections.map((one, j) => valueAt(j) + one) };
    });
  });
}
