import { noiseOf } from '../numeric/noise.ts';
import { FACTOR } from '../probe/climb.ts';
import { sidesAlong } from '../probe/line.ts';
import { askRow } from '../probe/probes.ts';
import type { Check } from '../probe/request.ts';
import { noiseLevel, type Study } from '../probe/study.ts';
import type { FirstLook } from './first-look.ts';

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
  const nearer = bent.map(({ coordinate, rung }) =>
    sidesAlong(study, coordinate, rung.right / FACTOR),
  );
  const values = yield* askRow(
    study,
    nearer.map(({ points }) => points[0]),
  );
  const smooth = new Map(
    bent.flatMap((look, i) =>
      isParabola(study, look, { step: nearer[i].right, value: values[i] })
        ? [[look, { ...look, outcome: look.unbent ?? look.outcome }] as const]
        : [],
    ),
  );
  return looks.map((look) => smooth.get(look) ?? look);
}

function isParabola(
  study: Study,
  { rung: { right, left, plus, minus } }: FirstLook,
  near: { readonly step: number; readonly value: number },
): boolean {
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
