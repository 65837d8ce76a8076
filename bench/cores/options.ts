import type { GradientCheckOptions } from '../../src/index.ts';
import type { Question } from './question.ts';

type Vector = ArrayLike<number>;

interface Pair {
  readonly value: (x: Vector) => number;
  readonly gradient: (x: Vector) => readonly number[];
}

/** Σ (sin xᵢ − xᵢ₋₁)² + |x₀ − ½|: smooth but for one coordinate. */
function value(x: Vector): number {
  let sum = Math.abs(x[0] - 0.5);
  for (let i = 1; i < x.length; i++) sum += (Math.sin(x[i]) - x[i - 1]) ** 2;
  return sum;
}

function gradient(x: Vector): number[] {
  const gap = (i: number) => (i > 0 && i < x.length ? Math.sin(x[i]) - x[i - 1] : 0);
  return Array.from(
    x,
    (v, i) => 2 * gap(i) * Math.cos(v) - 2 * gap(i + 1) + (i === 0 ? Math.sign(v - 0.5) : 0),
  );
}

const PAIRS: Readonly<Record<string, Pair>> = {
  right: { value, gradient },
  'sign flipped': { value, gradient: (x) => gradient(x).map((g) => -g) },
  'one entry by 0.1 %': {
    value,
    gradient: (x) => gradient(x).map((g, i) => (i === 7 ? 1.001 * g : g)),
  },
};

const point = (length: number) => Array.from({ length }, (_, i) => Math.sin(3 * i + 1));
const at = point(12);

const OPTIONS: Readonly<Record<string, GradientCheckOptions>> = {
  none: { at },
  'on the kink': { at: [0.5, ...at.slice(1)] },
  'on the kink, undecided': { at: [0.5, ...at.slice(1)], kinks: 'inconclusive' },
  'on the kink, strictly': { at: [0.5, ...at.slice(1)], kinks: 'fail' },
  float32: { at: Float32Array.from(at) },
  textbook: { at, epsilon: 1e-5 },
  'threshold of 0.01': { at, threshold: 0.01 },
  'some variables': { at, variables: ['x[0]', 'x[7]'] },
  'quick mode': { at: point(60), mode: 'quick' },
  'sampled of 3,000': { at: point(3000) },
  '40 evaluations': { at, maxEvaluations: 40 },
};

const later = ({ value, gradient }: Pair) => ({
  value: async (x: Vector) => value(x),
  gradient: async (x: Vector) => gradient(x),
});

const together =
  ({ value, gradient }: Pair) =>
  (x: Vector) => ({
    value: value(x),
    gradient: gradient(x),
  });

const FORMS: Readonly<Record<string, (pair: Pair) => unknown>> = {
  'a pair': (pair) => pair,
  'a function': together,
  asynchronous: later,
};

/** Functions of a point in each form, right and wrong, with every option that changes what is done. */
export const optionCases: readonly Question[] = Object.entries(FORMS).flatMap(([form, toSubject]) =>
  Object.entries(PAIRS).flatMap(([slip, pair]) =>
    Object.entries(OPTIONS).map(([name, options]) => ({
      name: `options: ${form}, ${name}, ${slip}`,
      group: 'options and forms',
      standing: standingOf(slip, options),
      subject: () => toSubject(pair),
      options,
    })),
  ),
);

/** A mistake that a sample, a limit or a wide threshold may hide is none that must be found. */
function standingOf(slip: string, options: GradientCheckOptions): Question['standing'] {
  if (slip === 'right') return options.kinks === undefined ? 'correct' : 'undecided';
  if (slip === 'sign flipped') return 'wrong';
  return 'faint';
}
