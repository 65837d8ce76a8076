import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import { straightened } from '../numeric/straightened.ts';
import type { Looking, Start, StraightAlong } from './outputs-known.ts';
import { along, HERE, type Point } from './point.ts';
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

/**
 * Asks what the values change by over two steps to both sides along directions, as the single outputs show it that go straight there but
 * for a kink.
 */
export function* straightAlong(
  study: Study,
  directions: readonly Float64Array[],
  { step, aside }: Looking,
): Check<readonly StraightAlong[]> {
  const { along: known } = study.probes.known.outputs;
  const from = aside === undefined ? '' : fingerprintOf(aside);
  const keys = directions.map((direction) => `${fingerprintOf(direction)},${step},${from}`);
  const unknown = directions.filter((_, i) => !known.has(keys[i]));
  const start = yield* startAt(study, aside);
  const batch = Math.max(1, Math.floor(HELD / STEPS.length / start.outputs.length));
  for (let i = 0; i < unknown.length; i += batch) {
    const some = unknown.slice(i, i + batch);
    const found = yield* lookedAt(study, some, { start, step, aside });
    found.forEach((rows, j) => {
      known.set(keys[directions.indexOf(some[j])], rows);
    });
  }
  return keys.map((key) => (known.get(key) as readonly StraightAlong[])[study.row]);
}

function* startAt({ probes }: Study, aside: Float64Array | undefined): Check<Start> {
  const { starts } = probes.known.outputs;
  const known = starts.get(aside);
  if (known !== undefined) return known;
  const point = aside === undefined ? HERE : along(aside, 1);
  const { values, outputs } = yield* askOutputs([point], probes.rows);
  const start = { values, outputs: outputs[0] };
  starts.set(aside, start);
  return start;
}

function* askOutputs(
  points: readonly Point[],
  rows: number,
): Check<{ readonly values: Float64Array; readonly outputs: readonly Float64Array[] }> {
  const outputs: Float64Array[] = [];
  const batch = { ...batchOf(points, rows), outputs };
  yield batch;
  return { values: batch.values, outputs };
}

interface From extends Looking {
  readonly start: Start;
}

/** Of each direction what every row shows. */
function* lookedAt(
  { probes: { rows }, subject, noise }: Study,
  directions: readonly Float64Array[],
  { start, step, aside }: From,
): Check<readonly (readonly StraightAlong[])[]> {
  const points = directions.flatMap((direction) =>
    STEPS.map((times) => pointAt(direction, times * step, aside)),
  );
  const { values, outputs } = yield* askOutputs(points, rows);
  const { cotangents = [] } = subject;
  const unit = UNIT_ROUNDOFF[noise.inside];
  return directions.map((_, i) => {
    const first = i * STEPS.length;
    const [above, below, farAbove, farBelow] = outputs.slice(first, first + STEPS.length);
    const line = { here: start.outputs, around: [above, below, farAbove, farBelow] } as const;
    return cotangents.map((cotangent, row): StraightAlong => {
      const { corrections, ...rest } = straightened(line, { cotangent, unit });
      const changeTo = (j: number) => values[(first + j) * rows + row] - start.values[row];
      return { ...rest, changes: corrections.map((one, j) => changeTo(j) + one) };
    });
  });
}

function pointAt(direction: Float64Array, step: number, aside: Float64Array | undefined): Point {
  if (aside === undefined) return along(direction, step);
  return along(
    direction.map((v, k) => aside[k] + step * v),
    1,
  );
}
