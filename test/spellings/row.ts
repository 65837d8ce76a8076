import type { Use } from './uses.ts';

/** What is handed to a matcher, and its options. */
export interface Given {
  readonly subject: unknown;
  readonly options: Readonly<Record<string, unknown>>;
}

/** One way of writing a subject that people use. */
export interface Row {
  /** As it stands in the table. */
  readonly spelling: string;
  /**
   * The subject.
   *
   * @param slip - what the gradient of one variable is multiplied by: 1 where it is right
   */
  readonly make: (slip: number) => Given;
  /** Which derivative it has; a gradient when left out. */
  readonly of?: 'jacobian' | 'hessian' | 'jvp' | 'vjp';
  /** The variable that has the slip, as a report names it. */
  readonly wrong: string;
  /** Where it is from: two at least. */
  readonly uses: readonly [Use, Use, ...Use[]];
}

/** Ways of writing that belong together. */
export interface Chapter {
  readonly title: string;
  readonly rows: readonly Row[];
}
