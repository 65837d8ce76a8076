import type { GradientAdapter } from '../subject/adapter.ts';
import {
  COUNT,
  COUNT_OR_ALL,
  FUNCTION,
  type Law,
  oneOf,
  PART,
  PATHS,
  POINT,
  POSITIVE,
  SEED,
  SIGN,
  SIGNAL,
  SWITCH,
} from './law.ts';
import type { Part } from './part.ts';
import type { CheckProgress } from './progress.ts';
import type { OptionTable } from './table.ts';
import type { TestEnd } from './test-limits.ts';

// An option is written here and nowhere else: its type with what it is for, and below its law and its default. What is
// checked, filled in and shown in the README follows from these two; `npm run readme` writes the table there.

const CHECK_MODES = ['full', 'quick', 'off'] as const;
const LAYOUTS = ['outputs-by-inputs', 'inputs-by-outputs'] as const;
const TRIANGLES = ['lower', 'upper'] as const;
const KINK_POLICIES = ['subgradient', 'inconclusive', 'fail'] as const;

/** How much is checked: everything, a small sample, nothing. */
export type CheckMode = (typeof CHECK_MODES)[number];

/**
 * What an analytic value between the one-sided slopes of a kink counts as: a legitimate subgradient, undecidable, or
 * wrong.
 */
export type KinkPolicy = (typeof KINK_POLICIES)[number];

/** Which way round a Jacobian is: a row for each output, or a row for each input. */
export type JacobianLayout = (typeof LAYOUTS)[number];

/** The point that a tangent leads to from another. Both are copies: they may be written to. */
// biome-ignore lint/suspicious/noExplicitAny: points are what the user takes for one
export type Retract = (x: any, tangent: readonly number[]) => unknown;

/** The half of a symmetric matrix that is given. */
export type HessianTriangle = (typeof TRIANGLES)[number];

/** Every option may be left out. */
export interface GradientCheckOptions {
  /** Where to check: a number, nested arrays, typed arrays, `{ data, shape }`, records and arrays of those. */
  readonly at?: unknown;
  /** The input of a layer; a synonym of `at` for subjects that have parameters of their own. */
  readonly input?: unknown;
  /**
   * The largest relative error that counts as correct. The default is raised where the value is noisy, and printed with
   * the reason; one that is given never is.
   *
   * @defaultValue 1e-7 for float64, 1e-4 for float32, 1e-2 for float16
   */
  readonly threshold?: number;
  /**
   * A fixed step: exactly the textbook, (f(x + ε) − f(x − ε)) / 2ε for every coordinate, against the threshold.
   *
   * @defaultValue chosen for each coordinate
   */
  readonly epsilon?: number;
  /**
   * What to check: paths of variables (`'W'`), of what holds variables (`'layers[2]'`), or of single coordinates
   * (`'W[2,3]'`, one index an axis), of which only those are looked at.
   *
   * @defaultValue all
   */
  readonly variables?: readonly string[];
  /**
   * How many coordinates of each variable to check one by one; random directions through all of them cover the rest.
   *
   * @defaultValue all of up to 1000, in quick mode 20; of a larger one 3
   */
  readonly coordinates?: number | 'all';
  /**
   * Which part to check: `'3/16'` is the third of sixteen equal parts of the coordinates, one by one, and nothing else. `mergeChecks` puts all
   * parts together. The environment variable `EXPECT_GRADIENT_PART` says it for a run.
   *
   * @defaultValue all of it
   */
  readonly part?: string;
  /**
   * How many rows of a layer's input to check with, drawn at random.
   *
   * @defaultValue all
   */
  readonly samples?: number;
  /**
   * How many random cotangents an output of several numbers is contracted with, one check each; forward passes are
   * shared.
   *
   * @defaultValue 2, in quick mode 1
   */
  readonly cotangents?: number;
  /**
   * How many evaluations of an asynchronous value may be in flight at once, where the subject is a function of the point
   * or says `concurrent: true`.
   *
   * @defaultValue 1
   */
  readonly concurrency?: number;
  /**
   * Stop after so many evaluations of the value; what is undecided by then is inconclusive.
   *
   * @defaultValue none
   */
  readonly maxEvaluations?: number;
  /**
   * Stop after so many milliseconds, likewise.
   *
   * @defaultValue none
   */
  readonly timeLimit?: number;
  /**
   * Seed of everything that is drawn at random; printed.
   *
   * @defaultValue 1
   */
  readonly seed?: number;
  /**
   * Is told how far the check has come, at most ten times a second: layer or variable, evaluations, share done, time left, what is suspected. What it
   * throws ends the check; nothing waits for what it returns.
   *
   * @defaultValue none; matchers on a terminal show a line after two seconds
   */
  readonly onProgress?: (progress: CheckProgress) => unknown;
  /** Stops the check, which then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * What an analytic value between the one-sided slopes of a kink counts as: right, undecided or wrong.
   *
   * @defaultValue `'subgradient'`
   */
  readonly kinks?: KinkPolicy;
  /**
   * What the derivative is times the gradient: -1 for forces, which are minus the gradient of an energy.
   *
   * @defaultValue 1; asked for where a name leaves it open
   */
  readonly sign?: 1 | -1;
  /**
   * Which way round a Jacobian is: a row for each output, or a row for each input.
   *
   * @defaultValue `'outputs-by-inputs'`
   */
  readonly layout?: JacobianLayout;
  /**
   * Where the coordinates of a point cannot be moved one by one, as of rotations: x ⊕ δ, the point that a tangent δ leads to, and x itself
   * for zeros. The Jacobian is then that by δ.
   *
   * @defaultValue coordinates are moved one by one
   */
  readonly retract?: Retract;
  /**
   * How many numbers a tangent of `retract` has.
   *
   * @defaultValue as many as the Jacobian has columns
   */
  readonly tangent?: number;
  /**
   * Which half of a Hessian is given; the other follows. A flat array is then packed: n(n + 1) / 2 numbers, row by row.
   *
   * @defaultValue both
   */
  readonly triangle?: HessianTriangle;
  /**
   * How much is checked: `'quick'` a small sample, `'off'` nothing. The environment variable `EXPECT_GRADIENT` overrides it.
   * Off switches assertions off: `checkGradient` asserts nothing, and always checks.
   *
   * @defaultValue `'full'`
   */
  readonly mode?: CheckMode;
  /**
   * Matchers print their report also when they pass: what the pass is worth, and what is unverified. For `checkGradient`,
   * which prints nothing, it is an option of `formatGradientCheck`.
   *
   * @defaultValue false
   */
  readonly verbose?: boolean;
  /**
   * Matchers draw with ASCII characters only.
   *
   * @defaultValue by the terminal; true with `NO_COLOR` and in CI
   */
  readonly ascii?: boolean;
}

