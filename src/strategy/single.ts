import type { Finding } from '../judge/finding.ts';
import type { Rung } from '../numeric/estimate.ts';
import { noiseBar } from '../numeric/extrapolated.ts';
import type { Weighing } from '../numeric/group-testing.ts';
import { coordinateLine, rungAt } from '../probe/line.ts';
import type { Check } from '../probe/request.ts';
import { hasMoved, steepnessOver } from '../probe/steepness.ts';
import type { Study } from '../probe/study.ts';
import { type Gauge, LESS_NOISE } from './gauge.ts';

/** From one step to the next. */
const FINER = 2;
/** Of a slope to one side noise is twice that of both together. */
const ONE_SIDED = 2;

/** The least error that would account for what directions show, if it is that of one coordinate: no weight is larger than 1. */
export function supposedIn(weighings: readonly Pick<Weighing, 'value' | 'bar'>[]): number {
  const least = Math.max(...weighings.map(({ value, bar }) => Math.abs(value) - bar));
  return least > 0 ? least : Number.POSITIVE_INFINITY;
}

/** Noise is no more than this part of what is supposed: over steps that are fine enough any error agrees. */
const CLEAR = 1 / 4;

/** A coordinate that a direction makes suspect, over what steps, and how sharply it has to be known. */
export interface Suspect {
  readonly coordinate: number;
  readonly gauge: Gauge;
  readonly sharp: number;
  /** By how much it is wrong at the least, if it is what directions show: what agrees has to exclude that. */
  readonly supposed: number;
}

/**
 * Measures a coordinate over finer and finer steps, as long as these are sharp enough: until it agrees, or the analytic derivative lies
 * between the slopes to both sides of what is left: of a kink that is too near for any step.
 *
 * @returns nothing where it does not agree so
 */
export function* agreesAlone(study: Study, suspect: Suspect): Check<Finding | undefined> {
  const { coordinate, gauge, supposed } = suspect;
  const sharp = Math.min(suspect.sharp, CLEAR * supposed);
  const line = coordinateLine(study, coordinate);
  const noiseOver = (length: number) => LESS_NOISE * noiseBar(gauge.deviation, length);
  const rungs: Rung[] = [];
  let seen: Seen | undefined;
  for (
    let length = gauge.spread.scale * gauge.step;
    seen === undefined || noiseOver(length) <= sharp;
    length /= FINER
  ) {
    const rung = yield* rungAt(study, line, length);
    rungs.push(rung);
    seen = seenOver(study, rung, noiseOver((rung.right + rung.left) / 2));
    if (Math.abs(line.analytic - seen.slope) <= seen.bar) break;
  }
  const estimate = seen && estimateOf(seen, line.analytic);
  if (estimate === undefined || (!estimate.slopes && estimate.bar >= supposed)) return;
  return {
    coordinate,
    analytic: line.analytic,
    estimate,
    analyticBar: 0,
    steepness: steepnessOver(study, rungs, gauge.deviation),
    moved: hasMoved(study, rungs),
  };
}

/** The slopes over a step to each side, and over both. */
interface Seen {
  readonly slope: number;
  readonly bar: number;
  readonly slopes: readonly [left: number, right: number];
}

function seenOver({ value }: Study, { right, left, plus, minus }: Rung, bar: number): Seen {
  const slopes = [(value - minus) / left, (plus - value) / right] as const;
  return { slope: (plus - minus) / (right + left), bar, slopes };
}

function estimateOf(
  { slope, bar, slopes }: Seen,
  analytic: number,
): Finding['estimate'] | undefined {
  if (Math.abs(analytic - slope) <= bar) return { value: slope, bar };
  const noise = ONE_SIDED * bar;
  const isBetween =
    analytic >= Math.min(...slopes) - noise && analytic <= Math.max(...slopes) + noise;
  if (!isBetween) return;
  const bend = Math.abs(slopes[1] - slopes[0]);
  const isKink = bend > ONE_SIDED * noise;
  return { value: slope, bar: bend / 2 + noise, ...(isKink && { slopes }) };
}
