export interface ExampleRun {
  readonly passed: number;
  readonly failures: readonly {
    readonly file: string;
    readonly title: string;
    readonly message: string;
  }[];
  /** Errors outside of any test. */
  readonly broken: number;
}

export interface ExampleRunOptions {
  readonly stdio?: 'inherit' | 'ignore';
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs the examples in Vitest, once, and tells what passed and what failed. */
export function runExamples(options?: ExampleRunOptions): ExampleRun;
