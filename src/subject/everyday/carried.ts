import { adaptedSubject } from '../adapted.ts';
import { arrived } from '../arrived.ts';
import { sizeOf } from '../cells.ts';
import { askPatiently, askWithin, type SubjectContext } from '../context.ts';
import { ALONE, whileTaken } from '../in-use.ts';
import { isObject } from '../kinds.ts';
import { methodOf } from '../members.ts';
import { putBackAll } from '../put-back.ts';
import type { Subject } from '../subject.ts';
import { andThen, type MaybePromise, oneAfterTheOther } from '../then.ts';
import { callUsers } from '../users-code.ts';
import { backwardOf, type Carrier, carrierOf, copyOf, isNode, numbersIn } from './carrier.ts';
import type { Slot } from './slot.ts';

/** Parameters in place, and the two passes that read and fill them. */
export interface Carried {
  readonly description: string;
  readonly slots: readonly Slot[];
  /** Computes what the parameters are differentiated by: a number, a node of a graph, or a list of those. */
  forward(): unknown;
  /** Leaves the gradient of a number behind; absent where what `forward` gives runs backward itself. */
  backward?(): unknown;
  /** Sets all gradients to zero, beside what each slot does. */
  clear?(): MaybePromise<unknown>;
  /** Gradients that a backward pass returned, by path; absent where it leaves them in the slots. */
  returned?(result: unknown): ReadonlyMap<string, unknown> | undefined;
  /** What else is given to it, and has no gradient. */
  readonly unchecked?: readonly string[];
  release?(): void;
}

/** Makes parameters in place a subject: written where they are, and everything is put back. */
export function carriedSubject(carried: Carried, context: SubjectContext): MaybePromise<Subject> {
  const { description, slots } = carried;
  const { ask = askPatiently, use = ALONE } = context;
  const written = slots.map(({ holder }) => holder);
  use.take({ name: description, written, reached: new Set(written) });
  const putBack = whileTaken(use, () =>
    putBackAll([...slots.map((slot) => slot.putBack), () => carried.release?.()]),
  );
  const pass = (call: () => unknown) => ask(call, putBack);
  const gradients = gradientsOf(carried, pass);
  const subject = adaptedSubject(
    {
      description,
      variables: Object.fromEntries(slots.map(({ path, array }) => [path, array])),
      value: () => andThen(carried.forward(), (result) => numbersOfResult(result)),
      gradient: (cotangent) =>
        andThen(gradients(cotangent), (found) =>
          Object.fromEntries(slots.map(({ path }) => [path, found.get(path)])),
        ),
      release: putBack,
    },
    { ...context, ask: askWithin(ask, putBack) },
  );
  const { unchecked = [] } = carried;
  return andThen(subject, (found) => ({
    ...found,
    restore: () => putBackAll([found.restore, putBack]),
    ...(unchecked.length > 0 && { unchecked }),
  }));
}

type Gradients = ReadonlyMap<string, unknown>;

/** Calls one pass of several, unless the check is over. */
type AskPass = (call: () => unknown) => MaybePromise<unknown>;

/** The gradient of Σ cotangent·output: of a number in one pass, of several outputs in one pass each. */
function gradientsOf(
  carried: Carried,
  ask: AskPass,
): (cotangent: unknown) => MaybePromise<Gradients> {
  const pass = onePass(carried, ask);
  return (cotangent) => {
    if (!Array.isArray(cotangent)) return pass(undefined);
    return cotangent.reduce<MaybePromise<Gradients | undefined>>(
      (sum, weight, which) =>
        andThen(sum, (before) =>
          andThen(pass(which), (found) => plus(before, found, weight as number)),
        ),
      undefined,
    ) as MaybePromise<Gradients>;
  };
}

/** One forward and one backward pass, from gradients at zero; where they cannot be set, told from what was there before. */
function onePass(
  carried: Carried,
  ask: AskPass,
): (which: number | undefined) => MaybePromise<Gradients> {
  const { slots } = carried;
  let isAdded: boolean | undefined;
  const gradients = (before: readonly unknown[], which: number | undefined) =>
    andThen(passThrough(carried, which, ask), (returned) => {
      const after = returned ?? gathered(slots);
      if (returned !== undefined || !before.some(isLeft)) return named(slots, after);
      if (isAdded !== undefined) return named(slots, isAdded ? difference(after, before) : after);
      return andThen(passThrough(carried, which, ask), () => {
        isAdded = !gathered(slots).every((gradient, i) => isSame(gradient, after[i]));
        return named(slots, isAdded ? difference(after, before) : after);
      });
    });
  return (which) =>
    andThen(
      ask(() => clear(carried)),
      () => gradients(gathered(slots), which),
    );
}

