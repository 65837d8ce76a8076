// How the setup file, which runs in every worker, and the reporter, which runs once beside them, know of each other.

/** What the reporter provides, so that the workers leave the counting to it. */
export const REPORTER_KEY = 'expect-gradient:reporter';

/** What a worker leaves in the `meta` of a test file. */
export interface GradientMeta {
  /** How many assertions passed without a check because checks are off. */
  uncheckedGradients?: number;
}
