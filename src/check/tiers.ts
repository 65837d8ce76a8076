import { type Estimate, type Rung } from '../numeric/estimate.ts';
import { noiseOf } from '../numeric/noise.ts';
import { norm } from '../numeric/norm.ts';
import { climb } from './climb.ts';
import { valueNotRepeatable } from './contract.ts';
import type { Selection } from './coordinates.ts';
import { type Check, valueAt } from './evaluation.ts';
import type { Finding } from './finding.ts';
import { coordinateLine, directionLine, randomDirection } from './line.ts';
import { steepness } from './steepness.ts';
import type { Study } from './study.ts';

/** What the first tier saw at one coordinate. */
interface FirstLook {
  readonly coordinate: number;
  readonly rung: Rung;
  readonly estimate: Estimate;
  /**
   * `settled`: agrees to the threshold; `silent`: the difference is no larger than round-off; `unsettled`: look closer.
   */
  readonly outcome: 'settled' | 'silent' | 'unsettled';
}

/** One-sided slopes this much apart, relative to the larger, may be a kink; a smooth function's are not at a small step. */
const SUSPICIOUS_BEND = 1e-3;
/** A direction through the silent coordinates is resolved well enough at this many standard deviations a length scale. */
const QUIET = 1e4;
/** This many of a variable's unsettled coordinates are climbed to the end once one of them is certainly wrong. */
const SHOWN = 16;

/** Finds out about every selected coordinate of one variable: cheaply where it agrees, thoroughly where it does not. */
export function* examine(
  study: Study,
  selection: Selection,
  { threshold, findings }: { readonly threshold: number; readonly findings: Map<number, Finding> },
): Check<void> {
  const looks: FirstLook[] = [];
  for (const coordinate of selection.checked) {
    const look = yield* firstLook(study, coordinate, threshold);
    looks.push(look);
    findings.set(coordinate, findingOf(study, look));
  }
  const unsettled = looks.filter(({ outcome }) => outcome === 'unsettled');
  const silent = looks.filter(({ outcome }) => outcome === 'silent');
  const norms = normsOf(study, looks, silent);
  const hidden = norms.unresolved > threshold * norms.analytic && norms.analytic > norms.unresolved;
  const quiet = !hidden && (yield* confirmSilence(study, silent, threshold));
  yield* climbEach(study, quiet ? unsettled : [...unsettled, ...silent], {
    threshold,
    findings,
    enough: (threshold * norms.analytic) / (4 * Math.sqrt(looks.length)),
  });
}

/** The size of a variable's gradient, and of what its silent coordinates could hide. */
function normsOf(study: Study, looks: readonly FirstLook[], silent: readonly FirstLook[]) {
  return {
    analytic: norm(looks.map(({ coordinate }) => study.reading.values[coordinate])),
    unresolved: norm(silent.map(({ estimate }) => estimate.bar)),
  };
}

/** The first tier: one central difference. */
function* firstLook(study: Study, coordinate: number, threshold: number): Check<FirstLook> {
  const line = coordinateLine(study, coordinate);
  const rung = yield* line.rung(line.first);
  const estimate = singleDifference(study, rung);
  noteSlope(study, coordinate, estimate.value);
  const difference = Math.abs(line.analytic - estimate.value);
  const tolerated = threshold * (Math.abs(line.analytic) + Math.abs(estimate.value));
  const outcome = () => {
    if (!Number.isFinite(difference) || bends(study, rung, estimate)) return 'unsettled';
    if (isUnmoved(study, rung)) return difference <= estimate.bar ? 'silent' : 'unsettled';
    if (difference <= tolerated && estimate.bar <= tolerated) return 'settled';
    return difference <= estimate.bar ? 'silent' : 'unsettled';
  };
  return { coordinate, rung, estimate, outcome: outcome() };
}

function noteSlope({ slopes }: Study, coordinate: number, numeric: number): void {
  const size = Math.abs(numeric);
  if (Number.isFinite(size) && !(size <= slopes[coordinate])) slopes[coordinate] = size;
}

/** One central difference with the bar of its round-off. */
function singleDifference({ noise }: Study, { right, left, plus, minus }: Rung): Estimate {
  const deviation = Math.hypot(noiseOf(plus, noise), noiseOf(minus, noise));
  return { value: (plus - minus) / (right + left), bar: (3 * deviation) / (right + left) };
}

