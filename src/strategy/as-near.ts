import { estimateSlope, type Ladder } from '../numeric/estimate.ts';
import { inOrder } from '../numeric/rung.ts';
import { FACTOR } from '../probe/climb.ts';
import type { Line } from '../probe/line.ts';
import type { Check } from '../probe/request.ts';
import { rungsAlong } from '../probe/rungs-along.ts';
import { baseOf, type Study } from '../probe/study.ts';
import { OTHER_STEPS } from './plateaus.ts';

/** What a measurement has seen. */
type Seen = Pick<Ladder, 'estimate' | 'rungs' | 'onset'>;

interface Nearness {
  readonly climbed: Seen;
  /** The longest step that the first measurement rests on. */
  readonly reach: number | undefined;
}

/** A second measurement with steps as short as the first rests on, where it has not come so near by itself. */
export function* asNearAs(study: Study, line: Line, { climbed, reach = 0 }: Nearness): Check<Seen> {
  const { rungs, onset } = climbed;
  const isNear = rungs.some(({ right }) => right <= reach);
  const steps = [reach, reach / FACTOR].map((step) => OTHER_STEPS * step);
  if (isNear || steps.some((step) => step < line.closest)) return climbed;
  const all = inOrder([...(yield* rungsAlong(study, line, steps)), ...rungs]);
  return { estimate: estimateSlope(baseOf(study, line), all, onset), rungs: all, onset };
}
