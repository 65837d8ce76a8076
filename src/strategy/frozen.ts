import { type Finding, withBar } from '../judge/finding.ts';
import { NOISE_COVERAGE } from '../numeric/convergence.ts';
import { quotientsOver } from '../numeric/quotient.ts';
import { isInside, type Rung } from '../numeric/rung.ts';
import { roundedMove } from '../probe/line.ts';
import { along } from '../probe/point.ts';
import { askRow } from '../probe/probes.ts';
import { type Check, gradientAt } from '../probe/request.ts';
import { drawn, noisyBaseOf, type Study, sizeAt } from '../probe/study.ts';
import type { Uniform } from '../subject/random.ts';

/** What is off by a larger part of the derivative is no rounding that no line shows. */
const SMALL = 1e-2;
/** So far the other coordinates are moved, as a part of their size: a few roundings of single precision, and as many times as far. */
const AWAY = [2 ** -22, 2 ** -20, 2 ** -18, 2 ** -16];
/** Noise is to be so many times smaller than what a derivative is off by. */
const CLEARLY = 8;
/** Of five that are drawn from a range, with this factor, one in a thousand is further out than what they differ by. */
const WIDER = 2;

/**
 * Looks whether what a suspect is off by by little is another at points close around, where only other coordinates are moved.
 *
 * What is computed from these may be rounded on the way, to single precision say: along the suspect that stays as it is, so that its
 * differences have no noise, and are the derivative of a slightly other function. A mistake is the same all around; what is rounded is not.
 *
 * @returns the suspect with a bar as wide as what was seen around it differs by; itself where that is nothing
 */
export function* asRoundedAround(study: Study, suspect: Finding): Check<Finding> {
  const rung = tellingRung(study, suspect);
  if (rung === undefined) return suspect;
  const random = drawn(study, 'rounding', `around ${suspect.coordinate}`);
  const errors = [slopeOver(rung) - suspect.analytic];
  for (const away of AWAY) {
    const offset = offsetAround(study, suspect, { away, random });
    if (offset === undefined) return suspect;
    const { values } = yield* gradientAt(study.row, along(offset, 1));
    if (isSame(values, study.reading.values) || !isNear(suspect, values)) continue;
    const slope = yield* slopeBeside(study, suspect, { offset, rung });
    errors.push(slope - values[suspect.coordinate]);
  }
  const seen = errors.filter(Number.isFinite);
  const bar = WIDER * (Math.max(...seen) - Math.min(...seen) - blurOver(study, suspect, rung));
  return bar > suspect.estimate.bar ? withBar(suspect, bar) : suspect;
}

/** The finest step whose noise is clearly less than what a suspect is off by, where that is small. */
function tellingRung(study: Study, suspect: Finding): Rung | undefined {
  const { analytic, estimate, rungs = [] } = suspect;
  const difference = Math.abs(analytic - estimate.value);
  if (estimate.slopes || !(difference <= SMALL * Math.abs(analytic))) return;
  return rungs.find(
    (rung) => isInside(rung) && CLEARLY * blurOver(study, suspect, rung) <= difference,
  );
}

/** What noise makes slopes over a step differ by. */
function blurOver(study: Study, { coordinate }: Finding, rung: Rung): number {
  const base = noisyBaseOf(study, { coordinate, size: sizeAt(study, coordinate) });
  return 2 * NOISE_COVERAGE * quotientsOver(rung, base).central.noise;
}

interface Around {
  /** By this part of their size. */
  readonly away: number;
  readonly random: Uniform;
}

/** All coordinates but the suspect, moved at random; nothing where there are no others. */
function offsetAround(
  study: Study,
  { coordinate }: Finding,
  { away, random }: Around,
): Float64Array | undefined {
  const offset = study.base.map((_, k) => {
    const sign = random() < 0.5 ? -1 : 1;
    const move = sign * (0.5 + 0.5 * random()) * away * sizeAt(study, k);
    return k === coordinate ? 0 : roundedMove(study, k, move);
  });
  return offset.some((move) => move !== 0) ? offset : undefined;
}

interface Beside {
  readonly offset: Float64Array;
  readonly rung: Rung;
}

/** Where the derivative has changed by more than this part of itself the place is another one, and so is what a mistake makes of it. */
const CHANGED = 1 / 16;

function isNear({ coordinate, analytic }: Finding, values: Float64Array): boolean {
  return Math.abs(values[coordinate] - analytic) <= CHANGED * Math.abs(analytic);
}

/** Whether it is the same elsewhere: that of an array is, and says nothing of what the mistake is there. */
function isSame(values: Float64Array, others: Float64Array): boolean {
  return values.every((value, k) => Object.is(value, others[k]));
}

/** The slope along a suspect over a step, at a point beside that of the check. */
function* slopeBeside(
  study: Study,
  { coordinate }: Finding,
  { offset, rung }: Beside,
): Check<number> {
  const points = [rung.right, -rung.left].map((step) => {
    const point = offset.slice();
    point[coordinate] = step;
    return along(point, 1);
  });
  const [plus, minus] = yield* askRow(study, points);
  return slopeOver({ ...rung, plus, minus });
}

function slopeOver({ right, left, plus, minus }: Rung): number {
  return (plus - minus) / (right + left);
}
