import { copyTree } from '../copy.ts';
import { isSpreadOver } from '../everyday/calls.ts';
import { andThen, isPromise } from '../then.ts';

type AnyFunction = (...args: never[]) => unknown;

/** How a function wants to be called at a point. */
export interface Calling {
  /** What it is a method of. */
  readonly owner?: unknown;
  /** Whether the items of the point are arguments of their own. */
  readonly isSpread: boolean;
}

/** The call of a function that returns its result, or fills in what it is given beside the point: `jacobian(x, out)`. */
export function callWithRoom(f: AnyFunction, { owner, isSpread }: Calling) {
  return (point: unknown, room: () => unknown): unknown => {
    const args = isSpread ? (point as readonly never[]) : [point as never];
    if (f.length <= args.length) return Reflect.apply(f, owner, args);
    const out = room();
    const returned = Reflect.apply(f, owner, [...args, out as never]);
    return andThen(returned, (result) => (isAnswer(result) ? result : out));
  };
}

/** Whether the items of a point are arguments of a function, with or without one more that is filled in. */
export function takesItems(
  f: AnyFunction,
  at: unknown,
  room: () => unknown[] = () => [],
): at is readonly unknown[] {
  if (isSpreadOver(f, at)) return !fillsIn(f, at, room());
  return Array.isArray(at) && at.length > 1 && f.length === at.length + 1;
}

// at two numbers `f(x, out)` looks like `f(a, b)`, until it is called
function fillsIn(f: AnyFunction, at: readonly unknown[], out: unknown[]): boolean {
  if (at.length !== 2) return false;
  const isEmpty = out.length === 0;
  try {
    const returned: unknown = Reflect.apply(f, undefined, [copyTree(at) as never, out as never]);
    if (isPromise(returned)) returned.then(null, () => {});
    return isEmpty ? out.length > 0 : !isAnswer(returned);
  } catch {
    return false;
  }
}

// a count, a status, nothing: not what was asked for
function isAnswer(returned: unknown): boolean {
  return typeof returned === 'object' && returned !== null;
}

/** Rows of zeros to be filled in by index: whoever writes flat leaves numbers in the place of rows. */
export function emptyMatrix({
  rows,
  columns,
}: {
  readonly rows: number;
  readonly columns: number;
}) {
  return Array.from({ length: rows }, () => Array<number>(columns).fill(0));
}
