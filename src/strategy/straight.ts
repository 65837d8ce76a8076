import { blurOf, noiseBar } from '../numeric/extrapolated.ts';
import { coursesOf, type Moving, type Spread } from '../probe/course.ts';
import { hasOutputs, straightAlong } from '../probe/outputs.ts';
import type { Check } from '../probe/request.ts';
import { excessesAlong } from '../probe/spread.ts';
import type { Study } from '../probe/study.ts';
import type { Variable } from '../subject/variable.ts';
import { type Gauge, type Shown, SMOOTH } from './gauge.ts';

/** The step to begin with, and the shortest. */
const FIRST = 2 ** -3;
const SECOND = 2 ** -7;
const SHORTEST = 2 ** -14;
/** Kinks to both sides blur a slope by this part of what noise does, along the other directions by more. */
const FEW = 1 / 8;
/** Of the outputs that move so many have to go straight, and nearly all over the second step, which is tried where some do over the first. */
const MOST = 1 / 2;
const NEARLY_ALL = 7 / 8;
const SOME = 1 / 4;

interface Gauged {
  readonly gauge: Gauge;
  /** The part of the outputs that goes straight. */
  readonly straight: number;
  readonly shown: Shown;
}

/**
 * Over what steps to measure along directions where the value is made of outputs that go straight but for kinks, as those of a layer of
 * rectifiers: each of them tells its own kinks, however many there are in all.
 *
 * @returns nothing where they do not go straight, or are not seen
 */
export function* gaugeStraight(
  study: Study,
  { spread, first }: { readonly spread: Spread; readonly first: Moving },
): Check<Gauged | undefined> {
  if (!hasOutputs(study)) return;
  const { ways } = study.probes.known.outputs;
  const { path } = spread.variable;
  const known = ways.get(path);
  if (known) return yield* over(study, first, { spread, ...known });
  const long = yield* over(study, first, { spread, step: FIRST });
  if (long === undefined) return;
  const isLong = long.straight >= MOST;
  const found = isLong ? long : yield* over(study, first, { spread, step: SECOND });
  if (found === undefined || (!isLong && found.straight < NEARLY_ALL)) return;
  const best = yield* sharper(study, first, found);
  ways.set(path, { step: best.gauge.step, aside: best.gauge.spread.aside });
  return best;
}

interface By {
  readonly spread: Spread;
  readonly step: number;
  readonly aside?: Float64Array | undefined;
}

function* over(
  study: Study,
  first: Moving,
  { spread: given, step, aside }: By,
): Check<Gauged | undefined> {
  const spread = { ...given, isByOutputs: true, aside };
  const [{ direction }] = coursesOf(study, spread, [first]);
  const [{ straight, deviation }] = yield* straightAlong(study, [direction], { step, aside });
  if (straight < SOME) return;
  const steps = [step, 2 * step];
  const [[near, far]] = yield* excessesAlong(study, spread, { moving: [first], steps });
  const gauge = { spread, deviation, step, shortest: SHORTEST, ...NOTHING_LEFT };
  return { gauge, straight, shown: [near, far] };
}

/** A straight line leaves nothing. */
const NOTHING_LEFT = { residue: 0, share: 0, wander: 0, smooth: 0, family: SMOOTH };

/**
 * Other steps, and another start, where kinks blur a slope by more than noise does. Those to both sides of the point are fewer in
 * proportion to the square of the step, while noise is more in proportion to one over it; those at the point itself stay.
 */
function* sharper(study: Study, first: Moving, found: Gauged): Check<Gauged> {
  if (!isBlurred(found)) return found;
  const { spread, step } = found.gauge;
  const aside = asideOf(study, { ...spread, step });
  const away = aside && (yield* over(study, first, { spread, step, aside }));
  const best = away && barOf(away) < barOf(found) ? away : found;
  if (!isBlurred(best)) return best;
  const other = yield* shorter(study, first, best);
  return other && barOf(other) < barOf(best) ? other : best;
}

function* shorter(
  study: Study,
  first: Moving,
  { gauge, shown }: Gauged,
): Check<Gauged | undefined> {
  const fewer = Math.cbrt((FEW * noiseBar(gauge.deviation, gauge.step)) / blurOf(...shown));
  const step = Math.max(SHORTEST, 2 ** Math.floor(Math.log2(fewer * gauge.step)));
  const aside = gauge.spread.aside?.map((x) => (x * step) / gauge.step);
  return yield* over(study, first, { spread: gauge.spread, step, aside });
}

function isBlurred({ gauge, shown }: Gauged): boolean {
  return blurOf(...shown) > noiseBar(gauge.deviation, gauge.step);
}

function barOf({ gauge, shown }: Gauged): number {
  return noiseBar(gauge.deviation, gauge.step) + blurOf(...shown);
}

/** A value is one of many where this part of the coordinates have it. */
const COMMON = 1 / 64;
/** Two coordinates come closer along a direction by four times the shorter step, at the most. */
const BEYOND = 8;

/**
 * Where coordinates are equal, as behind a rectifier many are 0, the largest of some is none of them alone: the point lies on a kink, and
 * an analytic gradient is one from close around. Those that it takes for the largest are moved aside, further than steps lead: there it has
 * to be the gradient.
 *
 * @returns nothing where no value is so common
 */
function asideOf(
  { base, reading }: Study,
  { variable, scale, step }: Pick<Spread, 'variable' | 'scale'> & { readonly step: number },
): Float64Array | undefined {
  const common = commonIn(base, variable);
  if (common === undefined) return;
  const aside = new Float64Array(base.length);
  const { offset, size } = variable;
  for (let k = offset; k < offset + size; k++)
    if (base[k] === common && reading.values[k] !== 0) aside[k] = BEYOND * step * scale;
  return aside;
}

/** The value that most coordinates of a variable have, if so many have it. */
function commonIn(base: Float64Array, { offset, size }: Variable): number | undefined {
  const counts = new Map<number, number>();
  const own = base.subarray(offset, offset + size);
  for (const x of own) counts.set(x, (counts.get(x) ?? 0) + 1);
  const [[value, count]] = [...counts].sort(([, a], [, b]) => b - a);
  return count >= Math.max(2, COMMON * size) ? value : undefined;
}
