import { NOISE_COVERAGE } from '../numeric/convergence.ts';
import type { Rung } from '../numeric/estimate.ts';
import { noiseOf } from '../numeric/noise.ts';
import { rungsAt, sidesAlong } from '../probe/line.ts';
import type { Check } from '../probe/request.ts';
import { noiseLevel, type Study } from '../probe/study.ts';
import { lengthAt } from './coarse-look.ts';
import type { FirstLook } from './first-look.ts';

/** A step that noise is small over, and that bends most functions by less than what is gross. */
const LONG = 1.17 / 64;

/**
 * Entries of a row of a matrix that count for nothing in its norm and that noise hides over first steps: one longer step along each, the
 * same for every row, shows whether they are wrong by much of their own size.
 *
 * @returns those that it does not confirm
 */
export function* unconfirmed(
  study: Study,
  silent: readonly FirstLook[],
  threshold: number,
): Check<readonly FirstLook[]> {
  const gross = Math.sqrt(threshold);
  const hiding = hidingGross(study, silent, threshold);
  if (hiding.length === 0) return [];
  const agreed = new Set<number>();
  yield* rungsAt(study, Uint32Array.from(hiding, placeOf), {
    sidesOf: (coordinate) => sidesAlong(study, coordinate, LONG * lengthAt(study, coordinate)),
    onRung: (coordinate, rung) => {
      if (agrees(study, coordinate, { rung, gross })) agreed.add(coordinate);
    },
  });
  return hiding.filter((look) => !agreed.has(placeOf(look)));
}

/** Those of some silent coordinates that may be wrong by much of their own size. */
export function hidingGross(
  { reading }: Study,
  silent: readonly FirstLook[],
  threshold: number,
): readonly FirstLook[] {
  const gross = Math.sqrt(threshold);
  return silent.filter(
    ({ coordinate, estimate }) => estimate.bar > gross * Math.abs(reading.values[coordinate]),
  );
}

const placeOf = ({ coordinate }: FirstLook) => coordinate;

function agrees(
  study: Study,
  coordinate: number,
  { rung, gross }: { readonly rung: Rung; readonly gross: number },
): boolean {
  const { right, left, plus, minus } = rung;
  const analytic = study.reading.values[coordinate];
  const noise = noiseLevel(study);
  const blur = Math.hypot(noiseOf(plus, noise), noiseOf(minus, noise)) / (right + left);
  const apart = Math.abs((plus - minus) / (right + left) - analytic);
  return apart <= gross * Math.abs(analytic) + NOISE_COVERAGE * blur;
}
