import { compare } from '../judge/comparison.ts';
import { valueNotRepeatable } from '../judge/contract.ts';
import type { Finding } from '../judge/finding.ts';
import { isWithin, raisedThreshold } from '../judge/threshold.ts';
import { NOISE_COVERAGE } from '../numeric/convergence.ts';
import type { Estimate, Rung } from '../numeric/estimate.ts';
import { bends } from '../numeric/kink.ts';
import { noiseOf } from '../numeric/noise.ts';
import { isUnmoved } from '../numeric/rung.ts';
import { type Ascent, climb } from '../probe/climb.ts';
import { directionLine, type Line, rungAt, sharedDirection } from '../probe/line.ts';
import { HERE } from '../probe/point.ts';
import { askRow, isProvenWrong } from '../probe/probes.ts';
import type { Check } from '../probe/request.ts';
import { isRowOfMatrix, noiseLevel, type Study, variableOf } from '../probe/study.ts';
import type { Variable } from '../subject/variable.ts';
import { FAR_FROM_GROSS, type FirstLook, findingOf, singleDifference } from './first-look.ts';
import { climbTo } from './measured.ts';

/** A direction through the silent coordinates is resolved well enough at this many standard deviations a length scale. */
const QUIET = 1e4;
/** A step along such a direction that moves all but what does not depend on it. */
const WIDE = 2 ** -4;
/** This many of a variable's unsettled coordinates are climbed to the end once one of them is certainly wrong. */
const SHOWN = 16;

/**
 * Whether one line through all silent coordinates, at steps far larger than the first, confirms their derivatives.
 *
 * Not when round-off could hide the variable's whole gradient and the line shows that it is not zero: then each of them
 * needs a ladder.
 */
export function* confirmSilence(
  study: Study,
  silent: readonly FirstLook[],
  { threshold, certified }: { readonly threshold: number; readonly certified: boolean },
): Check<boolean> {
  const coordinates = silent.map((look) => look.coordinate);
  const { path } = variableOf(study, coordinates[0]);
  const through = { coordinates, key: `${path} ${coordinates.join()}`, set: path };
  const direction = sharedDirection(study, through);
  const line = directionLine(study, direction);
  const tolerated = certified
    ? negligibleIn(study, direction, { coordinates, threshold })
    : threshold * Math.abs(line.analytic);
  const rung = yield* rungAt(study, line, Math.min(line.first, tellingStep(study, tolerated)));
  if (settles(study, line, { rung, tolerated })) return true;
  const isZero = coordinates.every((k) => study.reading.values[k] === 0);
  if (isZero && isUnmoved(study, rung)) {
    // a value in coarse steps, or a dead unit: one moves when the step is large, the other hardly
    return isUnmoved(study, yield* rungAt(study, line, WIDE));
  }
  const { estimate } = yield* climb(study, line, {
    start: [rung],
    tolerated: threshold,
    // round-off that hides the whole gradient must be pushed back as far as it goes
    enough: certified ? QUIET * noiseOf(study.value, study.noise) : 0,
  });
  // where derivatives are at the end of the format their sum is nothing
  if (line.analytic === 0 && !isZero) return false;
  const difference = Math.abs(line.analytic - estimate.value);
  return (
    (difference <= estimate.bar && (certified || isZero)) ||
    difference <= threshold * Math.abs(line.analytic)
  );
}

/** Over so many times the step at which noise takes all of what is tolerated a slope is told well. */
const CLEAR = 4;

/** What each of some coordinates may be off by along a direction without being grossly wrong; nothing where one of them is zero. */
function negligibleIn(
  { reading }: Study,
  direction: Float64Array,
  {
    coordinates,
    threshold,
  }: { readonly coordinates: readonly number[]; readonly threshold: number },
): number {
  const least = Math.min(...coordinates.map((k) => Math.abs(reading.values[k] * direction[k])));
  return FAR_FROM_GROSS * Math.sqrt(threshold) * least;
}

/** The step over which noise is well below what is tolerated of a slope. */
function tellingStep(study: Study, tolerated: number): number {
  return (CLEAR * barOver(study, 1)) / tolerated;
}

/** Whether one central difference confirms the analytic slope, as the first look along a coordinate does. */
function settles(
  study: Study,
  { analytic, size }: Line,
  { rung, tolerated }: { readonly rung: Rung; readonly tolerated: number },
): boolean {
  const { right, left, plus, minus } = rung;
  const slope = (plus - minus) / (right + left);
  const bar = barOver(study, (right + left) / 2);
  if (bends({ value: study.value, size }, rung, { bar, typical: 0 })) return false;
  return bar <= tolerated && Math.abs(analytic - slope) <= tolerated;
}

/** The bar that noise gives a central difference over a step. */
function barOver(study: Study, step: number): number {
  return (NOISE_COVERAGE * noiseOf(study.value, noiseLevel(study))) / (Math.SQRT2 * step);
}

interface Climbing {
  readonly threshold: number;
  /** The bar that is enough for a silent coordinate: it no longer counts in the norm. */
  readonly enough: number;
  readonly findings: Map<number, Finding>;
}

/**
 * The second tier: a ladder for each coordinate, the largest differences first.
 *
 * Once enough coordinates are certainly wrong, the others keep their first difference, with the bar that the climbs so far
 * show it to need, and the noise they have shown.
 */
