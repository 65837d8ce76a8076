import type { Rung } from '../numeric/estimate.ts';
import { roundTo, spacing } from '../numeric/float.ts';
import { firstStep, onGrid } from '../numeric/step.ts';
import { type Check, valueAt } from './evaluation.ts';
import { relativeNoise, type Study, scaleOf, variableOf } from './study.ts';

/** A line φ(t) = f(x + t·v) through the point, along a coordinate or a direction. */
export interface Line {
  /** The analytic derivative along it. */
  readonly analytic: number;
  /** The steps worth taking: where to begin, and the limits of either side. */
  readonly first: number;
  readonly coarsest: number;
  readonly finest: number;
  /** Evaluates both sides at a step, and tells which steps were actually taken. */
  rung(step: number): Check<Rung>;
}

/** The line along one coordinate. */
export function coordinateLine(study: Study, coordinate: number): Line {
  const x = study.base[coordinate];
  const { dtype } = variableOf(study, coordinate);
  const slope = study.slopes[coordinate];
  const scale = scaleOf(study, coordinate);

  function* rung(step: number): Check<Rung> {
    const h = onGrid(step, { x, dtype });
    const [to, from] = [roundTo(x + h, dtype), roundTo(x - h, dtype)];
    const plus = yield* valueAt([{ coordinate, to }]);
    const minus = yield* valueAt([{ coordinate, to: from }]);
    return { right: to - x, left: x - from, plus, minus };
  }

  const first = firstStep({ x, dtype, value: study.value, slope, noise: relativeNoise(study) });
  return {
    analytic: study.reading.values[coordinate],
    first,
    coarsest: Math.max(Math.abs(x), scale, Math.min(1, 100 * scale)),
    // next to 0 numbers are closer than any function needs
    finest: Math.max(spacing(x, dtype), first * 2 ** -40),
    rung,
  };
}

/** One coordinate of a direction. */
export interface Component {
  readonly coordinate: number;
  readonly amount: number;
}

/** The line along a direction whose components carry the length scales, so that a step near 1 is a large one. */
export function directionLine(study: Study, direction: readonly Component[]): Line {
  const along = (t: number) =>
    direction.map(({ coordinate, amount }) => ({
      coordinate,
      to: study.base[coordinate] + t * amount,
    }));

  function* rung(step: number): Check<Rung> {
    const plus = yield* valueAt(along(step));
    const minus = yield* valueAt(along(-step));
    return { right: step, left: step, plus, minus };
  }

  const analytic = direction.reduce(
    (sum, { coordinate, amount }) => sum + study.reading.values[coordinate] * amount,
    0,
  );
  return { analytic, first: 2 ** -10, coarsest: 1, finest: 2 ** -40, rung };
}

/** A direction of random signs over some coordinates, each as long as its length scale. */
export function randomDirection(
  study: Study,
  coordinates: readonly number[],
): readonly Component[] {
  return coordinates.map((coordinate) => {
    const sign = study.random() < 0.5 ? -1 : 1;
    return { coordinate, amount: sign * (0.5 + 0.5 * study.random()) * scaleOf(study, coordinate) };
  });
}
