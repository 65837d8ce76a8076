export interface ExampleRun {
  readonly passed: number;
  readonly failures: readonly { readonly title: string; readonly error: string }[];
  readonly onlyTheOneOnPurposeFailed: boolean;
}

export interface ExampleRunOptions {
  readonly stdio?: 'inherit' | 'ignore';
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs the examples in Vitest, once, and tells which passed and which failed. */
export function runExamples(options?: ExampleRunOptions): ExampleRun;