export function* climbEach(
  study: Study,
  looks: readonly FirstLook[],
  { threshold, findings, enough }: Climbing,
): Check<void> {
  if (!(yield* isRepeatable(study))) return;
  const { proven } = study.probes;
  let certain = isProvenWrong(study.probes) ? SHOWN : 0;
  let { absolute, relative } = noiseLevel(study);
  let { correction } = isRowOfMatrix(study) ? proven : { correction: 0 };
  for (const look of worstFirst(study, looks)) {
    const first = findingOf(study, look);
    const finding =
      certain < SHOWN || !Number.isFinite(first.estimate.value)
        ? yield* climbOne(study, look, {
            threshold,
            enough: look.outcome === 'silent' ? enough : 0,
          })
        : {
            ...first,
            estimate: widen(singleDifference(look.rung, { absolute, relative }), correction),
          };
    findings.set(look.coordinate, finding);
    const { analytic, estimate, deviation = 0 } = finding;
    absolute = Math.max(absolute, deviation);
    correction = Math.max(correction, 3 * relativeDistance(first.estimate.value, estimate.value));
    if (Math.abs(analytic - estimate.value) > 10 * estimate.bar) certain += 1;
  }
  proven.correction = Math.max(proven.correction, correction);
}

/** So many coordinates are climbed again, where the bars of a variable blur too much. */
const SHARPENED = 32;

/** While the bars of a variable blur more than a threshold may be raised by, its widest are narrowed as far as that goes. */
export function* sharpen(
  study: Study,
  variable: Variable,
  { threshold, findings }: Omit<Climbing, 'enough'>,
): Check<void> {
  for (let i = 0; i < SHARPENED && study.repeatable !== false; i++) {
    const { resolution } = compare(study, [...findings.values()]);
    if (isWithin(resolution, raisedThreshold(study, { variable, resolution }))) return;
    const widest = widestOf(findings.values());
    if (widest === undefined) return;
    const { coordinate, rungs = [] } = widest;
    const ascent = { start: rungs, tolerated: 0, enough: 0, isWhole: true };
    findings.set(coordinate, yield* climbTrusting(study, { coordinate, threshold }, ascent));
  }
}

/** The finding with the widest bar that may still become narrower. */
function widestOf(findings: Iterable<Finding>): Finding | undefined {
  let widest: Finding | undefined;
  for (const one of findings) {
    const isOpen = !one.isWhole && one.estimate.slopes === undefined && one.moved;
    if (isOpen && !(widest !== undefined && widest.estimate.bar >= one.estimate.bar)) widest = one;
  }
  return widest;
}

function* climbOne(
  study: Study,
  { coordinate, rung }: FirstLook,
  { threshold, enough }: Omit<Climbing, 'findings'>,
): Check<Finding> {
  const ascent = { start: [rung], tolerated: threshold, enough };
  return yield* climbTrusting(study, { coordinate, threshold }, ascent);
}

function* climbTrusting(
  study: Study,
  { coordinate, threshold }: { readonly coordinate: number; readonly threshold: number },
  ascent: Ascent,
): Check<Finding> {
  const finding = yield* climbTo(study, coordinate, ascent);
  const { analytic, estimate } = finding;
  return {
    ...finding,
    estimate: trust(study, estimate, { analytic, threshold }),
    numericBar: estimate.bar,
    ...(ascent.isWhole && { isWhole: true }),
  };
}

/**
 * Agreement to the threshold is evidence that the bar need not be wider than that; with the straight side of a kink nearby it is all there
 * is to ask for: beside the kink that is the derivative, and at it a slope as good as the other.
 */
function trust(
  { options }: Study,
  estimate: Estimate,
  { analytic, threshold }: { readonly analytic: number; readonly threshold: number },
): Estimate {
  const { side } = estimate;
  const isOfSide = side && Math.abs(analytic - side.value) <= side.bar;
  if (isOfSide && options.kinks === 'subgradient') return side;
  const tolerance = threshold * (Math.abs(analytic) + Math.abs(estimate.value));
  const confirmed = !estimate.slopes && Math.abs(analytic - estimate.value) <= tolerance;
  return confirmed && estimate.bar <= 3 * tolerance
    ? { ...estimate, bar: Math.min(estimate.bar, tolerance) }
    : estimate;
}

function widen({ value, bar }: Estimate, correction: number): Estimate {
  return { value, bar: bar + correction * Math.abs(value) };
}

/** Whether the value is the same when asked again; a ladder over a value that is not would measure nothing. */
function* isRepeatable(study: Study): Check<boolean> {
  if (study.repeatable === undefined) {
    const violation = valueNotRepeatable(study.value, (yield* askRow(study, [HERE]))[0]);
    study.repeatable = violation === undefined;
    if (violation) study.violations.push(violation);
  }
  return study.repeatable;
}

function relativeDistance(first: number, climbed: number): number {
  const distance = Math.abs(first - climbed) / Math.abs(climbed);
  return Number.isFinite(distance) ? distance : 0;
}

function worstFirst(study: Study, looks: readonly FirstLook[]): readonly FirstLook[] {
  const excess = ({ coordinate, estimate }: FirstLook) => {
    const ratio = Math.abs(study.reading.values[coordinate] - estimate.value) / estimate.bar;
    return Number.isNaN(ratio) ? Number.POSITIVE_INFINITY : ratio;
  };
  return [...looks].sort((a, b) => excess(b) - excess(a) || a.coordinate - b.coordinate);
}