/** Laws and defaults, in the order in which the options are listed. */
export const OPTIONS = {
  at: { law: POINT, also: ['x', 'point'] },
  input: { law: POINT },
  threshold: { law: POSITIVE, also: ['tol', 'tolerance', 'rtol', 'atol'] },
  epsilon: { law: POSITIVE, also: ['eps', 'h', 'step', 'delta'] },
  variables: { law: PATHS },
  coordinates: { law: COUNT_OR_ALL },
  part: { law: PART },
  samples: { law: COUNT, also: ['batch'] },
  cotangents: { law: COUNT, default: 2, quick: 1 },
  concurrency: { law: COUNT, default: 1 },
  maxEvaluations: { law: COUNT, default: Number.POSITIVE_INFINITY },
  timeLimit: { law: POSITIVE, default: Number.POSITIVE_INFINITY, also: ['timeout'] },
  seed: { law: SEED, default: 1 },
  onProgress: { law: FUNCTION as Law<(progress: CheckProgress) => unknown> },
  signal: { law: SIGNAL },
  kinks: { law: oneOf(KINK_POLICIES), default: 'subgradient' },
  sign: { law: SIGN },
  layout: { law: oneOf(LAYOUTS), default: 'outputs-by-inputs' },
  retract: { law: FUNCTION as Law<Retract> },
  tangent: { law: COUNT },
  triangle: { law: oneOf(TRIANGLES) },
  mode: { law: oneOf(CHECK_MODES), default: 'full' },
  verbose: { law: SWITCH, default: false },
  ascii: { law: SWITCH },
} as const satisfies OptionTable<GradientCheckOptions>;

/** Options that cannot be set for a whole repository. */
export const OF_ONE_CHECK = [
  'at',
  'input',
  'variables',
  'sign',
  'signal',
  'retract',
  'tangent',
] as const;

/** Every option: one that has a default has a value. */
type Filled = {
  readonly [Name in keyof GradientCheckOptions]-?: (typeof OPTIONS)[Name] extends {
    readonly default: unknown;
  }
    ? Exclude<GradientCheckOptions[Name], undefined>
    : GradientCheckOptions[Name] | undefined;
};

/** Options of one check with every default filled in. */
export interface ResolvedOptions extends Omit<Filled, 'coordinates' | 'part'> {
  /** Infinite for `'all'`; by the size of each variable where it is undefined. */
  readonly coordinates: number | undefined;
  readonly part: Part | undefined;
  /** What the repository has registered. */
  readonly adapters: readonly GradientAdapter[];
  /** Whether it is of a model whose layers all agree, each by itself: then only how they are put together is open. */
  readonly isComposed?: boolean;
  /** When the test around the check ends, as far as its runner tells. */
  readonly test?: TestEnd | undefined;
}
