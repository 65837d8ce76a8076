import { processWide } from '../process-wide.ts';
import type { GradientAdapter } from '../subject/adapter.ts';
import { printValue } from './misuse.ts';
import {
  type GradientCheckOptions,
  OF_ONE_CHECK,
  OPTIONS,
  type ResolvedOptions,
} from './options.ts';
import { resolveOptions } from './resolve.ts';
import { modeOfThisRun, partOfThisRun } from './run-mode.ts';
import { validateBy } from './table.ts';
import { endOfTest } from './test-limits.ts';

/** What is set for a whole repository: every option except those of the point of one check, and adapters. */
export interface GradientCheckDefaults
  extends Omit<GradientCheckOptions, (typeof OF_ONE_CHECK)[number]> {
  /** Make objects of other libraries checkable; asked before anything else is tried, those of later calls first. */
  readonly adapters?: readonly GradientAdapter[];
}

interface Configuration {
  defaults: Omit<GradientCheckDefaults, 'adapters'>;
  adapters: readonly GradientAdapter[];
}

const configuration = processWide<Configuration>('configuration', { defaults: {}, adapters: [] });

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
  if (typeof defaults !== 'object' || defaults === null) validateBy(OPTIONS, defaults);
  const { adapters = [], ...options } = defaults;
  if (!Array.isArray(adapters) || adapters.some((adapter) => typeof adapter !== 'function'))
    throw new TypeError(`\`adapters\` must be an array of functions, got ${printValue(adapters)}`);
  const given = validateBy<GradientCheckOptions>(OPTIONS, options);
  for (const name of OF_ONE_CHECK) {
    if (given[name] !== undefined) {
      throw new TypeError(`\`${name}\` belongs to one check; it cannot be a default`);
    }
  }
  configuration.defaults = { ...configuration.defaults, ...given };
  configuration.adapters = [...new Set([...adapters, ...configuration.adapters])];
}

/**
 * Validates the options of one check and fills in the repository's defaults, the mode of this run and, when a matcher
 * starts it, the limits of the test.
 */
export function resolveCheckOptions(options: unknown, matcher?: object): ResolvedOptions {
  const given = validateBy<GradientCheckOptions>(OPTIONS, options);
  const ofThisRun = { forced: modeOfThisRun(), part: partOfThisRun() };
  const resolved = resolveOptions(given, { ...configuration, ...ofThisRun });
  return matcher === undefined ? resolved : { ...resolved, test: endOfTest(matcher) };
}
