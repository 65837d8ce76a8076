import { describe, expect, test } from 'vitest';
import { referenceOf } from '../bench/truth.ts';
import { checkGradient, type Verdict } from '../src/index.ts';
import { randomStream, seedOf } from './libraries/random.ts';
import { type Precision, type ZooMutant, type ZooSubject, zoo } from './zoo/zoo.ts';

// npm run bench:verdict judges every wrong gradient; a sample that does not change keeps the zeros here

const precisions = ['float64', 'float32', 'hidden-float32', 'noisy'] as const;

/** One subject in so many has its wrong gradients tried: to make them all takes longer than to judge them. */
const oneIn = 3;

/** Wrong gradients of such a subject. */
const sampled: Readonly<Record<Precision, number>> = {
  float64: 4,
  float32: 2,
  'hidden-float32': 2,
  noisy: 2,
};

/** Largest share of correct gradients that may be left undecided; in float64 of the smooth ones. */
const undecidedAtMost: Readonly<Record<Precision, number>> = {
  float64: 0.02,
  float32: 0.05,
  'hidden-float32': 0.05,
  noisy: 0.05,
};

/** Largest share of wrong gradients that may be. */
const wrongUndecidedAtMost = 0.01;

function isAsked({ precision, tags }: ZooSubject): boolean {
  // of what jumps again and again either slope may be meant
  const jumps = tags.includes('stairs') || tags.includes('sawtooth');
  return precision === 'float64' ? tags.includes('smooth') : !jumps;
}

interface Judged {
  readonly name: string;
  readonly subject: ZooSubject;
  readonly verdict: Verdict;
  readonly isZero: boolean;
}

function judge(
  subject: ZooSubject,
  { rule, gradient }: Pick<ZooMutant, 'rule' | 'gradient'>,
): Judged {
  const { value, at } = subject;
  const { verdict, threshold } = checkGradient({ value, gradient }, { at });
  const isZero = isZeroBeside(subject, { analytic: gradient(at), threshold });
  return { name: `${subject.name} | ${rule}`, subject, verdict, isZero };
}

/** Whether a gradient and the right one are zero beside the slopes around, to the threshold that is printed. */
function isZeroBeside(
  { value, at, exact }: ZooSubject,
  { analytic, threshold }: { readonly analytic: ArrayLike<number>; readonly threshold: number },
): boolean {
  const largest = Math.max(Math.hypot(...exact), Math.hypot(...Array.from(analytic)));
  return largest <= threshold * referenceOf({ value, at: Array.from(at) })();
}

/** Always the same ones; a new subject does not change those of another. */
function wrongGradients({ name, precision, mutants }: ZooSubject): readonly ZooMutant[] {
  const random = randomStream(seedOf(name));
  const drawn = mutants.map((mutant) => ({ mutant, key: random() }));
  const shuffled = drawn.sort((a, b) => a.key - b.key).map(({ mutant }) => mutant);
  return shuffled.slice(0, sampled[precision]);
}

function named(judged: readonly Judged[], verdict: Verdict): string[] {
  return judged.filter((one) => one.verdict === verdict).map(({ name }) => name);
}

describe.each(precisions)('in the class %s', (precision) => {
  const subjects = zoo().filter((subject) => subject.precision === precision);

  test('no correct gradient is a mismatch, and few are left undecided', () => {
    const judged = subjects.map((subject) => judge(subject, { ...subject, rule: 'correct' }));
    expect(named(judged, 'mismatch')).toEqual([]);
    const asked = judged.filter(({ subject }) => isAsked(subject));
    const undecided = named(asked, 'inconclusive');
    expect(undecided.length <= undecidedAtMost[precision] * asked.length ? [] : undecided).toEqual(
      [],
    );
  });

  test('no wrong gradient is a match, and hardly any is left undecided', () => {
    const judged = subjects
      .filter(({ name }) => seedOf(name) % oneIn === 0)
      .flatMap((subject) => wrongGradients(subject).map((mutant) => judge(subject, mutant)));
    const wrong = judged.filter(({ isZero }) => !isZero);
    expect(named(wrong, 'match')).toEqual([]);
    const asked = wrong.filter(({ subject }) => isAsked(subject));
    const undecided = named(asked, 'inconclusive');
    expect(undecided.length <= wrongUndecidedAtMost * asked.length ? [] : undecided).toEqual([]);
  });
});
