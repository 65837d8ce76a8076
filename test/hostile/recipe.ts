import fc from 'fast-check';
import type { GradientCheckOptions } from '../../src/index.ts';
import { TO_ARGUMENTS, TO_LAYERS } from './faults/arguments.ts';
import { ERRORS, MEANWHILE, PROMISES } from './faults/control.ts';
import type { Fault, Faults } from './faults/fault.ts';
import { ACCUMULATING, RESULTS } from './faults/results.ts';
import { TAMPERED } from './faults/tampered.ts';
import { CONTAINER_NAMES, MISTAKES, type Mistake, NUMBERS_NAMES } from './points.ts';
import { ADAPTED } from './subjects/adapted.ts';
import { FUNCTIONS } from './subjects/functions.ts';
import { IN_PLACE } from './subjects/in-place.ts';
import { LAYERS } from './subjects/layers.ts';
import type { Ingredients, Make } from './subjects/made.ts';
import { MATRICES } from './subjects/matrices.ts';
import { TENSORS } from './subjects/tensors.ts';

/** Everything that a trial depends on, as plain data: it can be printed, and tried again. */
export interface Recipe extends Ingredients {
  readonly subject: string;
  readonly fault: string;
  /** The call from which on, or at which, the fault shows. */
  readonly nth: number;
  readonly when: 'once' | 'from then on';
  /** Of what the fault draws. */
  readonly seed: number;
  /** Whether a matcher makes the check. */
  readonly matcher: boolean;
  readonly options: GradientCheckOptions;
}

export const SUBJECTS: Readonly<Record<string, Make>> = {
  ...FUNCTIONS,
  ...MATRICES,
  ...LAYERS,
  ...IN_PLACE,
  ...ADAPTED,
  ...TENSORS,
};

export const FAULTS: Faults = {
  none: {},
  ...ERRORS,
  ...RESULTS,
  ...ACCUMULATING,
  ...TO_ARGUMENTS,
  ...TO_LAYERS,
  ...TAMPERED,
  ...PROMISES,
  ...MEANWHILE,
};

export function faultOf({ fault }: Pick<Recipe, 'fault'>): Fault {
  return FAULTS[fault];
}

/** An option that is mostly left out. */
const seldom = <T>(values: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 4 }, { arbitrary: values, weight: 1 });

const options: fc.Arbitrary<GradientCheckOptions> = fc
  .record({
    coordinates: seldom(fc.constantFrom(1, 2, 'all' as const)),
    cotangents: seldom(fc.integer({ min: 1, max: 3 })),
    concurrency: seldom(fc.integer({ min: 2, max: 5 })),
    maxEvaluations: seldom(fc.integer({ min: 1, max: 60 })),
    epsilon: seldom(fc.constantFrom(1e-6, 1e-3)),
    threshold: seldom(fc.constantFrom(1e-9, 1e-3)),
    kinks: seldom(fc.constantFrom('subgradient', 'inconclusive', 'fail')),
    mode: seldom(fc.constantFrom('quick', 'full')),
    seed: seldom(fc.integer({ min: 1, max: 100 })),
  })
  .map((record) => dropUndefined(record) as GradientCheckOptions);

function dropUndefined(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

const mostly = <T>(usual: T, all: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof(
    { arbitrary: fc.constant(usual), weight: 3 },
    { arbitrary: fc.constantFrom(...all), weight: 1 },
  );

/** Subjects and faults, all kinds as often. */
export const recipes: fc.Arbitrary<Recipe> = fc
  .record({
    subject: fc.constantFrom(...Object.keys(SUBJECTS)),
    fault: fc.constantFrom(...Object.keys(FAULTS)),
    nth: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 60 })),
    when: fc.constantFrom('once' as const, 'from then on' as const),
    seed: fc.nat(),
    matcher: fc.boolean(),
    container: fc.constantFrom(...CONTAINER_NAMES),
    numbers: mostly('ordinary', NUMBERS_NAMES),
    size: fc.integer({ min: 1, max: 4 }),
    mistake: mostly('none', Object.keys(MISTAKES) as Mistake[]),
    asynchronous: fc.boolean(),
    options,
  })
  .filter(
    ({ subject, fault }) => subject in LAYERS || subject in IN_PLACE || !(fault in TO_LAYERS),
  );