/** Whether the one-sided slopes differ by more than a smooth function's would, and more than noise explains. */
function bends({ value }: Study, { right, left, plus, minus }: Rung, { bar }: Estimate): boolean {
  const slopes = [(plus - value) / right, (value - minus) / left];
  const bend = Math.abs(slopes[0] - slopes[1]);
  return bend > SUSPICIOUS_BEND * Math.max(...slopes.map(Math.abs)) + 4 * bar;
}

/** Whether the value did not react at all: it does not depend on the coordinate, or comes in coarse steps. */
function isUnmoved({ value }: Study, { plus, minus }: Rung): boolean {
  return plus === value && minus === value;
}

function findingOf(study: Study, { coordinate, estimate, rung }: FirstLook): Finding {
  const analytic = study.reading.values[coordinate];
  const difference = Math.abs(analytic - estimate.value);
  return {
    coordinate,
    analytic,
    // agreement is evidence that truncation is no larger than about the difference
    estimate: { ...estimate, bar: Math.max(estimate.bar, 2 * difference) },
    analyticBar: 0,
    steepness: steepness(study, coordinate, [rung]),
  };
}

/**
 * Whether one line through all silent coordinates, at steps far larger than the first, confirms their derivatives.
 *
 * Only while round-off cannot hide the variable's whole gradient: otherwise each of them needs a ladder.
 */
function* confirmSilence(
  study: Study,
  silent: readonly FirstLook[],
  threshold: number,
): Check<boolean> {
  if (silent.length === 0) return true;
  const line = directionLine(study, randomDirection(study, silent.map((look) => look.coordinate)));
  const rung = yield* line.rung(line.first);
  if (line.analytic === 0 && isUnmoved(study, rung)) return true;
  const enough = QUIET * noiseOf(study.value, study.noise);
  const { estimate } = yield* climb(study, line, { start: [rung], tolerated: threshold, enough });
  const difference = Math.abs(line.analytic - estimate.value);
  return difference <= estimate.bar || difference <= threshold * Math.abs(line.analytic);
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
 * show it to need.
 */
function* climbEach(
  study: Study,
  looks: readonly FirstLook[],
  { threshold, findings, enough }: Climbing,
): Check<void> {
  if (looks.length === 0 || !(yield* isRepeatable(study))) return;
  let certain = 0;
  let correction = 0;
  for (const look of worstFirst(study, looks)) {
    const first = findingOf(study, look);
    const finding =
      certain < SHOWN || !Number.isFinite(first.estimate.value)
        ? yield* climbOne(study, look, {
            threshold,
            enough: look.outcome === 'silent' ? enough : 0,
          })
        : { ...first, estimate: widen(look.estimate, correction) };
    findings.set(look.coordinate, finding);
    const { analytic, estimate } = finding;
    correction = Math.max(correction, 3 * relativeDistance(first.estimate.value, estimate.value));
    if (Math.abs(analytic - estimate.value) > 10 * estimate.bar) certain += 1;
  }
}

function* climbOne(
  study: Study,
  { coordinate, rung }: FirstLook,
  { threshold, enough }: Omit<Climbing, 'findings'>,
): Check<Finding> {
  const line = coordinateLine(study, coordinate);
  const ascent = { start: [rung], tolerated: threshold, enough };
  const { estimate, rungs } = yield* climb(study, line, ascent);
  return {
    coordinate,
    analytic: line.analytic,
    estimate: trust(estimate, { analytic: line.analytic, threshold }),
    analyticBar: 0,
    steepness: steepness(study, coordinate, rungs),
  };
}

/** Agreement to the threshold is evidence that the bar need not be wider than that. */
function trust(
  estimate: Estimate,
  { analytic, threshold }: { readonly analytic: number; readonly threshold: number },
): Estimate {
  const tolerance = threshold * (Math.abs(analytic) + Math.abs(estimate.value));
  const confirmed = !estimate.slopes && Math.abs(analytic - estimate.value) <= tolerance;
  return confirmed && estimate.bar <= 100 * tolerance
    ? { ...estimate, bar: Math.min(estimate.bar, tolerance) }
    : estimate;
}

function widen({ value, bar }: Estimate, correction: number): Estimate {
  return { value, bar: bar + correction * Math.abs(value) };
}

/** Whether the value is the same when asked again; a ladder over a value that is not would measure nothing. */
function* isRepeatable(study: Study): Check<boolean> {
  if (study.repeatable === undefined) {
    const violation = valueNotRepeatable(study.value, yield* valueAt([]));
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
