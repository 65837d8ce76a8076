import {
  beside,
  type Precision,
  type Tag,
  type ZooMutant,
  type ZooSubject,
  zoo,
} from '../../test/zoo/zoo.ts';
import type { Candidate, Draft, Specimen, Standing, Wanted } from '../specimens.ts';
import { ceilings, referenceOf, type Truth } from '../truth.ts';
import { draws } from './draws.ts';

/** The classes of few coordinates, with so many points beside each that 300 estimates make up a class. */
const FEW: readonly (readonly [tags: readonly Tag[], count: number])[] = [
  [['oscillation', 'constant'], 40],
  [['cancellation', 'steep'], 20],
  [['saturation', 'edge'], 10],
  [['stationary', 'scale'], 5],
];

/** What points beside others count as. */
export const BESIDE = 'float64, points beside';

/** The functions of the zoo with their mutants, in classes by how they compute. */
export function* fromZoo({ seed }: Pick<Wanted, 'seed'>): Generator<Draft> {
  for (const subject of zoo()) {
    const { name, precision } = subject;
    yield { corpus: 'zoo', group: precision, name, build: () => toSpecimen(subject) };
  }
  for (const [tags, count] of FEW) {
    const draw = draws(`${seed}/beside/${tags.join()}`).unit;
    for (const subject of beside(tags, count, draw)) {
      const build = () => withOneMistake(subject);
      yield { corpus: 'zoo', group: BESIDE, name: subject.name, build };
    }
  }
}

/** The right gradient and one that is wrong by a little. */
function withOneMistake(subject: ZooSubject): Specimen {
  const { tags, at, value, gradient } = subject;
  const wrong = (x: ArrayLike<number>) => Array.from(gradient(x), (g) => 1.001 * g);
  return {
    tags,
    format: 'float64',
    at,
    value,
    candidates: [
      { name: 'correct', standing: 'correct', gradient },
      { name: 'times 1.001', standing: 'wrong', gradient: wrong },
    ],
    truth: truthOf(subject),
  };
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