function clear(carried: Carried): MaybePromise<unknown> {
  const cleared = oneAfterTheOther(carried.slots, (slot) => slot.clear());
  return andThen(cleared, () => carried.clear?.());
}

/** @returns the gradients in the order of the slots where the backward pass returned them */
function passThrough(
  carried: Carried,
  which: number | undefined,
  ask: AskPass,
): MaybePromise<readonly unknown[] | undefined> {
  return andThen(
    ask(() => carried.forward()),
    (output) => {
      const node = which === undefined ? output : (output as readonly unknown[])[which];
      const result = ask(() => (carried.backward ? carried.backward() : runBackward(node)));
      return andThen(result, (returned) => {
        const found = carried.returned?.(returned);
        return found && carried.slots.map(({ path }) => found.get(path));
      });
    },
  );
}

/** Runs a node backward. */
export function runBackward(node: unknown): unknown {
  const name = isObject(node) ? backwardOf(node) : undefined;
  if (name !== undefined) return callUsers(() => methodOf(node as object, name)?.call(node));
  throw new TypeError(`what is computed must run backward at every call, got ${arrived(node)}`);
}

function gathered(slots: readonly Slot[]): readonly unknown[] {
  return slots.map((slot) => slot.gradient());
}

function named(slots: readonly Slot[], gradients: readonly unknown[]): Gradients {
  return new Map(
    slots.map(({ path, array: { shape = [] } }, i) => [path, gradients[i] ?? zeros(shape)]),
  );
}

// a leaf that nothing was computed from has no gradient: it is zero
function zeros(shape: readonly number[]): Held {
  return { data: new Float64Array(sizeOf(shape)), shape };
}

/** A gradient as a slot gives it. */
interface Held {
  readonly data: Float64Array;
  readonly shape: readonly number[];
}

function isHeld(gradient: unknown): gradient is Held {
  return isObject(gradient) && gradient.data instanceof Float64Array;
}

function isLeft(gradient: unknown): boolean {
  return isHeld(gradient) && gradient.data.some((slope) => slope !== 0);
}

function isSame(one: unknown, other: unknown): boolean {
  if (!isHeld(one) || !isHeld(other)) return one === other;
  return one.data.every((slope, i) => Object.is(slope, other.data[i]));
}

function difference(after: readonly unknown[], before: readonly unknown[]): readonly unknown[] {
  return after.map((gradient, i) => combined([gradient, before[i]], [1, -1]));
}

function plus(sum: Gradients | undefined, found: Gradients, weight: number): Gradients {
  const paths = [...found.keys()];
  return new Map(
    paths.map((path) => [path, combined([sum?.get(path), found.get(path)], [1, weight])]),
  );
}

/** Σ factor·gradient, where they are numbers; what is none is handed on, so that its error names it. */
function combined(gradients: readonly unknown[], factors: readonly number[]): unknown {
  const there = gradients.filter((gradient) => gradient !== undefined);
  const odd = there.find((gradient) => !isHeld(gradient));
  if (odd !== undefined) return odd;
  const [{ data, shape }] = there as [Held, ...Held[]];
  const sum = data.map((_, k) =>
    gradients.reduce<number>(
      (total, gradient, i) => total + (gradient ? factors[i] * (gradient as Held).data[k] : 0),
      0,
    ),
  );
  return { data: sum, shape };
}

/** The numbers that a computation gives: of nodes their values. A list that contains itself is left as it is. */
function numbersOfResult(result: unknown, around: readonly unknown[] = []): unknown {
  if (Array.isArray(result) && !around.includes(result))
    return result.map((item) => numbersOfResult(item, [...around, result]));
  return isNode(result) ? numberOf(result) : result;
}

function numberOf(node: object): number {
  const numbers = numbersIn(carrierOf(node) as Carrier);
  if (numbers.size === 1) return copyOf(numbers)[0];
  throw new TypeError(
    `the result must be one number to run backward from, got ${arrived(node)} with ${numbers.size}; reduce it, as by .mul(weights).sum() with fixed random weights: a plain sum hides what a normalisation does`,
  );
}
