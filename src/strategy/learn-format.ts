import { formatShown } from '../numeric/format-shown.ts';
import { roundingIn } from '../numeric/noise.ts';
import { along } from '../probe/point.ts';
import { askRow } from '../probe/probes.ts';
import type { Check } from '../probe/request.ts';
import { drawn, type Study, sizeAt } from '../probe/study.ts';
import type { Variable } from '../subject/variable.ts';

/** So far away that values in single precision differ, and as many as tell. */
const STEPS = [-2, -1, 1, 2].map((j) => j * 2 ** -6);

/**
 * Learns the format of the value before a variable is looked at through all of it, where it is a number of single precision, as one double in
 * 2²⁹ is by chance: a few others tell whether it is rounded to that, whatever the point is stored in.
 */
export function* learnFormat(study: Study, variable: Variable): Check<void> {
  const { noise, value } = study;
  if (noise.format !== 'float64' || Math.fround(value) !== value) return;
  const direction = throughAll(study, variable);
  const values = yield* askRow(
    study,
    STEPS.map((step) => along(direction, step)),
  );
  const format = formatShown({ value, format: noise.format }, rungsOf(values));
  study.noise = { ...noise, ...roundingIn(format), format };
}

/** Signs and lengths at random: over steps of few digits a polynomial has few as well. */
function throughAll(study: Study, { path, offset, size }: Variable): Float64Array {
  const random = drawn(study, 'direction', `the format along ${path}`);
  const direction = new Float64Array(study.base.length);
  for (let k = offset; k < offset + size; k++)
    direction[k] = (random() < 0.5 ? -1 : 1) * (0.5 + 0.5 * random()) * sizeAt(study, k);
  return direction;
}

function rungsOf([furthest, left, right, far]: Float64Array) {
  return [
    { right: STEPS[2], left: -STEPS[1], plus: right, minus: left },
    { right: STEPS[3], left: -STEPS[0], plus: far, minus: furthest },
  ];
}
