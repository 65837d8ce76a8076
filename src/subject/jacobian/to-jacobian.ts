import { arrived } from '../arrived.ts';
import type { SubjectContext } from '../context.ts';
import { callOf } from '../everyday/calls.ts';
import { isObject } from '../kinds.ts';
import { methodOf } from '../members.ts';
import { argumentNames } from '../parameter-names.ts';
import { JACOBIANS, OUTPUTS } from '../spellings.ts';
import { andThen, isPromise, type MaybePromise } from '../then.ts';
import { callUsers } from '../users-code.ts';
import { callWithRoom, takesItems } from './calling.ts';
import { type Layout, TANGENT } from './frame.ts';
import { type JacobianFunctions, jacobianSubject } from './jacobian-subject.ts';
import { inTangentSpace, type Retraction, tangentSize } from './manifold.ts';
import { type MaybeOnManifold, mendedOnes } from './mended.ts';
import { noJacobian } from './way-in.ts';

/** What decides what a Jacobian is checked at, and which way round it is. */
export interface JacobianContext extends SubjectContext {
  readonly layout: Layout;
  /** How steps are taken, where coordinates cannot be moved one by one. */
  readonly retraction?: Retraction;
}

type AnyFunction = (...args: never[]) => unknown;

/** What a bare output is called in the names of entries. */
const OUTPUT = 'y';

/** Names of functions that say what their output is. */
const TELLING: readonly string[] = ['residual', 'residuals'];

/**
 * Understands `{ value, jacobian }`, by whatever names, and a function that returns both.
 *
 * @throws TypeError - for anything else, with what is accepted and what arrived
 */
export function toJacobian(
  received: unknown,
  context: JacobianContext,
): MaybePromise<MaybeOnManifold> {
  if (isPromise(received))
    throw new TypeError(
      'the subject must be there already, got a promise; await it, or use .resolves',
    );
  if (typeof received === 'function') return ofBoth(received as AnyFunction, context);
  const names = isObject(received) ? pairIn(received) : undefined;
  if (names === undefined) throw noJacobian(received);
  return ofPair(received as Record<string, unknown>, names, context);
}

/** A Jacobian at the point, or a function that returns one, and the function whose Jacobian it should be. */
export interface BareJacobian {
  readonly jacobian: unknown;
  readonly f: unknown;
}

/** Makes a bare Jacobian a subject. */
export function bareJacobian(
  { jacobian, f }: BareJacobian,
  context: JacobianContext,
): MaybePromise<MaybeOnManifold> {
  if (typeof f !== 'function')
    throw new TypeError(`\`f\` must be a function of the point, got ${arrived(f)}`);
  if (isPromise(jacobian))
    throw new TypeError(
      'the Jacobian must be there already, got a promise; await it, or use .resolves',
    );
  const written = { value: f as AnyFunction, jacobian };
  const called = { value: '`f`', jacobian: 'the Jacobian', output: OUTPUT };
  return subjectOf({ ...called, written }, context);
}

interface Names {
  readonly value: string;
  readonly jacobian: string;
}

function pairIn(received: object): Names | undefined {
  const value = OUTPUTS.find((name) => methodOf(received, name) !== undefined);
  const jacobian = JACOBIANS.find((name) => name in received);
  return value && jacobian ? { value, jacobian } : undefined;
}

function ofPair(
  received: Record<string, unknown>,
  { value, jacobian }: Names,
  context: JacobianContext,
): MaybePromise<MaybeOnManifold> {
  const output = TELLING.includes(value) ? value : OUTPUT;
  const called = { value: `\`${value}\``, jacobian: `\`${jacobian}\``, output };
  const written = {
    owner: received,
    value: received[value] as AnyFunction,
    jacobian: received[jacobian],
  };
  return subjectOf({ ...called, written }, context);
}

/** Functions as they are written, and what they are called. */
interface Called {
  readonly value: string;
  readonly jacobian: string;
  readonly output: string;
  readonly written: {
    readonly owner?: unknown;
    readonly value: AnyFunction;
    /** A matrix at the point, or a function that returns one. */
    readonly jacobian: unknown;
  };
}

function subjectOf(
  { value, jacobian, output, written }: Called,
  context: JacobianContext,
): MaybePromise<MaybeOnManifold> {
  const { at, layout } = context;
  const isSpread = takesItems(written.value, at);
  const calling = { owner: written.owner, isSpread };
  const names = namesIn(written.value, at, isSpread) ?? context.names;
  const valueCall = callWithRoom(written.value, calling);
  return subjectAt(
    {
      description: `{ ${value}, ${jacobian} }`,
      value: { name: value, call: (point) => valueCall(point, () => []) },
      jacobian: {
        name: jacobian,
        call:
          typeof written.jacobian === 'function'
            ? callWithRoom(written.jacobian as AnyFunction, calling)
            : () => written.jacobian,
      },
      output,
      layout,
      ...(names && { names }),
    },
    context,
  );
}

/** What a function calls the parts of the point; the last argument may be what is filled in. */
export function namesIn(
  f: AnyFunction,
  at: unknown,
  isSpread: boolean,
): readonly string[] | undefined {
  if (!isSpread) return callOf(f, at).names;
  const { length } = at as readonly unknown[];
  return argumentNames(f, length) ?? argumentNames(f, length + 1)?.slice(0, -1);
}

/** A function that returns `[value, jacobian]` or `{ value, jacobian }`. */
function ofBoth(f: AnyFunction, context: JacobianContext): MaybePromise<MaybeOnManifold> {
  const { at, layout } = context;
  const isSpread = takesItems(f, at);
  const names = namesIn(f, at, isSpread) ?? context.names;
  const call = callWithRoom(f, { isSpread });
  const name = f.name === '' ? 'the function' : `\`${f.name}\``;
  const half = (key: keyof Both) => (point: unknown) =>
    andThen(
      callUsers(() => call(point, () => undefined)),
      (found) => bothIn(f, found)[key],
    );
  const functions = {
    description: 'function returning [value, jacobian]',
    value: { name, call: half('value') },
    jacobian: { name, call: half('jacobian') },
    output: OUTPUT,
    layout,
    ...(names && { names }),
  };
  return subjectAt(functions, context);
}

/** At the point, or at zeros of the tangent there. */
function subjectAt(
  functions: JacobianFunctions,
  context: JacobianContext,
): MaybePromise<MaybeOnManifold> {
  const { at, retraction } = context;
  if (retraction === undefined) return jacobianSubject(functions, context);
  const chart = { ...retraction, functions, at };
  return andThen(tangentSize(chart), (tangent) => {
    const zeros = { [TANGENT]: Array<number>(tangent).fill(0) };
    const subject = jacobianSubject(inTangentSpace(chart), { ...context, at: zeros });
    return andThen(subject, (made) => ({ ...made, mended: () => mendedOnes(chart, tangent) }));
  });
}

interface Both {
  readonly value: unknown;
  readonly jacobian: unknown;
}

function bothIn(f: AnyFunction, found: unknown): Both {
  if (Array.isArray(found) && found.length === 2 && isObject(found[1]))
    return { value: found[0], jacobian: found[1] };
  const value = isObject(found) ? OUTPUTS.find((name) => name in found) : undefined;
  const jacobian = isObject(found) ? JACOBIANS.find((name) => name in found) : undefined;
  if (value === undefined || jacobian === undefined) throw noJacobian(f, found);
  const result = found as Record<string, unknown>;
  return { value: result[value], jacobian: result[jacobian] };
}
