import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import { deviationOf } from '../numeric/extrapolated.ts';
import { weightsFor } from '../numeric/weights.ts';
import type { Moving, Spread } from '../probe/course.ts';
import type { Check } from '../probe/request.ts';
import { changesAlong, spreadOver, surplusesAlong, surplusTogether } from '../probe/spread.ts';
import { drawn, type Study } from '../probe/study.ts';
import type { Variable } from '../subject/variable.ts';

/** Values so close together differ by noise and a straight line. */
const SPACING = 2 / 3;
const EQUIDISTANT = [-3, -2, -1, 1, 2, 3, 4];
/** Of all variables at once more of them: third differences of few are off by luck, and so is each step that rests on them. */
const MORE = [-6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6];
/** Rounding is off by half of a unit in the mean, or less. */
const ROUNDING = 1 / 2;
/** No step is so long. */
export const TOO_LONG = 8;

const spacingIn = ({ noise: { format } }: Study) => UNIT_ROUNDOFF[format] ** SPACING;

/** The standard deviation that rounding alone gives the value. */
function roundingOf({ noise: { format }, value }: Study): number {
  return ROUNDING * UNIT_ROUNDOFF[format] * Math.abs(value);
}

/** The standard deviation of the value's noise along a direction through a variable. */
export function* deviationAlong(study: Study, spread: Spread, first: Moving): Check<number> {
  const common = yield* commonDeviation(study);
  if (common !== undefined && (yield* isMovedAlong(study, spread, first))) return common;
  const steps = EQUIDISTANT.map((j) => j * spacingIn(study));
  const [{ values, isMoved }] = yield* surplusesAlong(study, spread, { moving: [first], steps });
  const level = Math.max(deviationIn(values, EQUIDISTANT), roundingOf(study));
  return isMoved ? level : Math.max(level, yield* quantumBeyond(study, spread, first));
}

/** Of surpluses at some multiples of a spacing, beside the point of the check, where there is none. */
function deviationIn(surplus: readonly number[], multiples: readonly number[]): number {
  const before = multiples.filter((j) => j < 0).length;
  return deviationOf([...surplus.slice(0, before), 0, ...surplus.slice(before)]);
}

/** The noise along no line is more than so many times that of rounding where along a line through everything it is not. */
const NO_MORE = 2;

const commons = new WeakMap<Study['reading'], number>();

/**
 * The noise of the value along a line through all variables at once, where it is hardly more than its own rounding: along no line through
 * one of them is there more, and along none less than that.
 *
 * @returns nothing where there is more, which may be that of some variables alone, or only one variable to be looked at
 */
function* commonDeviation(study: Study): Check<number | undefined> {
  const { subject, options, reading } = study;
  if (subject.variables.length < 2 || options.variables !== undefined) return;
  const deviation = commons.get(reading) ?? (yield* deviationTogether(study));
  commons.set(reading, deviation);
  return deviation <= NO_MORE * roundingOf(study) ? deviation : undefined;
}

function* deviationTogether(study: Study): Check<number> {
  const random = drawn(study, 'noise', 'all');
  const weights = weightsFor(Math.floor(random() * 2 ** 32));
  const all = study.subject.variables.map((variable) => ({
    spread: spreadOver(study, variable),
    moving: { members: finiteIn(study, variable), weights },
  }));
  const values = yield* surplusTogether(
    study,
    all,
    MORE.map((j) => j * spacingIn(study)),
  );
  return Math.max(deviationIn(values, MORE), roundingOf(study));
}

/** The coordinates whose analytic derivative is a number. */
function finiteIn({ reading: { values } }: Study, { offset, size }: Variable): Uint32Array {
  const members = Uint32Array.from({ length: size }, (_, j) => offset + j);
  return members.filter((k) => Number.isFinite(values[k]));
}

/** Whether steps as short as those of noise change the value: else it may be rounded inside, more coarsely than they show. */
function* isMovedAlong(study: Study, spread: Spread, moving: Moving): Check<boolean> {
  const [longest] = EQUIDISTANT.slice(-1);
  const steps = [longest * spacingIn(study)];
  return (yield* changesAlong(study, spread, { moving, steps })).some((change) => change !== 0);
}

/** Where the value stands still over steps as short as that, half of what it then jumps by: it may be rounded inside, to multiples of it. */
function* quantumBeyond(study: Study, spread: Spread, moving: Moving): Check<number> {
  const [longest] = EQUIDISTANT.slice(-1);
  for (let step = 2 * longest * spacingIn(study); step < TOO_LONG; step *= 2) {
    const [change] = yield* changesAlong(study, spread, { moving, steps: [step] });
    if (change !== 0) return Math.abs(change) / 2;
  }
  return 0;
}
