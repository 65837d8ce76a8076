import type { GradientAdapter } from '../subject/adapter.ts';
import { printValue, unknownOption } from './misuse.ts';
import type { TestEnd } from './test-limits.ts';

/** How much is checked: everything, a small sample, nothing. */
export type CheckMode = 'full' | 'quick' | 'off';

/**
 * What an analytic value between the one-sided slopes of a kink counts as: a legitimate subgradient, undecidable, or
 * wrong.
 */
export type KinkPolicy = 'subgradient' | 'inconclusive' | 'fail';

/** Every option may be left out. */
export interface GradientCheckOptions {
  /** Where to check: a number, nested arrays, typed arrays, `{ data, shape }`, records and arrays of those. */
  readonly at?: unknown;
  /** The input of a layer; a synonym of `at` for subjects that have parameters of their own. */
  readonly input?: unknown;
  /**
   * The largest relative error that counts as correct. When given it is never raised. Default: 1e-7 for float64,
   * 1e-4 for float32, 1e-2 for float16, and more where the noise of the value makes it necessary.
   */
  readonly threshold?: number;
  /** A fixed step: the textbook central difference at exactly this step. Default: chosen for each coordinate. */
  readonly epsilon?: number;
  /**
   * What to check: paths of variables (`'W'`), of what holds variables (`'layers[2]'`), or of single coordinates
   * (`'W[2,3]'`, one index an axis), of which only those are looked at. Default: all variables.
   */
  readonly variables?: readonly string[];
  /** How many coordinates of each variable to check, or `'all'`. Default: 1000, in quick mode 20. */
  readonly coordinates?: number | 'all';
  /** How many rows of a layer's input to check with, drawn at random. Default: all. */
  readonly samples?: number;
  /**
   * How many random cotangents an output of several numbers is contracted with, one check each; forward passes are
   * shared. Default: 2, in quick mode 1.
   */
  readonly cotangents?: number;
  /** Stop after so many evaluations of the value; what is undecided by then is inconclusive. */
  readonly maxEvaluations?: number;
  /** Stop after so many milliseconds, likewise. */
  readonly timeLimit?: number;
  /** Seed of everything that is drawn at random. Default: 1. */
  readonly seed?: number;
  /** Stops the check, which then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Default: `'subgradient'`. */
  readonly kinks?: KinkPolicy;
  /** Default: `'full'`. The environment variable `EXPECT_GRADIENT` overrides it. */
  readonly mode?: CheckMode;
  /**
   * Matchers print their report also when they pass, with what the pass is worth. Default: false. For `checkGradient`, which
   * prints nothing, it is an option of `formatGradientCheck`.
   */
  readonly verbose?: boolean;
  /** Matchers draw with ASCII characters only. Default: where the terminal can do no better. */
  readonly ascii?: boolean;
}

/** Options of one check with every default filled in. */
export interface ResolvedOptions {
  readonly at?: unknown;
  readonly input?: unknown;
  readonly threshold: number | undefined;
  readonly epsilon: number | undefined;
  readonly variables: readonly string[] | undefined;
  readonly coordinates: number;
  readonly samples: number | undefined;
  readonly cotangents: number;
  readonly maxEvaluations: number;
  readonly timeLimit: number;
  readonly seed: number;
  readonly signal: AbortSignal | undefined;
  readonly kinks: KinkPolicy;
  readonly mode: CheckMode;
  /** What the repository has registered. */
  readonly adapters: readonly GradientAdapter[];
  readonly verbose: boolean;
  /** Undefined: as the terminal can. */
  readonly ascii: boolean | undefined;
  /** When the test around the check ends, as far as its runner tells. */
  readonly test?: TestEnd | undefined;
}

/** What a value of an option must be, in words, and whether one is. */
export type Law = readonly [
  law: string,
  holds: (value: unknown) => boolean,
  kind?: typeof TypeError,
];

