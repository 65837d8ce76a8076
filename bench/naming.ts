import { checkGradient, type GradientCheck } from '../src/index.ts';
import { canTell } from '../test/zoo/telling.ts';
import type { ZooMutant, ZooSubject, ZooVariable } from '../test/zoo/zoo.ts';

/** What became of one wrong gradient: named rightly, named wrongly, not named, or not even called wrong. */
export type Outcome = 'right' | 'wrong' | 'silent' | 'not called wrong';

/** A gradient that is wrong in a known way. */
export interface Specimen {
  readonly name: string;
  /** The row of the table it counts for. */
  readonly kind: Kind;
  readonly mistake: string;
  /** Every name that is true here. */
  readonly obeys: readonly string[];
  readonly run: () => GradientCheck;
}

/** Whether there is a name to be found, and whether the numbers show it. */
export type Kind = 'told' | 'untold' | 'lawful' | 'lawless' | 'state';

/** A mutant of the zoo as a specimen. */
export function toSpecimen(subject: ZooSubject, mutant: ZooMutant): Specimen {
  const obeys = mutant.obeys.filter((id) => id !== 'none');
  return {
    name: `${subject.name} | ${mutant.rule}`,
    kind: kindOf(subject, mutant),
    mistake: mutant.mistake === 'none' ? 'no law' : mutant.mistake,
    obeys,
    run: () => check(subject, mutant),
  };
}

function kindOf(subject: ZooSubject, mutant: ZooMutant): Kind {
  if (mutant.mistake === 'none') return mutant.obeys.length > 1 ? 'lawful' : 'lawless';
  return canTell(subject, mutant) ? 'told' : 'untold';
}

/** What a check made of a specimen; a diagnosis counts also where the verdict is open because calls disagree. */
export function judge({ obeys, kind }: Specimen, { verdict, diagnoses }: GradientCheck): Outcome {
  if (verdict !== 'mismatch' && !(kind === 'state' && verdict === 'inconclusive')) {
    return 'not called wrong';
  }
  if (diagnoses.length === 0) return 'silent';
  return diagnoses.every(({ id }) => obeys.includes(id)) ? 'right' : 'wrong';
}

/** What a check needs: value and gradient over the flat point. */
export type Flat = Pick<ZooSubject, 'value' | 'gradient'>;

type Point = Record<string, { readonly data: ArrayLike<number> }>;

/** Checks with every variable in its own shape, so that rows and columns are what they are to the user. */
export function check(
  { variables, at, value }: Pick<ZooSubject, 'variables' | 'at' | 'value'>,
  { gradient }: Pick<ZooMutant, 'gradient'>,
): GradientCheck {
  if (variables.length === 1 && variables[0].shape.length === 1) {
    return checkGradient({ value, gradient }, { at });
  }
  const split = (flat: ArrayLike<number>) =>
    Object.fromEntries(variables.map((own) => [own.path, cut(flat, own)]));
  const join = (point: Point) => variables.flatMap(({ path }) => Array.from(point[path].data));
  const cut = (flat: ArrayLike<number>, { shape, offset, size }: ZooVariable) => {
    const part = Array.from(flat).slice(offset, offset + size);
    const data = at instanceof Float32Array ? Float32Array.from(part) : Float64Array.from(part);
    return { data, shape };
  };
  return checkGradient(
    {
      value: (point: Point) => value(join(point)),
      gradient: (point: Point) => split(gradient(join(point))),
    },
    { at: split(at) },
  );
}
