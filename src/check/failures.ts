import type { GradientCheck } from '../record.ts';

/** Is told of every check that makes an assertion fail, with the `this` of the matcher. */
type Follower = (check: GradientCheck, context: object) => void;

let follower: Follower | undefined;

/** Has somebody told of every check that makes an assertion fail; whoever was told before no longer is. */
export function followFailures(next: Follower): void {
  follower = next;
}

/** Tells that a check makes an assertion fail. */
export function tellFailure(check: GradientCheck, context: object): void {
  follower?.(check, context);
}
