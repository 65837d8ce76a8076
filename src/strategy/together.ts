import { type Finding, judgeCoordinate } from '../judge/finding.ts';
import { thresholdFor } from '../judge/threshold.ts';
import { nearestInHull } from '../numeric/hull.ts';
import { norm } from '../numeric/norm.ts';
import { largestOf } from '../numeric/vector.ts';
import type { Check } from '../probe/request.ts';
import { type Study, variableOf } from '../probe/study.ts';
import { raysFor } from '../probe/vicinity.ts';
import { lookBeyond } from './beyond.ts';
import { type Scene, sceneOf, sidesTaken, surplusGradient, towards } from './scene.ts';

/** So many gradients around are measured at the most. */
const ROUNDS = 6;
/** Where a vector is no combination of the gradients around, the coordinates that are off by this part of the largest are. */
const SHARE = 1e-3;
/** A gradient that is off by no more than this part of the slopes may be off by what it changes on the way. */
const SMALL = 1e-2;

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
  const scene = yield* sceneOf(study, findings);
  if (scene === undefined) return;
  const outcome = yield* compare(study, scene);
  for (const finding of blamed(scene, outcome))
    all.find((own) => own.has(finding.coordinate))?.set(finding.coordinate, finding);
}

/** Whether the vector is possible, and by how much it exceeds the nearest combination of gradients around, times length scales. */
interface Outcome {
  readonly kind: 'possible' | 'impossible' | 'open';
  readonly missing: Float64Array;
}

function blamed({ kinked, vicinity }: Scene, { kind, missing }: Outcome): readonly Finding[] {
  if (kind === 'possible') return [];
  const largest = largestOf(missing);
  return kinked.flatMap((finding, i) => {
    const { coordinate, analytic, around } = finding;
    const isKnown = around !== undefined && kind === 'open';
    if (isKnown || Math.abs(missing[i]) <= SHARE * largest) return [];
    const nearest = analytic - missing[i] / vicinity.scales[coordinate];
    return [{ ...finding, around: { kind, nearest } }];
  });
}

function* compare(study: Study, scene: Scene): Check<Outcome> {
  const draw = raysFor(scene.kinked.length, 'together');
  const nothing = new Float64Array(scene.kinked.length);
  const gradients: Float64Array[] = [];
  let kind: Outcome['kind'] = 'possible';
  let missing: Float64Array = nothing;
  let offset = sidesTaken(study, scene, draw());
  for (let round = 0; round < ROUNDS; round++) {
    gradients.push(yield* surplusAt(study, scene, offset));
    missing = nearestInHull(gradients, nothing);
    if (norm(missing) <= scene.negligible) return { kind: 'possible', missing };
    offset = towards(study, scene, { missing, ray: draw(), round });
    // what is left is only to come nearer, for what is said about it
    if (kind === 'impossible') continue;
    const direction = missing.map((x) => (Math.abs(x) > SHARE * largestOf(missing) ? x : 0));
    const seen = yield* lookBeyond(study, scene, direction);
    if (seen.kind === 'inside') continue;
    kind = seen.kind === 'excluded' ? 'impossible' : 'open';
    if (seen.kind === 'reached') offset = seen.offset;
  }
  return { kind, missing };
}

/**
 * The surplus of the gradient at a point close around; where it is small but not nothing, what is left of it at distance 0: a smooth
 * function's gradient differs from the limit in proportion to the distance.
 */
function* surplusAt(study: Study, scene: Scene, offset: Float64Array): Check<Float64Array> {
  const near = yield* surplusGradient(study, scene, offset);
  const isSmall = norm(near) <= SMALL * scene.steepest;
  if (norm(near) <= scene.negligible || !isSmall) return near;
  const twice = offset.map((x) => 2 * x);
  const far = yield* surplusGradient(study, scene, twice);
  return near.map((x, i) => 2 * x - far[i]);
}
