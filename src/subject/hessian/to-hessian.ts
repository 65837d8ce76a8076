import { arrived } from '../arrived.ts';
import type { SubjectContext } from '../context.ts';
import { copyTree } from '../copy.ts';
import { callOf, callsOf } from '../everyday/calls.ts';
import { functionSubject, pointAt } from '../function-subject.ts';
import { callWithRoom, emptyMatrix, takesItems } from '../jacobian/calling.ts';
import {
  type JacobianFunctions,
  type JacobianSubject,
  jacobianSubject,
} from '../jacobian/jacobian-subject.ts';
import type { Retraction } from '../jacobian/manifold.ts';
import { type Matrix, matrixIn } from '../jacobian/matrix-in.ts';
import { sparseIn } from '../jacobian/sparse.ts';
import { isObject } from '../kinds.ts';
import { GRADIENTS, HESSIANS, VALUES } from '../spellings.ts';
import type { GradientReading, Subject } from '../subject.ts';
import { andThen, isPromise, type MaybePromise } from '../then.ts';
import { flatOutput, gradientOutput } from './gradient-output.ts';
import { inTangentSpace } from './in-tangent-space.ts';
import { evaluationsOf, numericGradient, type Stencil } from './numeric-gradient.ts';
import { sharesOfSteps } from './shares.ts';
import { mirrored, type Triangle, unpacked, withMirror } from './triangle.ts';
import { valueAlone } from './value-alone.ts';
import {
  type AnyFunction,
  functionAt,
  methodIn,
  type Named,
  type Written,
  writtenIn,
} from './written.ts';

/** What decides what a Hessian is checked at, and how much of it is given. */
export interface HessianContext extends SubjectContext {
  readonly triangle?: Triangle;
  /** How the point is moved, where its numbers cannot be moved one by one. */
  readonly retraction?: Retraction;
}

/** A Hessian and what it is compared with. */
export interface HessianSubject {
  /** The gradient beside it, to be checked first; absent where there is none, or no value that it could be checked by. */
  readonly first?: () => Subject;
  /** Whether it is compared with differences of the value, for want of a gradient. */
  readonly isOfValues: boolean;
  /** The Jacobian J of residuals beside it, at the point: of a sum of their squares JᵀJ is a part of the Hessian. */
  readonly residuals?: () => MaybePromise<Matrix | undefined>;
  /** What share of the usual step suits each coordinate, where it is compared with differences of the value. */
  readonly shares?: (spend: () => void) => MaybePromise<Float64Array>;
  /** The Hessian as the Jacobian of the gradient. */
  subject(stencil: Stencil): MaybePromise<JacobianSubject>;
}

/**
 * Understands `{ value, hessian }`, cheaper with a `gradient` beside it, by whatever names.
 *
 * @throws TypeError - for anything else, with what is accepted and what arrived
 */
export function toHessian(
  received: unknown,
  context: HessianContext,
): MaybePromise<HessianSubject> {
  if (isPromise(received))
    throw new TypeError(
      'the subject must be there already, got a promise; await it, or use .resolves',
    );
  const written = isObject(received) ? writtenIn(received) : undefined;
  if (written === undefined) throw noHessian(received);
  return hessianAt(written, context);
}

/** A Hessian at the point, or a function that returns one, and the function whose Hessian it should be. */
export interface BareHessian {
  readonly hessian: unknown;
  readonly f: unknown;
}

/** Makes a bare Hessian a subject. */
export function bareHessian(
  { hessian, f }: BareHessian,
  context: HessianContext,
): MaybePromise<HessianSubject> {
  if (typeof f !== 'function')
    throw new TypeError(`\`f\` must be a function of the point, got ${arrived(f)}`);
  if (isPromise(hessian))
    throw new TypeError(
      'the Hessian must be there already, got a promise; await it, or use .resolves',
    );
  const value = { name: '`f`', f: f as AnyFunction };
  return hessianAt({ value, hessian: { name: 'the Hessian', given: hessian } }, context);
}

/** At the point, or at zeros of the tangent there: by second differences of the value, with the gradient by the tangent checked first. */
function hessianAt(written: Written, context: HessianContext): MaybePromise<HessianSubject> {
  const { retraction } = context;
  if (retraction === undefined) return hessianOf(written, context);
  return andThen(
    inTangentSpace(written, { ...retraction, at: context.at }),
    ({ at, gradient, ...own }) => {
      const there = { ...context, at };
      const first = gradient && { first: () => pairOf({ ...own, gradient }, there) };
      return { ...hessianOf(own, there), ...first };
    },
  );
}

/** Whether there is a Hessian in an object, and not only what multiplies by it. */
export function isWithHessian(received: object): boolean {
  return HESSIANS.some((name) => name in received);
}

/** The value and the gradient of an object as a subject of their own; nothing where there are not both. */
export function gradientBeside(received: object, context: HessianContext): Subject | undefined {
  const [value, gradient] = [methodIn(received, VALUES), methodIn(received, GRADIENTS)];
  return value && gradient && pairOf({ owner: received, value, gradient }, context);
}

