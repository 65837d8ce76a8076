import type { Failure, Suite } from '../../test/uses/uses.cjs';

/** What a run does about colours: what the runner does by itself without a terminal, or what it was told. */
export type Colour = 'on' | 'off' | 'NO_COLOR';

/** One process of a runner, on one suite of the shared table. */
export interface Run {
  /** Directory of the project; its `node_modules` hold the runner and the package. */
  readonly project: string;
  /** The Node binary. */
  readonly node: string;
  /** One of those the family offers. */
  readonly variant: string;
  readonly suite: Suite;
  readonly colour: Colour;
  /** Where the runner must leave what it found, for programs. */
  readonly outcomes: string;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** How one test ended. */
export interface Outcome {
  readonly name: string;
  readonly passed: boolean;
}

/** How a kind of runner is started and read, whatever its version. */
export interface Family {
  /** Directory of `test/uses/fixtures` that is the project. */
  readonly fixture: string;
  /** Ways to run the same table: pools, module systems, where `expect` comes from. */
  readonly variants: readonly string[];
  readonly command: (run: Run) => Command;
  /** What the runner's report for programs says. */
  readonly outcomes: (report: string) => readonly Outcome[];
  /** The runs in which a forgotten `await` must not be green, each with more arguments; one without unless given. */
  readonly unawaited?: Readonly<Record<string, readonly string[]>>;
  /** The first line as this runner prints it. */
  readonly line?: (line: string) => string;
  /** Columns, or single uses, that are no part of this runner, and why. */
  readonly lacks?: Readonly<Record<string, string>>;
  /** What must be said of columns or uses that work. */
  readonly remarks?: Readonly<Record<string, string>>;
  /** Uses that must fail otherwise here, and why. */
  readonly differs?: Readonly<
    Record<string, { readonly fails: Failure; readonly because: string }>
  >;
}
