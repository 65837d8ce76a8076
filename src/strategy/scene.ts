import type { Finding } from '../judge/finding.ts';
import { thresholdFor } from '../judge/threshold.ts';
import { bendOf } from '../numeric/kink.ts';
import { norm } from '../numeric/norm.ts';
import { largestOf } from '../numeric/vector.ts';
import type { Check } from '../probe/request.ts';
import { type Study, variableOf } from '../probe/study.ts';
import { slopeNoise, surplusOver, type Vicinity } from '../probe/vicinity.ts';
import { roomAround, straightAlong } from './room.ts';

/** Slopes are straight over a step that leaves them within this part of the bend. */
const STRAIGHT = 1 / 64;
/** What is missing moves a point so many times as far as the sides that the other coordinates take. */
const MISSING = 4;
/** So many coordinates are moved one by one before the next are thought of. */
const AT_A_TIME = 64;

/** Coordinates that sit on kinks, with how points close around are taken. */
export interface Scene {
  readonly kinked: readonly Finding[];
  readonly vicinity: Vicinity;
  /** The relative error that counts as none. */
  readonly threshold: number;
  /** ‖slopes‖₂, each times its length scale: what a derivative is small against. */
  readonly steepest: number;
  /** A vector this long is nothing: by the threshold, or by noise. */
  readonly negligible: number;
}

/** @returns nothing where fewer than two coordinates sit on kinks: one by itself is known from its slopes; or where there is no room */
export function* sceneOf(study: Study, findings: readonly Finding[]): Check<Scene | undefined> {
  const participants = findings.flatMap((finding) => {
    const { coordinate, analytic, estimate, around, rungs = [] } = finding;
    if (!(estimate.slopes || around) || !Number.isFinite(analytic)) return [];
    const [left, right] = slopesOf(finding);
    const reach = bendOf(estimate) || Math.abs(analytic - estimate.value);
    const tolerance = STRAIGHT * reach;
    const side = { coordinate, rungs, slopes: { left, right }, tolerance };
    const straight = straightAlong(study, side);
    return straight ? [{ finding, straight }] : [];
  });
  if (participants.length < 2) return;
  const vicinity = yield* roomAround(
    study,
    participants.map(({ straight }) => straight),
  );
  return (
    vicinity && measured(study, { kinked: participants.map(({ finding }) => finding), vicinity })
  );
}

type Unmeasured = Pick<Scene, 'kinked' | 'vicinity'>;

function measured(study: Study, scene: Unmeasured): Scene {
  const { kinked, vicinity } = scene;
  const thresholds = kinked.map((one) => thresholdFor(study, variableOf(study, one.coordinate)));
  const threshold = thresholds.reduce((a, b) => Math.min(a, b));
  const steepest = norm(slopeSizes(scene));
  const noise = Math.sqrt(kinked.length) * slopeNoise(study, vicinity);
  return { ...scene, threshold, steepest, negligible: Math.max(2 * threshold * steepest, noise) };
}

/** The sizes that the derivatives of kinked coordinates may have, times their length scales. */
export function slopeSizes({ kinked, vicinity }: Unmeasured): readonly number[] {
  return kinked.map((finding) => {
    const sizes = [finding.analytic, ...slopesOf(finding)].map(Math.abs);
    return Math.max(...sizes) * vicinity.scales[finding.coordinate];
  });
}

/** The slopes to both sides along one coordinate; the same where others have to move as well to show the kink. */
function slopesOf({ estimate }: Finding): readonly [number, number] {
  return estimate.slopes ?? [estimate.value, estimate.value];
}

/** A point to that side of each kink whose slope is the nearer one to the analytic derivative, not quite as far along each. */
export function sidesTaken(study: Study, scene: Scene, ray: Float64Array): Float64Array {
  return offsetBy(study, scene, sidesOf(scene, ray));
}

function sidesOf({ kinked }: Scene, ray: Float64Array): Float64Array {
  return ray.map((x, i) => {
    const { analytic } = kinked[i];
    const [left, right] = slopesOf(kinked[i]);
    const side = Math.abs(analytic - right) < Math.abs(analytic - left) ? 1 : -1;
    return (side * (1 + Math.abs(x))) / 2;
  });
}

/** What is missing after a round, and a ray of chance. */
interface Missing {
  readonly missing: Float64Array;
  readonly ray: Float64Array;
  readonly round: number;
}

/**
 * A point where the slopes are likely to be larger along what is missing: up a convex kink, down a concave one. Every other time on the
 * opposite sides of all coordinates: where one kink leads through all of them, that is the other side of it.
 */
export function towards(
  study: Study,
  scene: Scene,
  { missing, ray, round }: Missing,
): Float64Array {
  const largest = largestOf(missing);
  const opposite = round % 2 === 0 ? -1 : 1;
  const rays = sidesOf(scene, ray).map((side, i) => {
    const [left, right] = slopesOf(scene.kinked[i]);
    return opposite * side + MISSING * (right < left ? -1 : 1) * (missing[i] / largest);
  });
  return offsetBy(study, scene, rays);
}

/** A ray over the kinked coordinates as an offset of all, one distance long at the most. */
function offsetBy(study: Study, { kinked, vicinity }: Scene, ray: Float64Array): Float64Array {
  const { scales, distance } = vicinity;
  const offset = new Float64Array(study.base.length);
  const longest = largestOf(ray);
  kinked.forEach(({ coordinate: k }, i) => {
    offset[k] = (distance * scales[k] * ray[i]) / longest;
  });
  return offset;
}

/** By how much the analytic derivatives of the kinked coordinates exceed those at a point close around, times length scales. */
export function* surplusGradient(
  study: Study,
  { kinked, vicinity }: Scene,
  offset: Float64Array,
): Check<Float64Array> {
  const { scales, step } = vicinity;
  const surplus: number[] = [];
  for (let i = 0; i < kinked.length; i += AT_A_TIME) {
    const stretches = kinked.slice(i, i + AT_A_TIME).map(({ coordinate: k }) => {
      const half = new Float64Array(study.base.length);
      half[k] = step * scales[k];
      return { offset, half };
    });
    const seen = yield* surplusOver(study, stretches);
    surplus.push(...seen.map(({ across }) => across / (2 * step)));
  }
  return Float64Array.from(surplus);
}
