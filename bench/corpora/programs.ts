import { candidates, type Healthy } from '../../test/zoo/candidates.ts';
import { differentiate, type Exact } from '../../test/zoo/duals.ts';
import { trueError } from '../../test/zoo/error.ts';
import type { Formula } from '../../test/zoo/formulas.ts';
import { withNoise } from '../../test/zoo/noise.ts';
import { toValue } from '../../test/zoo/numbers.ts';
import { type Round, toFloat32, toFloat64 } from '../../test/zoo/operations.ts';
import { sweep } from '../../test/zoo/tape.ts';
import { layOut } from '../../test/zoo/variables.ts';
import type { Candidate, Draft, Specimen, Wanted } from '../specimens.ts';
import { blurOf, ceilings, referenceOf } from '../truth.ts';
import { type Draws, draws } from './draws.ts';
import { plant, plantedSizes } from './planted.ts';
import { drawProgram } from './programs/draw.ts';
import { toFormula } from './programs/instructions.ts';

type Class = 'float64' | 'float32' | 'noisy';

/** Right gradients of each class. */
const COUNT = 400;
/** Programs with more inputs, for what many coordinates cost. */
const WIDE = 24;

/** Straight-line programs of ordinary operations, drawn anew from the seed. */
export function* programs({ seed }: Wanted): Generator<Draft> {
  for (const own of ['float64', 'float32', 'noisy'] as const) {
    for (let i = 0; i < COUNT; i++)
      yield draft(own, { seed, i, n: 1 + ((i + Math.floor(i / 10)) % 10) });
  }
  for (let i = 0; i < WIDE; i++) yield draft('float64', { seed, i: COUNT + i, n: 12 + 2 * i });
}

function draft(
  own: Class,
  { seed, i, n }: { readonly seed: number; readonly i: number; readonly n: number },
): Draft {
  const name = `${seed}/${i}, n ${n}`;
  const build = () => toSpecimen(healthyProgram(own, { name, n }), { own, i });
  return { corpus: 'programs', group: `programs ${own}`, name, build };
}

/** A program whose truth is finite, and whose gradient the chain rule gets right in its format. */
export interface Healthful {
  readonly draws: Draws;
  readonly formula: Formula;
  readonly isSmooth: boolean;
  readonly at: readonly number[];
  readonly round: Round;
  readonly exact: Exact;
}

/** Draws until the truth says that the program is well conditioned at its point. */
export function healthyProgram(
  own: Class,
  { name, n }: { readonly name: string; readonly n: number },
): Healthful {
  const round = own === 'float32' ? toFloat32 : toFloat64;
  for (let attempt = 0; ; attempt++) {
    const drawing = draws(`program ${own} ${name} ${attempt}`);
    const program = drawProgram(drawing, n);
    const formula = toFormula(program.instructions);
    const at = program.at.map(round);
    const exact = differentiate(formula, at, round);
    const isSmooth = program.instructions.every(({ operation }) => operation.isSmooth);
    const drawn = { draws: drawing, formula, isSmooth, at, round, exact };
    if (isWellConditioned(drawn)) return drawn;
  }
}

/** What the backward pass may lose to rounding, relative to the norm and in any one coordinate. */
const LOSS = {
  float64: { norm: 1e-11, coordinate: 1e-6 },
  float32: { norm: 1e-5, coordinate: 1e-3 },
};

function isWellConditioned({ formula, at, round, exact }: Healthful): boolean {
  const { gradient, value } = exact;
  if (exact.slopes !== undefined || ![value, ...gradient].every(Number.isFinite)) return false;
  if (Math.hypot(...gradient) === 0) return false;
  const lost = trueError(sweep(formula, at, { round }).gradient, exact);
  const allowed = LOSS[round === toFloat32 ? 'float32' : 'float64'];
  return lost.norm <= allowed.norm && lost.coordinate <= allowed.coordinate;
}

function toSpecimen(
  healthy: Healthful,
  { own, i }: { readonly own: Class; readonly i: number },
): Specimen {
  const { draws: drawn, formula, at, round, exact, isSmooth } = healthy;
  const toVector = (values: readonly number[]) =>
    own === 'float32' ? Float32Array.from(values) : [...values];
  const clean = toValue(formula, round);
  const amplitude = drawn.magnitude({ low: -12, high: -6 });
  const value = own === 'noisy' ? withNoise(clean, { kind: 'hash', amplitude }, at) : clean;
  const blur = blurOf({ value, at, round, exact });
  const gradient = (x: ArrayLike<number>) => sweep(formula, x, { round }).gradient;
  const inFormat = ({ gradient: plain, ...rest }: Plain): Candidate => ({
    ...rest,
    gradient: (x: ArrayLike<number>) => toVector(plain(x)),
  });
  return {
    tags: isSmooth && own !== 'noisy' ? ['smooth'] : [],
    format: own === 'float32' ? 'float32' : 'float64',
    at: toVector(at),
    value,
    candidates: [
      { name: 'correct', standing: 'correct' as const, gradient },
      ...mistaken(healthy, gradient),
      ...planted(healthy, { gradient, i }),
    ].map(inFormat),
    truth: {
      slopes: exact.gradient.map((g) => [g, g]),
      blur,
      reference: referenceOf({ value, at }),
      ceiling: ceilings[own],
    },
  };
}

interface Plain extends Omit<Candidate, 'gradient'> {
  readonly gradient: (x: ArrayLike<number>) => readonly number[];
}

/** Two of the mistakes that people make in this program: a wrong rule, a slip. */
function mistaken(
  { draws: drawn, formula, at, round, exact }: Healthful,
  gradient: Plain['gradient'],
): Plain[] {
  const resolution = round === toFloat32 ? 3e-4 : 1e-6;
  const variables = layOut({ x: [at.length] });
  const healthy: Healthy = {
    formula,
    at,
    round,
    exact,
    variables,
    batch: undefined,
    gradient,
    resolution,
    visibility: () => 0,
  };
  return candidates(healthy)
    .filter(
      ({ wrong }) => wrong.every(Number.isFinite) && trueError(wrong, exact).norm > resolution,
    )
    .map((mistake) => ({ mistake, key: drawn.unit() }))
    .sort((a, b) => a.key - b.key)
    .slice(0, 2)
    .map(({ mistake }) => ({ name: mistake.rule, standing: 'wrong', gradient: mistake.gradient }));
}

/** Two mistakes of known size, so that every third program sees each size. */
function planted(
  { draws: drawn, at }: Healthful,
  { gradient, i }: { readonly gradient: Plain['gradient']; readonly i: number },
): Plain[] {
  return [i % 3, 3 + (i % 3)].map((k) => {
    const { name, size, apply } = plant(drawn, { n: at.length, size: plantedSizes[k] });
    return { name, standing: 'wrong', planted: size, gradient: (x) => apply(gradient(x)) };
  });
}
