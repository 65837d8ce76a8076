import type { Finding } from '../judge/finding.ts';
import { type Base, type Estimate, estimateSlope, type Rung } from '../numeric/estimate.ts';
import { noiseOf } from '../numeric/noise.ts';
import { bySpan } from '../numeric/rung.ts';
import { FACTOR } from '../probe/climb.ts';
import { coordinateLine, rungAt } from '../probe/line.ts';
import type { Check } from '../probe/request.ts';
import { rungsAlong, stepsBetween } from '../probe/rungs-along.ts';
import { baseOf, grainAt, type Study } from '../probe/study.ts';
import { excludes, spanning, wayToCoarse } from './plateaus.ts';

/** Over a step that is this many times noise / difference, a slope is off by a tenth of the difference. */
const TELLING = 10;
/** Rungs this many times finer than any before may show what those passed over. */
const BELOW = 2;

/**
 * Looks whether the finest steps that still tell one slope from the other see the analytic derivative after all.
 *
 * Steps that cross what the function does close around the point, both kinks of a narrow clamp or many waves, agree with each other to
 * all digits. Nothing is blamed by them before a step has been taken that is no longer than noise asks for.
 *
 * @returns the suspect with the slope that the finest steps see, or with both where that is open; nothing where they see what the others do
 */
export function* ofFinestSteps(study: Study, suspect: Finding): Check<Finding | undefined> {
  const { rungs = [], estimate: blaming } = suspect;
  const line = coordinateLine(study, suspect.coordinate);
  const upTo = Math.min(line.first, ...rungs.map(({ right }) => right)) / BELOW;
  const finest = finestTelling(study, suspect);
  if (suspect.around !== undefined || !(finest <= upTo)) return;
  const base = baseOf(study, line);
  const closest = yield* rungAt(study, line, finest);
  if (!excludes(estimateSlope(base, [closest]), blaming)) return;
  const steps = stepsBetween({ from: FACTOR * finest, upTo }, FACTOR);
  const finer = [closest, ...(yield* rungsAlong(study, line, steps))];
  const all = [...finer, ...rungs].sort(bySpan);
  const fine = fineSide(base, all, blaming);
  if (fine === undefined) return;
  const found = { ...suspect, rungs: all, estimate: fine };
  const { way } = yield* wayToCoarse(study, found, blaming);
  if (way === 'rounding' || way === 'noise') return;
  const estimate = way === 'stairs' || way === 'unresolved' ? spanning(blaming, fine) : fine;
  return { ...found, estimate, numericBar: estimate.bar };
}

/** The sharpest estimate from fine rungs alone that excludes another. */
function fineSide(base: Base, ladder: readonly Rung[], other: Estimate): Estimate | undefined {
  const prefixes = ladder.map((_, i) => estimateSlope(base, ladder.slice(0, i + 1)));
  const excluding = prefixes.filter((estimate) => excludes(estimate, other));
  return excluding.reduce<Estimate | undefined>(
    (a, b) => (a === undefined || b.bar < a.bar ? b : a),
    undefined,
  );
}

/** The finest step over which rounding leaves the slopes apart: what looks like more noise may be what is looked for. */
function finestTelling(study: Study, { coordinate, analytic, estimate }: Finding): number {
  const apart = Math.abs(analytic - estimate.value);
  return Math.max(
    (TELLING * noiseOf(study.value, study.noise)) / apart,
    grainAt(study, coordinate),
  );
}
