/** Compiles only when both types are the same, `any` included. */
export function isType<Expected>() {
  return <Actual>(
    _actual: Actual,
    ..._same: Same<Expected, Actual> extends true ? [] : ['the types differ', Actual]
  ): void => {};
}

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
