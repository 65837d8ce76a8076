import { NOISE_COVERAGE } from '../numeric/convergence.ts';
import { noiseOf } from '../numeric/noise.ts';
import type { Rung } from '../numeric/rung.ts';
import { along } from '../probe/point.ts';
import { askRow } from '../probe/probes.ts';
import type { Check } from '../probe/request.ts';
import { noiseLevel, type Study } from '../probe/study.ts';
import type { FirstLook } from './first-look.ts';
import { type NearerLook, nearerBy } from './nearer.ts';
import { BEHIND } from './outside.ts';

/** What is left of a bend over the shorter step is known to this part of it; noise makes up no more than that. */
const ALIKE = 1 / 8;
const BLUR = 1 / 8;

/**
 * Of what agrees but for a bend, one value more to the right tells whether that is a parabola's: its slope closes in on the central one in
 * proportion to the step, where that of a kink at the point stays, and that of one beside it jumps.
 *
 * @returns the looks, those of parabolas as they would be without the bend
 */
export function* withoutSmoothBends(
  study: Study,
  looks: readonly FirstLook[],
): Check<readonly FirstLook[]> {
  const bent = looks.filter(({ unbent }) => unbent !== undefined);
  if (bent.length === 0) return looks;
  if (yield* areParabolas(study, bent)) return looks.map(unbending);
  const smooth = new Map(
    (yield* nearerBy(study, bent))
      .filter((look) => isParabola(study, look))
      .map((look) => [look.coordinate, unbending(look)] as const),
  );
  return looks.map((look) => smooth.get(look.coordinate) ?? look);
}

function unbending(look: FirstLook): FirstLook {
  return { ...look, outcome: look.unbent ?? look.outcome };
}

/** Of the bend that a kink would leave over a shorter step, there must be no more than this part. */
const LESS = 1 / 2;

/**
 * Of a sparse row what is known already may tell: along the direction behind the colours, over a shorter step, a kink bends it in
 * proportion to the step, a parabola hardly at all. Bends of both signs could make up for each other.
 */
function* areParabolas(study: Study, bent: readonly FirstLook[]): Check<boolean> {
  const direction = study.probes.directions.get(BEHIND);
  if (direction === undefined) return false;
  const [plus, minus] = yield* askRow(study, [along(direction, 1), along(direction, -1)]);
  const [own, ...others] = bent.map(({ rung }) => bendOver(study, rung));
  if (others.some((other) => other > 0 !== own > 0)) return false;
  const ofKinks = bent.map(
    ({ coordinate, rung }) => Math.abs(bendOver(study, rung) * direction[coordinate]) / rung.right,
  );
  const noise = noiseLevel(study);
  const blur = Math.hypot(
    noiseOf(plus, noise),
    noiseOf(minus, noise),
    2 * noiseOf(study.value, noise),
  );
  const seen = Math.abs(bendOver(study, { plus, minus })) + NOISE_COVERAGE * blur;
  return seen <= LESS * Math.min(...ofKinks);
}

function bendOver({ value }: Study, { plus, minus }: Pick<Rung, 'plus' | 'minus'>): number {
  return plus - value - (value - minus);
}

function isParabola(study: Study, { rung, nearer: near }: NearerLook): boolean {
  const { right, left, plus, minus } = rung;
  const central = (plus - minus) / (right + left);
  const beside = (plus - study.value) / right - central;
  const closer = (near.value - study.value) / near.step - central;
  const noise = noiseLevel(study);
  const blur = Math.hypot(noiseOf(near.value, noise), noiseOf(study.value, noise)) / near.step;
  return (
    Math.abs(closer - (beside * near.step) / right) <= ALIKE * Math.abs(beside) &&
    blur <= BLUR * Math.abs(beside)
  );
}
