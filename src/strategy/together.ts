import { CERTAINTY, type Finding, judgeCoordinate } from '../judge/finding.ts';
import { thresholdFor } from '../judge/threshold.ts';
import { nearestInHull } from '../numeric/hull.ts';
import { uncertaintyOf } from '../numeric/kink.ts';
import { noiseOf } from '../numeric/noise.ts';
import { norm } from '../numeric/norm.ts';
import { largestOf } from '../numeric/vector.ts';
import { climb } from '../probe/climb.ts';
import { directionLine } from '../probe/line.ts';
import type { Check } from '../probe/request.ts';
import { type Study, variableOf } from '../probe/study.ts';
import { raysFor, surplusOver } from '../probe/vicinity.ts';
import { type Around, lookAround } from './around.ts';
import { type Scene, sceneOf, sidesTaken, surplusGradient, towards } from './scene.ts';

/** So many gradients around are measured at the most. */
const ROUNDS = 6;
/** Noise beyond so many standard deviations is none. */
const DEVIATIONS = 4;
/** Where a vector is no combination of the gradients around, the coordinates that are off by this part of the largest are. */
const SHARE = 1e-3;

/**
 * Looks at all coordinates on kinks together: each may lie between its own slopes while the vector is no generalized gradient.
 *
 * A vector is one if it is a combination of gradients close around (Clarke 1983, 2.5.1), so some are measured, and the combination
 * nearest to it is looked for. Where that is the vector itself, it is proven. Where not, the way there is a direction along which the
 * vector has a larger slope than all of them: either there are more gradients in that direction, or there is a mistake.
 */
export function* together(study: Study, all: readonly Map<number, Finding>[]): Check<void> {
  const { kinks } = study.options;
  const findings = all.flatMap((some) => [...some.values()]);
  const isWrong = (finding: Finding) => {
    const threshold = Math.sqrt(thresholdFor(study, variableOf(study, finding.coordinate)));
    return judgeCoordinate(finding, { threshold, kinks }) === 'disagrees';
  };
  if (kinks !== 'subgradient' || findings.some(isWrong)) return;
  const scene = sceneOf(study, findings);
  if (scene === undefined) return;
  const { kind, missing } = yield* compare(study, scene);
  if (kind === 'possible') return;
  const largest = largestOf(missing);
  scene.kinked.forEach((finding, i) => {
    const { coordinate, analytic, around } = finding;
    if (Math.abs(missing[i]) <= SHARE * largest || (around && kind === 'open')) return;
    const nearest = analytic - missing[i] / scene.vicinity.scales[coordinate];
    const own = all.find((some) => some.has(coordinate));
    own?.set(coordinate, { ...finding, around: { kind, nearest } });
  });
}

/** Whether the vector is possible, and by how much it exceeds the nearest combination of gradients around, times length scales. */
interface Outcome {
  readonly kind: 'possible' | 'impossible' | 'open';
  readonly missing: Float64Array;
}

function* compare(study: Study, scene: Scene): Check<Outcome> {
  const draw = raysFor(scene.kinked.length, 'together');
  const nothing = new Float64Array(scene.kinked.length);
  const gradients: Float64Array[] = [];
  let kind: Outcome['kind'] = 'possible';
  let missing: Float64Array = nothing;
  let offset = sidesTaken(study, scene, draw());
  for (let round = 0; round < ROUNDS; round++) {
    gradients.push(yield* surplusGradient(study, scene, offset));
    missing = nearestInHull(gradients, nothing);
    if (isNothing(study, scene, missing)) return { kind: 'possible', missing };
    offset = towards(study, scene, { missing, ray: draw() });
    // what is left is only to come nearer, for what is said about it
    if (kind === 'impossible') continue;
    const seen = yield* lookAlong(study, scene, missing);
    if (seen.kind === 'inside') continue;
    kind = seen.kind === 'excluded' ? 'impossible' : 'open';
    if (seen.kind === 'reached') offset = seen.offset;
  }
  return { kind, missing };
}

/** Whether what is missing is less than the threshold, or than noise, leaves open. */
function isNothing(study: Study, { kinked, vicinity }: Scene, missing: Float64Array): boolean {
  const analytic = kinked.map((one) => one.analytic * vicinity.scales[one.coordinate]);
  const nearest = analytic.map((a, i) => a - missing[i]);
  const tolerated = thresholdOf(study, kinked) * (norm(analytic) + norm(nearest));
  const noise = DEVIATIONS * (noiseOf(study.value, study.noise) / vicinity.step);
  return norm(missing) <= Math.max(tolerated, Math.sqrt(kinked.length) * noise);
}

function thresholdOf(study: Study, kinked: readonly Finding[]): number {
  return Math.min(
    ...kinked.map(({ coordinate }) => thresholdFor(study, variableOf(study, coordinate))),
  );
}

/** Whether the analytic slope along a direction is one at the point (`inside`), or close around it. */
function* lookAlong(
  study: Study,
  scene: Scene,
  missing: Float64Array,
): Check<Around | { readonly kind: 'inside' }> {
  const { kinked, vicinity } = scene;
  const direction = new Float64Array(study.base.length);
  const largest = largestOf(missing);
  let size = 0;
  kinked.forEach(({ coordinate: k, analytic }, i) => {
    direction[k] = (missing[i] / largest) * vicinity.scales[k];
    size += Math.abs(analytic * direction[k]);
  });
  const tolerated = thresholdOf(study, kinked) * size;
  const noise = DEVIATIONS * (noiseOf(study.value, study.noise) / vicinity.step);
  const half = direction.map((x) => vicinity.step * x);
  const sides = [half, half.map((x) => -x)].map((offset) => ({ offset, half }));
  const surplus = (yield* surplusOver(study, sides)).map(
    ({ across }) => across / (2 * vicinity.step),
  );
  if (!(Math.min(...surplus) > Math.max(tolerated, noise))) return { kind: 'inside' };
  const line = directionLine(study, direction);
  const { estimate } = yield* climb(study, line, {
    start: [],
    tolerated: thresholdOf(study, kinked),
    enough: 0,
  });
  const [left, right] = estimate.slopes ?? [estimate.value, estimate.value];
  const excess = line.analytic - Math.max(left, right);
  if (!(excess > Math.max(tolerated, CERTAINTY * uncertaintyOf(estimate))))
    return { kind: 'inside' };
  return yield* lookAround(study, { vicinity, direction, excess });
}
