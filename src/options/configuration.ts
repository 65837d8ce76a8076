import type { Outcome } from '../check/outcome.ts';
import type { GradientAdapter } from '../subject/adapter.ts';
import { printValue } from './misuse.ts';
import {
  type CheckMode,
  type GradientCheckOptions,
  type ResolvedOptions,
  resolveOptions,
  validateOptions,
} from './options.ts';
import { endOfTest } from './test-limits.ts';

/** What is set for a whole repository: every option except those of the point of one check, and adapters. */
export interface GradientCheckDefaults
  extends Omit<GradientCheckOptions, 'at' | 'input' | 'variables' | 'signal'> {
  /** Make objects of other libraries checkable; asked before anything else is tried, those of later calls first. */
  readonly adapters?: readonly GradientAdapter[];
}

/** Is told what every assertion came to; `assertion` is the matcher's `this`, which tells the test. */
export type Listener = (outcome: Outcome, assertion: object) => void;

interface Shared {
  defaults: Omit<GradientCheckDefaults, 'adapters'>;
  adapters: readonly GradientAdapter[];
  /** How many assertions passed without a check because checks are off. */
  unchecked: number;
  /** Absent as long as nobody wants to know. */
  listener?: Listener;
}

/** One state a process: the ES module and the CommonJS build of this package may both be loaded. */
export const shared: Shared = sharedState();

function sharedState(): Shared {
  const key = Symbol.for('expect-gradient.state');
  const holder = globalThis as { [key]?: Shared };
  holder[key] ??= { defaults: {}, adapters: [], unchecked: 0 };
  return holder[key];
}

/**
 * Sets defaults for every check that follows in this process; later calls add to earlier ones.
 *
 * @throws TypeError or RangeError as a check itself would for the same option.
 * @example
 * ```ts
 * configureGradientChecks({ mode: 'full', seed: 1 });
 * ```
 */
export function configureGradientChecks(defaults: GradientCheckDefaults): void {
  if (typeof defaults !== 'object' || defaults === null) validateOptions(defaults);
  const { adapters = [], ...options } = defaults;
  if (!Array.isArray(adapters) || adapters.some((adapter) => typeof adapter !== 'function'))
    throw new TypeError(`\`adapters\` must be an array of functions, got ${printValue(adapters)}`);
  const given = validateOptions(options);
  for (const name of ['at', 'input', 'variables', 'signal'] as const) {
    if (given[name] !== undefined) {
      throw new TypeError(`\`${name}\` belongs to one check; it cannot be a default`);
    }
  }
  shared.defaults = { ...shared.defaults, ...given };
  shared.adapters = [...new Set([...adapters, ...shared.adapters])];
}

/**
 * Validates the options of one check and fills in the repository's defaults, the mode of this run and, when a matcher
 * starts it, the limits of the test.
 */
export function resolveCheckOptions(options: unknown, matcher?: object): ResolvedOptions {
  const defaults = { ...shared.defaults, adapters: shared.adapters };
  const resolved = resolveOptions(validateOptions(options), defaults, modeOfThisRun());
  return matcher === undefined ? resolved : { ...resolved, test: endOfTest(matcher) };
}

/** Counts an assertion that passes without a check. */
export function countUnchecked(assertion: object): void {
  shared.unchecked += 1;
  shared.listener?.({ verdict: 'unchecked' }, assertion);
}

/** How many assertions have passed without a check since this was last asked. */
export function takeUnchecked(): number {
  const count = shared.unchecked;
  shared.unchecked = 0;
  return count;
}

/** Whether the environment turns every check of this run off; a misspelt mode is left to the first check to complain of. */
export function isRunOff(): boolean {
  return globalThis.process?.env?.EXPECT_GRADIENT === 'off';
}

function modeOfThisRun(): CheckMode | undefined {
  const mode = globalThis.process?.env?.EXPECT_GRADIENT;
  if (mode === undefined || mode === '') return undefined;
  if (mode === 'full' || mode === 'quick' || mode === 'off') return mode;
  throw new TypeError(`\`EXPECT_GRADIENT\` must be full, quick or off, got ${printValue(mode)}`);
}
