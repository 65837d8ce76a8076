import type { Finding } from '../judge/finding.ts';
import type { Rung } from '../numeric/estimate.ts';
import { isUnmoved } from '../numeric/rung.ts';
import { rungsAt, type Sides, sidesAlong } from '../probe/line.ts';
import type { Check } from '../probe/request.ts';
import type { Study } from '../probe/study.ts';
import { findingOf } from './first-look.ts';
import type { Gauge } from './gauge.ts';

/** What a coordinate may be off by without a closer look, as a part of what it would be grossly wrong by: √τ of its size. */
const FAR_FROM_GROSS = 0.5;
const SHORTEST = 2 ** -18;
const LONGEST = 2 ** -4;

/** Compares a few coordinates one by one, beside directions through all: by one central difference each, and closely where that is off. */
export function* compareSome(
  study: Study,
  { gauge, threshold, typical, closely }: Terms,
  { coordinates, findings }: Sampled,
): Check<void> {
  const { spread, deviation } = gauge;
  const step = spread.scale * stepFor(deviation / (typical * spread.scale));
  const doubtful: number[] = [];
  yield* rungsAt(study, coordinates, {
    sidesOf: (coordinate) => sharedSides(study, coordinate, step),
    onRung: (coordinate, rung) => {
      const finding = differenceAt(study, coordinate, { rung, deviation });
      findings.set(coordinate, finding);
      if (isDoubtful(study, finding, { rung, threshold })) doubtful.push(coordinate);
    },
  });
  for (const coordinate of doubtful) findings.set(coordinate, yield* closely(coordinate));
}

/** How a variable is looked at: the relative error that counts as none, and the size of a typical derivative. */
interface Terms {
  readonly gauge: Gauge;
  readonly threshold: number;
  readonly typical: number;
  /** How a coordinate is measured that this does not settle. */
  readonly closely: (coordinate: number) => Check<Finding>;
}

interface Sampled {
  readonly coordinates: Uint32Array;
  readonly findings: Map<number, Finding>;
}

/** All rows are compared over the same step: their values are known then. */
function sharedSides(study: Study, coordinate: number, step: number): Sides {
  const { firstSteps, rows } = study.probes;
  const known = firstSteps.get(coordinate);
  const sides = sidesAlong(study, coordinate, known ?? step);
  if (known === undefined && rows > 1) firstSteps.set(coordinate, sides.right);
  return sides;
}

/** Where noise and what a central difference leaves, h² of its size, are about the same. */
function stepFor(noise: number): number {
  const step = Math.cbrt(3 * noise);
  return Math.min(LONGEST, Math.max(SHORTEST, Number.isFinite(step) ? step : LONGEST));
}

interface Difference {
  readonly rung: Rung;
  readonly deviation: number;
}

function differenceAt(study: Study, coordinate: number, { rung, deviation }: Difference): Finding {
  const { right, left, plus, minus } = rung;
  const bar = (3 * Math.SQRT2 * deviation) / (right + left);
  const estimate = { value: (plus - minus) / (right + left), bar };
  return findingOf(study, { coordinate, rung, estimate, outcome: 'settled' });
}

function isDoubtful(
  study: Study,
  { analytic, estimate, steepness }: Finding,
  { rung, threshold }: { readonly rung: Rung; readonly threshold: number },
): boolean {
  const difference = Math.abs(analytic - estimate.value);
  if (!Number.isFinite(difference) || (isUnmoved(study, rung) && analytic !== 0)) return true;
  const gross = Math.sqrt(threshold) * (Math.abs(analytic) + Math.abs(estimate.value));
  // the bar of a first look is twice the difference where that is more than noise makes
  return difference * 2 >= estimate.bar && difference > FAR_FROM_GROSS * gross && steepness > 0;
}
