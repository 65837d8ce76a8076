import { type Estimate, type Ladder, openLadder, type Rung } from '../numeric/estimate.ts';
import { bendOf } from '../numeric/kink.ts';
import { noiseOf } from '../numeric/noise.ts';
import { type Line, rungAt } from './line.ts';
import { measureNoise } from './noise.ts';
import type { Check } from './request.ts';
import { baseOf, type Study } from './study.ts';

/** Neighbouring rungs of a ladder: coarser ones for accuracy, finer ones to look for kinks and oscillations. */
const COARSER = 4;
const FINER = 8;
/** Coarser rungs are given up after so many that did not make the bar smaller. */
const PATIENCE = 2;

/**
 * An estimate with a bar wider than this cannot confirm: in a noisy ladder some rung agrees with anything. In units of the
 * tolerance, or of the derivative where truncation, not noise, makes the bar wide.
 */
const WIDEST = { tolerances: 3, relative: 1e-5 };

/** Where a climb begins, and what ends it early. */
export interface Ascent {
  /** Rungs that were evaluated before. */
  readonly start: readonly Rung[];
  /** The relative error up to which the analytic derivative counts as confirmed. */
  readonly tolerated: number;
  /** A bar this small is enough when the difference lies within it; 0 to learn as much as can be learnt. */
  readonly enough: number;
}

/**
 * Climbs a ladder of steps along a line until the analytic derivative is confirmed, or nothing more can be learnt.
 *
 * First the neighbours of the first rung; then, with the noise measured, coarser ones as long as they help; then finer
 * ones as long as they could still show that the analytic derivative is right after all.
 */
export function* climb(study: Study, line: Line, ascent: Ascent): Check<Ladder> {
  const { start } = ascent;
  const ladder = openLadder(baseOf(study));
  for (const rung of start) ladder.add(rung);
  const first = start.length > 0 ? start[0].right : line.first;
  const confirmed = () => confirms(ladder.estimate, { ...ascent, analytic: line.analytic });

  for (const step of [first, COARSER * first, first / FINER, COARSER ** 2 * first]) {
    if (step === first && start.length > 0) continue;
    if (step < line.finest || step > line.coarsest) continue;
    ladder.add(yield* rungAt(study, line, step));
    if (confirmed()) return ladder;
  }
  if (!study.noise.measured) {
    study.noise = yield* measureNoise(study);
    ladder.rebase(baseOf(study));
  }
  if (confirmed()) return ladder;

  let patience = PATIENCE;
  for (let h = COARSER ** 3 * first; h <= line.coarsest && patience > 0; h *= COARSER) {
    const before = ladder.estimate.bar;
    ladder.add(yield* rungAt(study, line, h));
    if (confirmed()) return ladder;
    patience = ladder.estimate.bar < 0.7 * before ? PATIENCE : patience - 1;
  }
  for (
    let h = first / FINER ** 2;
    h >= line.finest && resolvable(study, h, line, ladder.estimate);
    h /= FINER
  ) {
    ladder.add(yield* rungAt(study, line, h));
    if (confirmed()) return ladder;
  }
  return ladder;
}

/** Whether an estimate agrees with the analytic derivative; a kink never does before it has been looked at closely. */
function confirms(
  { value, bar, slopes }: Estimate,
  { analytic, tolerated, enough }: Ascent & { readonly analytic: number },
): boolean {
  if (slopes || !Number.isFinite(analytic)) return false;
  const difference = Math.abs(analytic - value);
  if (difference <= bar && bar <= enough) return true;
  const size = Math.abs(analytic) + Math.abs(value);
  const widest = Math.max(WIDEST.tolerances * tolerated, WIDEST.relative) * size;
  return difference <= tolerated * size && bar <= widest;
}

/** Whether a rung this fine could teach anything: no estimate yet, or its noise leaves room to shrink the bar, or to tell two derivatives or slopes apart. */
function resolvable(study: Study, step: number, line: Line, estimate: Estimate): boolean {
  const { value, bar } = estimate;
  if (!Number.isFinite(bar)) return true;
  const doubt = Math.max(bendOf(estimate), Math.abs(line.analytic - value), bar);
  return (3 * noiseOf(study.value, study.noise)) / step < doubt / 2;
}
