import type { Excess } from '../numeric/extrapolated.ts';
import { roundTo } from '../numeric/float.ts';
import type { Variable } from '../subject/variable.ts';
import {
  type Course,
  coursesOf,
  coursesTogether,
  type Moving,
  type Spread,
  type Together,
} from './course.ts';
import { straightAlong } from './outputs.ts';
import { along } from './point.ts';
import { askRow } from './probes.ts';
import type { Check } from './request.ts';
import type { Study } from './study.ts';

export function spreadOver({ base }: Study, variable: Variable): Spread {
  const { offset, size } = variable;
  let sum = 0;
  for (let k = offset; k < offset + size; k++) sum += base[k] * base[k];
  const typical = Math.sqrt(sum / size);
  const isUsable = typical > 0 && Number.isFinite(typical);
  return { variable, scale: isUsable ? 2 ** Math.round(Math.log2(typical)) : 1 };
}

/** Directions that are asked for together have no more numbers than this, unless it is a single one: memory that is new costs time. */
const HELD = 2 ** 20;

/** What the analytic gradient exceeds the value by, several steps to both sides along each of several directions. */
export function* excessesAlong(
  study: Study,
  spread: Spread,
  { moving, steps }: { readonly moving: readonly Moving[]; readonly steps: readonly number[] },
): Check<readonly (readonly Excess[])[]> {
  const [near, far] = steps;
  if (spread.isByOutputs && far === 2 * near)
    return yield* straightExcesses(study, spread, { moving, step: near });
  const found: (readonly Excess[])[] = [];
  const batch = Math.max(1, Math.floor(HELD / study.base.length));
  const bothSides = steps.flatMap((step) => [step, -step]);
  for (let i = 0; i < moving.length; i += batch) {
    const surpluses = yield* surplusesAlong(study, spread, {
      moving: moving.slice(i, i + batch),
      steps: bothSides,
    });
    found.push(
      ...surpluses.map(({ values }) => steps.map((step, j) => excess(step, values, 2 * j))),
    );
  }
  return found;
}

function excess(step: number, surplus: readonly number[], j: number): Excess {
  const [above, below] = [surplus[j], surplus[j + 1]];
  return { step, odd: (above - below) / 2 / step, even: (above + below) / step };
}

/** The same over a step and twice it, as outputs show it one by one. */
function* straightExcesses(
  study: Study,
  spread: Spread,
  { moving, step }: { readonly moving: readonly Moving[]; readonly step: number },
): Check<readonly (readonly Excess[])[]> {
  const found: (readonly Excess[])[] = [];
  for (const one of moving) {
    const [course] = coursesOf(study, spread, [one]);
    const { aside } = spread;
    const [{ changes, bend }] = yield* straightAlong(study, [course.direction], { step, aside });
    const change = changeAlong(study, spread, course);
    const surplus = [1, -1, 2, -2].map((times, j) => change(times * step) - changes[j]);
    const blur = bend / 2 / step;
    found.push([
      { ...excess(step, surplus, 0), blur },
      { ...excess(2 * step, surplus, 2), blur },
    ]);
  }
  return found;
}

/** By how much more the value would change by the analytic gradient, at some steps along a direction; and whether it changes at all. */
export interface Surplus {
  readonly values: readonly number[];
  readonly isMoved: boolean;
}

/** Looks at some steps along each of several directions. */
export function* surplusesAlong(
  study: Study,
  spread: Spread,
  { moving, steps }: { readonly moving: readonly Moving[]; readonly steps: readonly number[] },
): Check<readonly Surplus[]> {
  const courses = coursesOf(study, spread, moving);
  const points = courses.flatMap(({ direction }) => steps.map((step) => along(direction, step)));
  const values = yield* askRow(study, points);
  return courses.map((course, i) => {
    const change = changeAlong(study, spread, course);
    const own = values.subarray(i * steps.length, (i + 1) * steps.length);
    return {
      values: steps.map((step, j) => change(step) - (own[j] - study.value)),
      isMoved: own.some((value) => value !== study.value),
    };
  });
}

/** The same along one direction through several variables at once. */
export function* surplusTogether(
  study: Study,
  all: readonly Together[],
  steps: readonly number[],
): Check<readonly number[]> {
  const courses = coursesTogether(study, all);
  const changes = courses.map((course, i) => changeAlong(study, all[i].spread, course));
  const points = steps.map((step) => along(courses[0].direction, step));
  const values = yield* askRow(study, points);
  return steps.map((step, i) => {
    const change = changes.reduce((sum, changeOf) => sum + changeOf(step), 0);
    return change - (values[i] - study.value);
  });
}

/** What the value changes by at some steps along a direction. */
export function* changesAlong(
  study: Study,
  spread: Spread,
  { moving, steps }: { readonly moving: Moving; readonly steps: readonly number[] },
): Check<readonly number[]> {
  const [{ direction }] = coursesOf(study, spread, [moving]);
  const values = yield* askRow(
    study,
    steps.map((step) => along(direction, step)),
  );
  return Array.from(values, (value) => value - study.value);
}

/** What the value changes by, by the analytic gradient, at points as they are rounded to the format of the variable. */
function changeAlong(
  { base, reading }: Study,
  { variable: { dtype }, aside }: Spread,
  { direction, slope, moving: { members } }: Course,
): (step: number) => number {
  if (dtype === 'float64') return (step) => step * slope;
  const { values } = reading;
  return (step) => {
    let sum = 0;
    for (let j = 0; j < members.length; j++) {
      const k = members[j];
      const start = aside === undefined ? base[k] : roundTo(base[k] + aside[k], dtype);
      const end = base[k] + ((aside?.[k] ?? 0) + step * direction[k]);
      sum += values[k] * (roundTo(end, dtype) - start);
    }
    return sum;
  };
}
