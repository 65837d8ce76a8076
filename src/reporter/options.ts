import { type OptionTable, validateBy } from '../options/table.ts';

/** Every option may be left out. */
export interface GradientReporterOptions {
  /**
   * How many of the slowest checks to name.
   *
   * @defaultValue 3
   */
  readonly slowest?: number;
}

const OPTIONS = {
  slowest: {
    law: {
      words: 'a non-negative integer',
      holds: (v): v is number => Number.isSafeInteger(v) && (v as number) >= 0,
    },
    default: 3,
  },
} satisfies OptionTable<GradientReporterOptions>;

/**
 * Checks the options a user wrote, and fills in the defaults.
 *
 * @throws TypeError for a misspelt option or a value of the wrong kind, RangeError for a value out of range.
 */
export function resolveReporterOptions(options: unknown): Required<GradientReporterOptions> {
  const given = validateBy<GradientReporterOptions>(OPTIONS, options);
  return { slowest: given.slowest ?? OPTIONS.slowest.default };
}
