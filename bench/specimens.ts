import { type LibraryCase, libraryCases } from '../test/libraries/cases.ts';
import { type ZooMutant, type ZooSubject, zoo } from '../test/zoo/zoo.ts';
import type { Point } from './peers/peer.ts';

export const classes = [
  'float64',
  'float32',
  'hidden-float32',
  'noisy',
  'libraries float64',
  'libraries float32',
] as const;

export type Class = (typeof classes)[number];

/** A gradient whose standing is known without any checker. */
export interface Candidate {
  readonly name: string;
  /** `faint`: wrong by less than differences can show; `tiny`: wrong where the norm does not show it. */
  readonly standing: 'correct' | 'wrong' | 'faint' | 'tiny';
  readonly gradient: (x: Point) => Point;
}

/** A function at a point, with the gradients to judge. */
export interface Specimen {
  readonly name: string;
  readonly class: Class;
  readonly tags: readonly string[];
  readonly at: Point;
  readonly value: (x: Point) => number;
  readonly candidates: readonly Candidate[];
  /** The one-sided slopes of each coordinate, equal but at a kink; where they are known exactly. */
  readonly truth?: readonly (readonly [low: number, high: number])[];
}

/** The zoo, then the libraries; built one at a time, since the wrong gradients take their time. */
export async function* specimens(wanted: {
  readonly class: string | undefined;
  readonly name: string | undefined;
}): AsyncGenerator<Specimen> {
  const isWanted = (name: string, own: Class) =>
    (wanted.class ?? own) === own && name.includes(wanted.name ?? '');
  for (const subject of zoo()) {
    if (isWanted(subject.name, subject.precision)) yield fromZoo(subject);
  }
  if (wanted.class !== undefined && !wanted.class.startsWith('libraries')) return;
  for (const one of await libraryCases()) {
    const specimen = fromLibrary(one);
    if (isWanted(specimen.name, specimen.class)) yield specimen;
  }
}

function fromZoo(subject: ZooSubject): Specimen {
  const { name, precision, tags, at, value, gradient, exact, slopes } = subject;
  const wrong = (standing: Candidate['standing'], mutants: readonly ZooMutant[]) =>
    mutants.map((mutant) => ({ name: mutant.rule, standing, gradient: mutant.gradient }));
  return {
    name,
    class: precision,
    tags,
    at,
    value,
    candidates: [
      { name: 'correct', standing: 'correct', gradient },
      ...wrong('wrong', subject.mutants),
      ...wrong('faint', subject.faint),
      ...wrong('tiny', subject.tiny),
    ],
    truth: exact.map((slope, i) => slopes?.[i] ?? [slope, slope]),
  };
}

function fromLibrary({ library, name, precision, correct, note, ...one }: LibraryCase): Specimen {
  return {
    name: `${library}: ${name}`,
    class: `libraries ${precision}`,
    tags: [],
    at: one.at,
    value: (x) => one.value(x),
    candidates: [
      {
        name: note ?? 'correct',
        standing: correct ? 'correct' : 'wrong',
        gradient: (x) => one.gradient(x),
      },
    ],
  };
}
