import { blurOf, noiseBar } from '../numeric/extrapolated.ts';
import { coursesOf, type Moving, type Spread } from '../probe/course.ts';
import { hasOutputs, straightAlong } from '../probe/outputs.ts';
import type { Check } from '../probe/request.ts';
import { excessesAlong } from '../probe/spread.ts';
import type { Study } from '../probe/study.ts';
import { type Gauge, type Shown, SMOOTH } from './gauge.ts';

/** The step to begin with, and the shortest. */
const FIRST = 2 ** -3;
const SHORTEST = 2 ** -14;

interface Gauged {
  readonly gauge: Gauge;
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
  const by = { spread: { ...spread, isByOutputs: true }, first };
  const { steps } = study.probes.known.outputs;
  const { path } = spread.variable;
  const known = steps.get(path);
  const found = yield* over(study, by, known ?? FIRST);
  if (found === undefined || known !== undefined) return found;
  const best = yield* sharper(study, by, found);
  steps.set(path, best.gauge.step);
  return best;
}

interface By {
  readonly spread: Spread;
  readonly first: Moving;
}

function* over(study: Study, { spread, first }: By, step: number): Check<Gauged | undefined> {
  const [{ direction }] = coursesOf(study, spread, [first]);
  const [{ isStraight, deviation }] = yield* straightAlong(study, [direction], step);
  if (!isStraight) return;
  const [[near, far]] = yield* excessesAlong(study, spread, {
    moving: [first],
    steps: [step, 2 * step],
  });
  const shortest = SHORTEST;
  const gauge = { spread, deviation, step, shortest, ...NOTHING_LEFT };
  return { gauge, shown: [near, far] };
}

/** A straight line leaves nothing. */
const NOTHING_LEFT = { residue: 0, share: 0, wander: 0, smooth: 0, family: SMOOTH };

/**
 * Another step where kinks to both sides of the point blur a slope by more than noise does: they are fewer in proportion to the square of
 * the step, and noise is more in proportion to one over it.
 */
function* sharper(study: Study, by: By, found: Gauged): Check<Gauged> {
  const noise = noiseBar(found.gauge.deviation, found.gauge.step);
  const blur = blurOf(...found.shown);
  if (blur <= noise) return found;
  const shorter = 2 ** Math.floor(Math.log2(Math.cbrt(noise / blur)));
  const other = yield* over(study, by, Math.max(SHORTEST, shorter * found.gauge.step));
  if (other === undefined) return found;
  const barOf = ({ gauge, shown }: Gauged) =>
    noiseBar(gauge.deviation, gauge.step) + blurOf(...shown);
  return barOf(other) < barOf(found) ? other : found;
}
