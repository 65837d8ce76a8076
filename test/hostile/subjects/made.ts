import type { GradientCheckOptions } from '../../../src/index.ts';
import type { Through } from '../calls.ts';
import type { ContainerName, Mistake, NumbersName } from '../points.ts';

/** What a subject is made of. */
export interface Ingredients {
  readonly container: ContainerName;
  readonly numbers: NumbersName;
  readonly size: number;
  readonly mistake: Mistake;
  readonly asynchronous: boolean;
}

/** A subject, and what there is around it. */
export interface Made {
  readonly subject: unknown;
  /** Where it is checked. */
  readonly options: GradientCheckOptions;
  /** What belongs to the caller, and is to be as it was. */
  readonly roots: Readonly<Record<string, unknown>>;
  /** The layer whose members may be tampered with. */
  readonly layer?: object;
  /** Numbers that no member shows. */
  readonly state?: () => unknown;
  /** Lets go of what was made. */
  readonly dispose?: () => void;
  /** What is checked of it, where that is no gradient. */
  readonly by?: 'jacobian' | 'hessian' | 'jvp' | 'vjp';
  /** For a gradient on its own: the function it is said to belong to. */
  readonly f?: unknown;
}

export type Make = (ingredients: Ingredients, through: Through) => Made;
