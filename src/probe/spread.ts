import type { Excess } from '../numeric/extrapolated.ts';
import { roundTo } from '../numeric/float.ts';
import type { Weights } from '../numeric/weights.ts';
import type { Variable } from '../subject/variable.ts';
import { along } from './point.ts';
import { askRow } from './probes.ts';
import type { Check } from './request.ts';
import type { Study } from './study.ts';

/** A variable that is moved all at once: each coordinate by its weight times a length that suits the variable. */
export interface Spread {
  readonly variable: Variable;
  /** A power of two near the root mean square of the variable, so that points are exact where weights are. */
  readonly scale: number;
}

/** Coordinates that move together; the others stay. */
export interface Moving {
  readonly members: Uint32Array;
  readonly weights: Weights;
  /** What every row that looks along this direction calls it. */
  readonly name?: string;
}

export function spreadOver({ base }: Study, variable: Variable): Spread {
  const { offset, size } = variable;
  let sum = 0;
  for (let k = offset; k < offset + size; k++) sum += base[k] * base[k];
  const typical = Math.sqrt(sum / size);
  const isUsable = typical > 0 && Number.isFinite(typical);
  return { variable, scale: isUsable ? 2 ** Math.round(Math.log2(typical)) : 1 };
}

/** So many numbers are held at once for points that are asked for together. */
const HELD = 2 ** 22;
/** So many directions may be kept. */
const KEPT = 8;

/** What the analytic gradient exceeds the value by, several steps to both sides along each of several directions. */
export function* excessesAlong(
  study: Study,
  spread: Spread,
  { moving, steps }: { readonly moving: readonly Moving[]; readonly steps: readonly number[] },
): Check<readonly (readonly Excess[])[]> {
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
  const directions = moving.map((one) => directionOf(study, spread, one));
  const points = directions.flatMap((direction) => steps.map((step) => along(direction, step)));
  const values = yield* askRow(study, points);
  return directions.map((direction, i) => {
    const { members } = moving[i];
    const change = changeAlong(study, spread, { direction, members });
    const own = values.subarray(i * steps.length, (i + 1) * steps.length);
    return {
      values: steps.map((step, j) => change(step) - (own[j] - study.value)),
      isMoved: own.some((value) => value !== study.value),
    };
  });
}

/** What the value changes by at some steps along a direction. */
export function* changesAlong(
  study: Study,
  spread: Spread,
  { moving, steps }: { readonly moving: Moving; readonly steps: readonly number[] },
): Check<readonly number[]> {
  const direction = directionOf(study, spread, moving);
  const values = yield* askRow(
    study,
    steps.map((step) => along(direction, step)),
  );
  return Array.from(values, (value) => value - study.value);
}

/** A direction that all rows look along is kept for them, unless that takes too much room. */
function directionOf(study: Study, spread: Spread, moving: Moving): Float64Array {
  const { rows, directions } = study.probes;
  const { name } = moving;
  if (name === undefined || rows === 1 || KEPT * study.base.length > HELD)
    return madeDirection(study, spread, moving);
  const direction = directions.get(name) ?? madeDirection(study, spread, moving);
  directions.set(name, direction);
  return direction;
}

function madeDirection(
  { base }: Study,
  { scale }: Spread,
  { members, weights }: Moving,
): Float64Array {
  const direction = new Float64Array(base.length);
  for (let j = 0; j < members.length; j++) direction[members[j]] = scale * weights(members[j]);
  return direction;
}

/** What the value changes by, by the analytic gradient, at points as they are rounded to the format of the variable. */
function changeAlong(
  { base, reading }: Study,
  { variable: { dtype } }: Spread,
  { direction, members }: { readonly direction: Float64Array; readonly members: Uint32Array },
): (step: number) => number {
  const { values } = reading;
  const total = (move: (k: number) => number) => {
    let sum = 0;
    for (let j = 0; j < members.length; j++) sum += values[members[j]] * move(members[j]);
    return sum;
  };
  if (dtype !== 'float64')
    return (step) => total((k) => roundTo(base[k] + step * direction[k], dtype) - base[k]);
  const slope = total((k) => direction[k]);
  return (step) => step * slope;
}
