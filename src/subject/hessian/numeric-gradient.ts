import { type Dtype, UNIT_ROUNDOFF } from '../../numeric/dtype.ts';
import { spacing } from '../../numeric/float.ts';
import { fitGradient } from '../fit-gradient.ts';
import { numberAt, type PointFunction, pointAt } from '../function-subject.ts';
import { readingOf } from '../reading.ts';
import { andThen, type MaybePromise, makeInTurn } from '../then.ts';
import { variableAt } from '../variable.ts';
import type { WorkingPoint } from '../working-point.ts';

/** How a derivative is taken: a finer step shows what a coarser one owes to its length, one side what the other hides. */
export interface Stencil {
  readonly fineness: number;
  readonly side: 'both' | 'above' | 'below';
  /** What share of the usual step suits each coordinate; all of it when left out. */
  readonly shares?: ArrayLike<number>;
}

/** Which value, and where. */
export interface Differenced {
  readonly value: PointFunction;
  readonly at: unknown;
  readonly names?: readonly string[];
  readonly stencil: Stencil;
}

/**
 * The gradient of a value as a function of the point, by differences of fourth order:
 * (8(f(x + h) − f(x − h)) − (f(x + 2h) − f(x − 2h))) / 12h, Abramowitz and Stegun 25.3.6; to one side
 * (−25f(x) + 48f(x + h) − 36f(x + 2h) + 16f(x + 3h) − 3f(x + 4h)) / 12h.
 *
 * With h = u^⅕ of the size of a coordinate truncation and round-off are both near u^⅘, 3e-13 in float64.
 */
export function numericGradient(told: Differenced): PointFunction {
  const { value, at, names } = told;
  return {
    name: value.name,
    call: (point) => {
      // of its own at every call: several may be under way at once
      const place = pointAt(at, names);
      const base = readingOf(fitGradient(place.tree, point), {
        aliasesPoint: [],
        reused: [],
      }).values;
      place.store(base);
      const slope = (coordinate: number) => slopeAlong(told, { place, base, coordinate });
      return andThen(makeInTurn(place.size, slope), (slopes) => Float64Array.from(slopes));
    },
  };
}

interface Along {
  readonly place: WorkingPoint;
  readonly base: Float64Array;
  readonly coordinate: number;
}

function slopeAlong(
  { value, stencil: { fineness, side, shares } }: Differenced,
  { place, base, coordinate }: Along,
): MaybePromise<number> {
  const x = base[coordinate] as number;
  const { dtype } = variableAt(place.variables, coordinate);
  const h = stepOf({ x, dtype }, fineness * (shares?.[coordinate] ?? 1));
  const terms = TERMS[side];
  const valueAt = (i: number) => {
    place.write(coordinate, x + (terms[i] as Term).steps * h);
    return andThen(numberAt(value, place), (values) => values[0] as number);
  };
  return andThen(makeInTurn(terms.length, valueAt), (values) => {
    place.write(coordinate, x);
    return differenceOf(side, { values, h });
  });
}

/** A share of the usual step; a power of two, so that the points are as far apart as they should be. */
export function stepOf(
  { x, dtype }: { readonly x: number; readonly dtype: Dtype },
  share: number,
): number {
  const wanted = UNIT_ROUNDOFF[dtype] ** 0.2 * share * Math.max(Math.abs(x), 1);
  return 2 ** Math.round(Math.log2(Math.max(wanted, 4 * spacing(x, dtype))));
}

/** The derivative by values at the steps of one side, in their order. */
export function differenceOf(
  side: Stencil['side'],
  { values, h }: { readonly values: readonly number[]; readonly h: number },
): number {
  const [first] = values as [number];
  // the weights add up to 0: what all values have in common would only be rounded
  const sum = values.reduce(
    (total, one, i) => total + (TERMS[side][i] as Term).weight * (one - first),
    0,
  );
  return sum / (12 * h);
}

/** How many steps away the values of a side are. */
export function stepsTo(side: Stencil['side']): readonly number[] {
  return TERMS[side].map(({ steps }) => steps);
}

/** A value so many steps away, and its weight in the derivative, times 12. */
interface Term {
  readonly steps: number;
  readonly weight: number;
}

/** How many evaluations of the value one derivative by a coordinate takes. */
export function evaluationsOf({ side }: Stencil): number {
  return TERMS[side].length;
}

const ONE_SIDED = [-25, 48, -36, 16, -3];

const TERMS: Readonly<Record<Stencil['side'], readonly Term[]>> = {
  both: [
    { steps: 1, weight: 8 },
    { steps: -1, weight: -8 },
    { steps: 2, weight: -1 },
    { steps: -2, weight: 1 },
  ],
  above: ONE_SIDED.map((weight, steps) => ({ steps, weight })),
  below: ONE_SIDED.map((weight, steps) => ({ steps: -steps, weight: -weight })),
};
