import { type Precision, type ZooMutant, type ZooSubject, zoo } from '../../test/zoo/zoo.ts';
import type { Candidate, Draft, Specimen, Standing } from '../specimens.ts';
import { ceilings, referenceOf, type Truth } from '../truth.ts';

/** The functions of the zoo with their mutants, in classes by how they compute. */
export function* fromZoo(): Generator<Draft> {
  for (const subject of zoo()) {
    const { name, precision } = subject;
    yield { corpus: 'zoo', group: precision, name, build: () => toSpecimen(subject) };
  }
}

function toSpecimen(subject: ZooSubject): Specimen {
  const { precision, tags, at, value, gradient } = subject;
  const wrong = (standing: Standing, mutants: readonly ZooMutant[]): Candidate[] =>
    mutants.map(({ rule, gradient: mutated }) => ({
      name: rule,
      standing: isRightOnStairs(subject, rule) ? 'limiting' : standing,
      gradient: mutated,
    }));
  return {
    tags,
    format: precision === 'float32' ? 'float32' : 'float64',
    at,
    value,
    candidates: [
      { name: 'correct', standing: 'correct', gradient },
      ...wrong('wrong', subject.mutants),
      ...wrong('faint', subject.faint),
      ...wrong('tiny', subject.tiny),
    ],
    truth: truthOf(subject),
    forPeers: { at, value },
  };
}

/** Between two jumps a value that is printed with so many digits stands still: zero is right there, as the slope over many is. */
function isRightOnStairs({ tags }: ZooSubject, rule: string): boolean {
  return tags.includes('stairs') && rule === 'all zero';
}

function truthOf(subject: ZooSubject): Truth {
  const { exact, slopes, precision } = subject;
  return {
    slopes: exact.map((slope, i) => slopes?.[i] ?? [slope, slope]),
    blur: (part) => Math.hypot(...subject.bestDifferenceErrors.slice(part?.begin, part?.end)),
    reference: referenceOf({ value: subject.value, at: Array.from(subject.at) }),
    ceiling: ceilingOf[precision],
  };
}

/** A plain array says nothing of float32 inside: to a checker that is noise. */
const ceilingOf: Readonly<Record<Precision, number>> = {
  float64: ceilings.float64,
  float32: ceilings.float32,
  'hidden-float32': ceilings.noisy,
  noisy: ceilings.noisy,
};
