import {
  checkGradient,
  checkHessian,
  checkJacobian,
  checkJvp,
  checkVjp,
  type GradientCheck,
} from '../../src/index.ts';
import type { Row } from './row.ts';

/** What a slip in one gradient is multiplied by. */
const SLIP = 1.5;

/** How a row was found: the verdict of the right subject, and the variables that are wrong in the one with a slip. */
export interface Outcome {
  readonly right: GradientCheck;
  readonly wrong: GradientCheck;
  readonly blamed: readonly string[];
}

const RUNS = {
  gradient: checkGradient,
  jacobian: checkJacobian,
  hessian: checkHessian,
  jvp: checkJvp,
  vjp: checkVjp,
};

/** Checks the subject of a row, right and with a slip. */
export function outcomeOf({ make, of }: Row): Outcome {
  const run = RUNS[of ?? 'gradient'];
  const check = (slip: number) => {
    const { subject, options } = make(slip);
    return run(subject, options) as GradientCheck;
  };
  const wrong = check(SLIP);
  const blamed = wrong.variables.filter(({ verdict }) => verdict === 'mismatch');
  return { right: check(1), wrong, blamed: blamed.map(({ path }) => path) };
}
