import { CERTAINTY } from '../judge/finding.ts';
import { uncertaintyOf } from '../numeric/kink.ts';
import { dot, largestOf } from '../numeric/vector.ts';
import { climb } from '../probe/climb.ts';
import { directionLine } from '../probe/line.ts';
import type { Check } from '../probe/request.ts';
import type { Study } from '../probe/study.ts';
import { resolving, slopeNoise, surplusOver } from '../probe/vicinity.ts';
import { expectedOf, lookAround } from './around.ts';
import { type Scene, slopeSizes } from './scene.ts';
import { type Around, SAME } from './walks.ts';

/**
 * Whether the analytic slope along a direction through kinked coordinates is one at the point (`inside`), or else one close around it.
 *
 * A step to both sides costs little and shows most; what lies beyond both is measured along a ladder before it counts.
 *
 * @param way - one number a kinked coordinate, in length scales
 */
export function* lookBeyond(
  study: Study,
  scene: Scene,
  way: Float64Array,
): Check<Around | { readonly kind: 'inside' }> {
  const { kinked, vicinity, threshold } = scene;
  const direction = new Float64Array(study.base.length);
  const unit = way.map((x) => x / largestOf(way));
  kinked.forEach(({ coordinate: k }, i) => {
    direction[k] = unit[i] * vicinity.scales[k];
  });
  const tolerated = threshold * dot(slopeSizes(scene), unit.map(Math.abs));
  const least = Math.max(tolerated, slopeNoise(study, vicinity));
  const step = yield* surplusOfStep(study, scene, direction);
  if (!(step > least)) return { kind: 'inside' };
  const line = directionLine(study, direction);
  const { estimate } = yield* climb(study, line, { start: [], tolerated: threshold, enough: 0 });
  const [left, right] = estimate.slopes ?? [estimate.value, estimate.value];
  // a side that bends within the steps of a ladder has no slope by it
  const isKnown = Number.isFinite(estimate.bar);
  const excess = isKnown ? line.analytic - Math.max(left, right) : step;
  const bar = isKnown ? CERTAINTY * uncertaintyOf(estimate) : 0;
  if (!(excess > Math.max(least, bar))) return { kind: 'inside' };
  const close = resolving(study, vicinity, SAME * excess);
  if (close === undefined) return { kind: 'open' };
  const aim = { vicinity: close, direction, excess, expected: expectedOf(study, kinked) };
  return yield* lookAround(study, aim);
}

/** By how much the analytic slope exceeds that over a step, on the side where it does less. */
function* surplusOfStep(
  study: Study,
  { vicinity: { step } }: Scene,
  direction: Float64Array,
): Check<number> {
  const half = direction.map((x) => step * x);
  const sides = [half, half.map((x) => -x)].map((offset) => ({ offset, half }));
  const seen = yield* surplusOver(study, sides);
  return Math.min(...seen.map(({ across }) => across / (2 * step)));
}
