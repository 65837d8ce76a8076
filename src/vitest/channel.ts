import type { Outcome } from '../check/outcome.ts';

// How the setup file, which runs in every worker, and the reporter, which runs once beside them, know of each other.

/** What the reporter provides, so that the workers leave the counting to it. */
export const REPORTER_KEY = 'expect-gradient:reporter';

/** What a worker leaves in the `meta` of a test file. */
export interface GradientMeta {
  /** What the assertions came to, by the id of their test, or by `''` where no test was running. */
  gradientOutcomes?: Readonly<Record<string, readonly Outcome[]>>;
}
