import { relativeError } from '../../src/numeric/norm.ts';
import type {
  CoordinateCheck,
  Diagnosis,
  GradientCheck,
  VariableCheck,
  Verdict,
} from '../../src/record.ts';

/** A variable as a test writes it: both sides flat; what is left out is as for a full check in float64. */
interface VariableSketch {
  readonly path: string;
  readonly shape?: readonly number[];
  readonly analytic: readonly number[];
  readonly numeric: readonly number[];
  readonly bar?: number;
  readonly total?: number;
  readonly threshold?: number;
  readonly dtype?: VariableCheck['dtype'];
  readonly unverified?: boolean;
  /** Flat indices of what the numeric side cannot decide. */
  readonly undecided?: readonly number[];
  readonly slopes?: Readonly<Record<number, readonly [number, number]>>;
}

/** Builds the record of a variable: a coordinate is wrong when the sides differ by more than the bar. */
export function variable(sketch: VariableSketch): VariableCheck {
  const { path, analytic, numeric, bar = 3e-11, threshold = 1e-7 } = sketch;
  const shape = sketch.shape ?? [analytic.length];
  const rows = analytic.map((_, flat) => coordinate(sketch, { flat, shape }));
  const wrong = rows.filter(({ verdict }) => verdict !== 'match');
  return {
    path,
    shape,
    dtype: sketch.dtype ?? 'float64',
    verdict: worstVerdict(wrong),
    relativeError: relativeError({ analytic, numeric }),
    threshold,
    resolution: bar,
    smallestDetectable: sketch.unverified ? 1 : threshold,
    unverified: sketch.unverified ?? false,
    checked: analytic.length,
    total: sketch.total ?? analytic.length,
    wrong: wrong.length,
    kinks: Object.keys(sketch.slopes ?? {}).length,
    coordinates: Uint32Array.from(analytic.keys()),
    at: new Float64Array(analytic.length),
    analytic: Float64Array.from(analytic),
    numeric: Float64Array.from(numeric),
    bars: new Float64Array(analytic.length).fill(bar),
    worst: wrong.sort((a, b) => distance(b) - distance(a)).slice(0, 64),
  };
}

/** Builds the record of a check around its variables. */
export function gradientCheck(
  variables: readonly VariableCheck[],
  rest: Partial<GradientCheck> = {},
): GradientCheck {
  const checked = variables.reduce((sum, { checked }) => sum + checked, 0);
  const total = variables.reduce((sum, { total }) => sum + total, 0);
  return {
    version: 1,
    of: 'gradient',
    rows: 1,
    verdict: variables.some(({ verdict }) => verdict === 'mismatch') ? 'mismatch' : 'match',
    relativeError: relativeError({
      analytic: variables.flatMap(({ analytic }) => [...analytic]),
      numeric: variables.flatMap(({ numeric }) => [...numeric]),
    }),
    threshold: 1e-7,
    resolution: 2.1e-11,
    variables,
    diagnoses: [],
    contract: [],
    coverage: { checked, total, probes: 0, smallestDetectable: 1e-7 },
    evaluations: { value: 2 * checked, gradient: 1 },
    seed: 42,
    ...rest,
  };
}

export const SIGN_FLIP: Diagnosis = {
  id: 'sign-flipped',
  path: 'W',
  title: 'a sign flip',
  evidence: 'analytic = -1.000000000 × numeric in all 6 coordinates',
  help: 'look for a residual taken the wrong way round: (target - output) for (output - target)',
};

export const NO_BIAS: Diagnosis = {
  id: 'missing-gradient',
  path: 'b',
  title: 'a missing gradient',
  evidence: 'analytic is exactly 0 in all 3 coordinates, numeric is not',
  help: 'is b left out of the backward pass?',
};

interface Position {
  readonly flat: number;
  readonly shape: readonly number[];
}

function coordinate(sketch: VariableSketch, { flat, shape }: Position): CoordinateCheck {
  const { path, bar = 3e-11 } = sketch;
  const index = position({ flat, shape });
  const analytic = sketch.analytic[flat];
  const numeric = sketch.numeric[flat];
  const slopes = sketch.slopes?.[flat];
  const error = relativeError({ analytic: [analytic], numeric: [numeric] });
  return {
    coordinate: index.length === 0 ? path : `${path}[${index.join(',')}]`,
    index,
    analytic,
    numeric,
    bar,
    ...(slopes === undefined ? {} : { slopes }),
    relativeError: error,
    verdict: sketch.undecided?.includes(flat)
      ? 'inconclusive'
      : Math.abs(analytic - numeric) <= bar
        ? 'match'
        : 'mismatch',
  };
}

function distance({ analytic, numeric }: CoordinateCheck): number {
  const size = Math.abs(analytic - numeric);
  return Number.isFinite(size) ? size : Number.MAX_VALUE;
}

function worstVerdict(wrong: readonly CoordinateCheck[]): Verdict {
  if (wrong.length === 0) return 'match';
  return wrong.some(({ verdict }) => verdict === 'mismatch') ? 'mismatch' : 'inconclusive';
}

function position({ flat, shape }: Position): readonly number[] {
  let rest = flat;
  return shape
    .map((_, axis) => shape[shape.length - 1 - axis])
    .map((size) => {
      const along = rest % size;
      rest = Math.floor(rest / size);
      return along;
    })
    .reverse();
}
