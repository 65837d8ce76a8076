import type { Line } from './line.ts';
import { askGrains } from './probes.ts';
import type { Check } from './request.ts';
import type { Study } from './study.ts';

/**
 * What the outputs that move over a step round away, where they are known one by one and come in a coarse format.
 *
 * Of ten thousand outputs in float32 one may move with a coordinate: its rounding is that of the line, far below that of their sum.
 *
 * @returns a standard deviation; nothing where it is not known
 */
export function* grainOver(study: Study, line: Line, step: number): Check<number | undefined> {
  if (!study.subject.isGrained) return;
  const seen = yield* askGrains(study, line.sidesAt(Math.min(step, line.coarsest)).points);
  const grain = OPERATIONS * Math.max(...seen.map(({ grains }) => grains?.moved ?? Number.NaN));
  return grain > 0 && Number.isFinite(grain) ? grain : undefined;
}

/** Over a step of so many times rounding / difference, an output that makes the difference has moved. */
const MOVED = 2;
/** A few operations make two roundings. */
const OPERATIONS = 2;

/**
 * The grain of the outputs that may make a difference between two slopes.
 *
 * A softmax in float32 whose first probability is next to 1 moves by less than the spacing of 1 over a short step: the others move alone,
 * smoothly, and their slope is the derivative without the first. Over one that is long enough for the difference it moves too; where
 * there is none so long, it may have done anything.
 */
export function* grainBehind(study: Study, line: Line, apart: number): Check<number | undefined> {
  if (!study.subject.isGrained) return;
  const [here] = yield* askGrains(study, line.sidesAt(line.first).points);
  const all = OPERATIONS * (here.grains?.all ?? 0);
  const step = (MOVED * all) / apart;
  return step <= line.coarsest ? yield* grainOver(study, line, step) : all;
}
