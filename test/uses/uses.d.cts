import type { GradientCheckOptions } from '../../src/check/options.ts';

/** How the test of a use must fail. */
export type Failure =
  /** With the whole report of the check, below this line. */
  | {
      readonly line: string;
      readonly negated?: boolean;
      /** An error that the same test ends in. */
      readonly also?: string;
    }
  /** With this error, its kind and whole message. */
  | { readonly error: string }
  /** With a message of the runner that says this. */
  | { readonly says: RegExp };

/** One thing that a user does in a test, and how that test must end. */
export interface Use {
  readonly column: string;
  /** Unique: the title of its test. */
  readonly name: string;
  /** What not every `expect` has. */
  readonly needs?: 'soft' | 'poll';
  readonly received: () => unknown;
  readonly options: GradientCheckOptions;
  /** Absent if the test must pass. */
  readonly fails?: Failure;
}

export type Suite = 'table' | 'report' | 'unawaited';

/** The uses of a suite. */
export function usesOf(suite: Suite): readonly Use[];
