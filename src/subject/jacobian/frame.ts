import type { Variable } from '../variable.ts';
import type { Side } from './side.ts';

/** Which of both sides of a matrix comes first in what is held. */
export type Layout = 'outputs-by-inputs' | 'inputs-by-outputs';

/** What a Jacobian must fit. */
export interface Frame {
  readonly outputs: Side;
  readonly inputs: Side;
  /** The variables that the inputs are laid out as. */
  readonly variables: readonly Variable[];
  readonly layout: Layout;
  /** What errors call it. */
  readonly noun: 'Jacobian' | 'Hessian';
}

/** What a point is called in the tangent space of a manifold, and in the names of entries. */
export const TANGENT = 'δ';
