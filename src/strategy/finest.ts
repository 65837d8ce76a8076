import type { Finding } from '../judge/finding.ts';
import { type Estimate, estimateSlope, type Rung } from '../numeric/estimate.ts';
import { LUCK } from '../numeric/level.ts';
import { readLineNoise } from '../numeric/line-noise.ts';
import { noiseOf } from '../numeric/noise.ts';
import { bendReading, readingsOf } from '../numeric/readings.ts';
import { inOrder } from '../numeric/rung.ts';
import { FACTOR } from '../probe/climb.ts';
import { coordinateLine, rungAt } from '../probe/line.ts';
import type { Check } from '../probe/request.ts';
import { rungsAlong, stepsBetween } from '../probe/rungs-along.ts';
import { asShown, baseAt, baseOf, grainAt, type Study } from '../probe/study.ts';
import { excludes, holds, spanning, wayToCoarse } from './plateaus.ts';

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
 * @returns the suspect with the slope that the finest steps see, or with both where that is open; nothing where they see what the others do,
 * or where what is tolerated explains the difference
 */
export function* ofFinestSteps(study: Study, suspect: Finding): Check<Finding | undefined> {
  const { rungs = [], estimate: blaming } = suspect;
  if (suspect.around !== undefined || holds(study, suspect, blaming)) return;
  const noise = noiseAlong(study, suspect);
  const all = inOrder([...(yield* finerRungs(study, suspect, noise)), ...rungs]);
  const fine = fineSide(study, { ...suspect, rungs: all }, noise);
  if (fine === undefined) return;
  const found = { ...suspect, rungs: all, estimate: fine };
  // as finely as the fine side was seen
  const { way } = yield* wayToCoarse(asShown(study), atAnalytic(found), blaming);
  if (way === 'rounding' || way === 'noise') return;
  const estimate = way === 'stairs' || way === 'unresolved' ? spanning(blaming, fine) : fine;
  return { ...found, estimate, numericBar: estimate.bar };
}

/** With the analytic slope as the fine one, where that may be it: the value is to leave this one. */
function atAnalytic(found: Finding): Finding {
  const { analytic, estimate } = found;
  const { value, bar } = estimate;
  const isWithin = Math.abs(analytic - value) <= bar;
  return isWithin ? { ...found, estimate: { ...estimate, value: analytic } } : found;
}

/** Rungs finer than any before, where there are such that tell, and the first of them does not say the same. */
function* finerRungs(study: Study, suspect: Finding, noise: number): Check<readonly Rung[]> {
  const { rungs = [], coordinate, estimate } = suspect;
  const line = coordinateLine(study, coordinate);
  const upTo = Math.min(line.first, ...rungs.map(({ right }) => right)) / BELOW;
  const finest = finestTelling(study, suspect);
  if (!(finest <= upTo)) return [];
  const closest = yield* rungAt(study, line, finest);
  const base = baseOf(asShown(study), line);
  if (isNoise(bendReading(base, closest).reading, noise)) return [];
  if (!excludes(estimateSlope(base, [closest]), estimate)) return [closest];
  const steps = stepsBetween({ from: FACTOR * finest, upTo }, FACTOR);
  return [closest, ...(yield* rungsAlong(study, line, steps))];
}

/** The noise that the steps along a coordinate have shown, or other lines: a standard deviation. */
export function noiseAlong(study: Study, { coordinate, rungs = [] }: Finding): number {
  const base = baseAt(study, coordinate);
  const { deviation } = readLineNoise(base, inOrder(rungs), undefined);
  return Math.max(study.noise.shown, deviation);
}

/** Whether it is there over a fine step as well: waves and kinks are not. */
function isNoise(reading: number, noise: number): boolean {
  return noise > 0 && LUCK * reading > noise;
}

/** Of noise a step or two may leave nothing by luck, and do in values of few digits: two exonerate, and it takes three to blame. */
const QUIET = { exonerates: 2, blames: 3 } as const;

/**
 * The sharpest estimate from fine rungs alone that excludes the one that blames; or what those say that show no noise where it takes
 * structure for noise.
 */
export function fineSide(study: Study, suspect: Finding, noise: number): Estimate | undefined {
  const { coordinate, rungs = [], estimate: blaming } = suspect;
  const base = baseAt(study, coordinate);
  const noisy = readingsOf(base, rungs).findIndex(({ size }) => isNoise(size, noise));
  if (noisy >= 0 && noisy < QUIET.exonerates) return;
  const quiet = noisy < 0 ? rungs : rungs.slice(0, noisy);
  const prefixes = quiet.map((_, i) => estimateSlope(base, quiet.slice(0, i + 1)));
  const excluding = prefixes.filter((one) => isFiner(one, blaming) && excludes(one, blaming));
  if (excluding.length > 0) {
    const sharpest = excluding.reduce((a, b) => (b.bar < a.bar ? b : a));
    const isEnough = noisy < 0 || noisy >= QUIET.blames || holds(study, suspect, sharpest);
    return isEnough ? sharpest : undefined;
  }
  const last = noisy < 0 ? undefined : prefixes.at(-1);
  if (last === undefined || !holds(study, suspect, last)) return;
  const [own, other, apart] = [
    Math.abs(last.value - suspect.analytic),
    Math.abs(last.value - blaming.value),
    Math.abs(suspect.analytic - blaming.value),
  ];
  // what is no nearer to the one than to the other, and wide enough for both, sees neither
  return last.bar < apart && own < other / 2 ? last : undefined;
}

function isFiner({ reach = 0 }: Estimate, { reach: other = Number.POSITIVE_INFINITY }: Estimate) {
  return reach < other;
}

/** The finest step over which rounding leaves the slopes apart: what looks like more noise may be what is looked for. */
function finestTelling(study: Study, { coordinate, analytic, estimate }: Finding): number {
  return tellingStep(study, coordinate, Math.abs(analytic - estimate.value));
}

/** The finest step along a coordinate over which rounding leaves slopes apart that differ by so much. */
export function tellingStep(study: Study, coordinate: number, apart: number): number {
  const rounding = noiseOf(study.value, asShown(study).noise);
  return Math.max((TELLING * rounding) / apart, grainAt(study, coordinate));
}