const POSITIVE: Law = ['a positive finite number', (v) => isFiniteNumber(v) && v > 0];
const COUNT: Law = ['a positive integer', (v) => Number.isSafeInteger(v) && (v as number) > 0];
const SWITCH: Law = ['true or false', (v) => typeof v === 'boolean'];
const ANYTHING: Law = ['anything', () => true];

const LAWS: Readonly<Record<keyof GradientCheckOptions, Law>> = {
  at: ANYTHING,
  input: ANYTHING,
  threshold: POSITIVE,
  epsilon: POSITIVE,
  variables: ['a non-empty array of paths', isPathList],
  coordinates: ["a positive integer or 'all'", (v) => v === 'all' || COUNT[1](v)],
  samples: COUNT,
  cotangents: COUNT,
  maxEvaluations: COUNT,
  timeLimit: POSITIVE,
  seed: ['a 32-bit integer', (v) => isFiniteNumber(v) && (v | 0) === v],
  signal: ['an AbortSignal', isSignal],
  kinks: ["'subgradient', 'inconclusive' or 'fail'", oneOf('subgradient', 'inconclusive', 'fail')],
  mode: ["'full', 'quick' or 'off'", oneOf('full', 'quick', 'off')],
  verbose: SWITCH,
  ascii: SWITCH,
};

/**
 * Checks the options a user wrote against their laws.
 *
 * @throws TypeError for a misspelt option or a value of the wrong kind, RangeError for a value out of range.
 */
export function validateOptions(options: unknown): GradientCheckOptions {
  return validateBy(LAWS, options);
}

/** Checks the options of something else in the same way. */
export function validateBy<Options extends object>(
  laws: Readonly<Record<keyof Options, Law>>,
  options: unknown,
): Options {
  if (options === undefined) return {} as Options;
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(`the options must be one object, got ${printValue(options)}`);
  }
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(laws, name)) throw new TypeError(unknownOption(name, Object.keys(laws)));
    if (value !== undefined) enforce(name, laws[name as keyof Options], value);
  }
  return options as Options;
}

/** Fills in the defaults; `defaults` are those of the repository, `forced` the mode that the environment asks for. */
export function resolveOptions(
  options: GradientCheckOptions,
  defaults: GradientCheckOptions & { readonly adapters: readonly GradientAdapter[] },
  forced: CheckMode | undefined,
): ResolvedOptions {
  const given: GradientCheckOptions = { ...defaults, ...dropUndefined(options) };
  const mode = forced ?? given.mode ?? 'full';
  const coordinates = given.coordinates ?? (mode === 'quick' ? 20 : 1000);
  return {
    at: given.at,
    input: given.input,
    threshold: given.threshold,
    epsilon: given.epsilon,
    variables: given.variables,
    coordinates: coordinates === 'all' ? Number.POSITIVE_INFINITY : coordinates,
    samples: given.samples,
    cotangents: given.cotangents ?? (mode === 'quick' ? 1 : 2),
    maxEvaluations: given.maxEvaluations ?? Number.POSITIVE_INFINITY,
    timeLimit: given.timeLimit ?? Number.POSITIVE_INFINITY,
    seed: given.seed ?? 1,
    signal: given.signal,
    kinks: given.kinks ?? 'subgradient',
    mode,
    adapters: defaults.adapters,
    verbose: given.verbose ?? false,
    ascii: given.ascii,
  };
}

function enforce(name: string, [law, holds]: Law, value: unknown): void {
  if (holds(value)) return;
  const Misuse = typeof value === 'number' ? RangeError : TypeError;
  throw new Misuse(`\`${name}\` must be ${law}, got ${printValue(value)}`);
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isPathList(value: unknown): boolean {
  return (
    Array.isArray(value) && value.length > 0 && value.every((path) => typeof path === 'string')
  );
}

function isSignal(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'aborted' in value;
}

function oneOf(...names: readonly string[]): (value: unknown) => boolean {
  return (value) => names.includes(value as string);
}

function dropUndefined(options: GradientCheckOptions): GradientCheckOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
