import { type Law, validateBy } from '../options/options.ts';

/** Every option may be left out. */
export interface GradientReporterOptions {
  /** How many of the slowest checks to name. Default: 3. */
  readonly slowest?: number;
}

const LAWS: Readonly<Record<keyof GradientReporterOptions, Law>> = {
  slowest: ['a non-negative integer', (v) => Number.isSafeInteger(v) && (v as number) >= 0],
};

/**
 * Checks the options a user wrote, and fills in the defaults.
 *
 * @throws TypeError for a misspelt option or a value of the wrong kind, RangeError for a value out of range.
 */
export function resolveReporterOptions(options: unknown): Required<GradientReporterOptions> {
  const { slowest = 3 } = validateBy<GradientReporterOptions>(LAWS, options);
  return { slowest };
}