function hessianOf(written: Written, context: HessianContext): HessianSubject {
  const { value, gradient, jacobian } = written;
  const made = (stencil: Stencil) =>
    andThen(jacobianSubject(functionsOf(written, { context, stencil }), context), (subject) =>
      withOtherHalf(subject, context.triangle),
    );
  return {
    isOfValues: gradient === undefined,
    ...(!gradient && {
      shares: (spend: () => void) => sharesOfSteps({ told: valueAlone(written, context), spend }),
    }),
    ...(value && gradient && { first: () => pairOf({ ...written, value, gradient }, context) }),
    ...(jacobian && { residuals: () => residualJacobian(written, jacobian, context) }),
    subject: made,
  };
}

/** What is beside a Hessian names a mistake in it, and nothing else depends on that: one that fails says nothing. */
function residualJacobian(
  { owner }: Written,
  jacobian: AnyFunction,
  { at }: HessianContext,
): MaybePromise<Matrix | undefined> {
  const read = (found: unknown) => matrixIn(found, 'outputs-by-inputs');
  try {
    const found = functionAt(jacobian, { owner, at })(copyTree(at));
    return isPromise(found) ? found.then(read, () => undefined) : read(found);
  } catch {
    return undefined;
  }
}

/** The value and the gradient beside a Hessian, as a subject of their own. */
function pairOf(
  {
    owner,
    value,
    gradient,
  }: Required<Pick<Written, 'value' | 'gradient'>> & Pick<Written, 'owner'>,
  { at, names: given }: HessianContext,
): Subject {
  const calls = callsOf({ owner, value: value.f, gradient: gradient.f }, at);
  return functionSubject(
    {
      description: 'the gradient beside a Hessian',
      value: { name: value.name, call: calls.value },
      gradient: { name: gradient.name, call: calls.gradient },
      ...((calls.names ?? given) && { names: calls.names ?? given }),
    },
    at,
  );
}

interface Making {
  readonly context: HessianContext;
  readonly stencil: Stencil;
}

/** The Hessian as the Jacobian of the gradient, or of differences of the value. */
function functionsOf(written: Written, { context, stencil }: Making): JacobianFunctions {
  const { owner, value, gradient } = written;
  const { at } = context;
  const { names = context.names } = callOf((gradient ?? (value as Named)).f, at);
  const named = names && { names };
  const size = pointAt(at, names).size;
  const told = {
    description: 'a Hessian',
    second: 'f',
    layout: 'outputs-by-inputs',
    jacobian: matrixCall(written, { context, size }),
    ...named,
  } as const;
  if (gradient !== undefined) {
    const call = functionAt(gradient.f, { owner, at });
    return { ...told, output: gradientOutput, value: { name: gradient.name, call } };
  }
  return {
    ...told,
    output: flatOutput,
    value: numericGradient({ ...valueAlone(written, context), stencil }),
    cost: evaluationsOf(stencil) * size,
  };
}

function matrixCall(
  { owner, hessian }: Written,
  { context, size }: { readonly context: HessianContext; readonly size: number },
) {
  const { at, triangle } = context;
  const { given } = hessian;
  const room = () => emptyMatrix({ rows: size, columns: size });
  const called = (f: AnyFunction) => callWithRoom(f, { owner, isSpread: takesItems(f, at, room) });
  const call = typeof given === 'function' ? called(given as AnyFunction) : () => given;
  const whole = (found: unknown) => {
    if (triangle === undefined) return found;
    const sparse = sparseIn(found);
    return sparse ? withMirror(sparse, triangle) : unpacked(found, { size, triangle });
  };
  return {
    name: hessian.name,
    call: (point: unknown) => andThen(call(point, room), whole),
  };
}

function withOtherHalf(subject: JacobianSubject, triangle: Triangle | undefined): JacobianSubject {
  if (triangle === undefined || subject.entries !== undefined) return subject;
  const { size } = subject;
  return {
    ...subject,
    jacobian: () =>
      andThen(subject.jacobian(), (rows) => {
        const given = new Float64Array(size * size);
        const readings = Array.from({ length: size }, (_, i) => rows.at(i) as GradientReading);
        for (const [i, { values }] of readings.entries()) given.set(values, i * size);
        const values = mirrored(given, { size, triangle });
        return readings.map((row, i) => ({
          ...row,
          values: values.subarray(i * size, (i + 1) * size),
        }));
      }),
  };
}

/** The error for what has no Hessian: what is accepted, and what arrived. */
function noHessian(received: unknown): TypeError {
  return new TypeError(`a subject with a Hessian must be one of
  { value, gradient, hessian }: functions of the point, with the point in the option \`at\`; or by other usual names
  { value, hessian } or { gradient, hessian }
got ${arrived(received)}`);
}
