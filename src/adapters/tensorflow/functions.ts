import type { AdaptedSubject } from '../../subject/adapter.ts';
import { andThen, type MaybePromise, orElse } from '../../subject/then.ts';
import { bothIn } from '../both.ts';
import { partsOf } from '../point.ts';
import { type Cotangent, evaluateWith, oneOutput } from './cotangent.ts';
import { evaluate, mapTensors } from './evaluate.ts';
import type { Tensor, TensorFlow } from './namespace.ts';
import { argumentsOf, arraysByPath, type WorkingPoint, workingPoint } from './working-point.ts';

type TensorFunction = (...args: unknown[]) => unknown;

/** The user's own functions of tensors. */
export interface TensorFunctions {
  readonly description: string;
  /** Called the way tf.grads calls functions: a list of tensors is several arguments. */
  readonly value: TensorFunction;
  /** Called the way tf.grad(f) and tf.grads(f) are: with the point, and the cotangent where the value is no scalar. */
  readonly gradient: TensorFunction;
}

/** What a subject of functions is made with. */
interface Setting {
  readonly tf: TensorFlow;
  readonly work: WorkingPoint;
}

/** Makes two functions of tensors a subject. */
export function pairOfTensors(
  tf: TensorFlow,
  { description, value, gradient }: TensorFunctions,
  at: unknown,
): MaybePromise<AdaptedSubject> {
  return atPoint(tf, at, (setting) => ({
    description,
    ...valueAndGradient(setting, { value, gradient }),
  }));
}

/** Makes a gradient that is there already, and the function it is said to belong to, a subject. */
export function gradientTensors(
  tf: TensorFlow,
  { gradient, f }: { gradient: unknown; f: TensorFunction },
  at: unknown,
): MaybePromise<AdaptedSubject> {
  return atPoint(tf, at, (setting) => {
    const { work } = setting;
    return andThen(
      evaluate(tf, work.reader, () => mapTensors(tf, gradient, (tensor) => tensor.clone())),
      (read) => {
        const parts = partsOf(work.point, read);
        return {
          description: 'gradient',
          value: () => andThen(valueNow(setting, f), scalar),
          gradient: () => parts,
        };
      },
    );
  });
}

function scalar(value: unknown): number {
  if (typeof value === 'number') return value;
  throw new TypeError(
    '`f` must return a scalar, because the gradient of several numbers depends on the cotangent; give a function like tf.grad(f) instead of its result',
  );
}

/** Makes a function a subject that returns tensors, or its value and its gradient at once: one call tells which. */
export function functionOfTensors(
  tf: TensorFlow,
  f: TensorFunction,
  at: unknown,
): MaybePromise<AdaptedSubject> {
  return atPoint(tf, at, (setting) =>
    andThen(valueNow(setting, f), (result) =>
      bothIn(result, setting.work.point) === undefined
        ? differentiated(setting, f)
        : combined(setting, f),
    ),
  );
}

type Parts = Pick<AdaptedSubject, 'description' | 'value' | 'gradient'>;

function atPoint(
  tf: TensorFlow,
  at: unknown,
  partsAt: (setting: Setting) => MaybePromise<Parts>,
): MaybePromise<AdaptedSubject> {
  return andThen(workingPoint(tf, at), (work) => {
    const { release } = work;
    const variables = arraysByPath(work.variables);
    return orElse<AdaptedSubject>(
      () => andThen(partsAt({ tf, work }), (parts) => ({ ...parts, variables, release })),
      (error) => {
        release();
        throw error;
      },
    );
  });
}

/** A function that TensorFlow.js differentiates. */
function differentiated(setting: Setting, f: TensorFunction): Parts {
  const { tf, work } = setting;
  return {
    description: 'function of tensors',
    value: () => valueNow(setting, f),
    gradient: (cotangent) =>
      gradientOf(setting, cotangent, (drawn) => {
        const ofFloats = (...floats: Tensor[]) => f(...argumentsOf(work.around(floats)));
        const { f: y, dy } = oneOutput(tf, ofFloats, drawn);
        return work.around(tf.grads(y as never)(work.floats() as never, dy as never));
      }),
  };
}

function combined(setting: Setting, f: TensorFunction): Parts {
  const both = (name: 'value' | 'gradient') => (result: unknown) => {
    const found = bothIn(result, setting.work.point);
    if (found !== undefined) return found[name];
    throw new TypeError('the function must return its value and its gradient at every call');
  };
  const call: TensorFunction = (point, ...dy) => f(...argumentsOf(point), ...dy);
  return {
    description: 'function of tensors returning its value and its gradient',
    value: () => andThen(valueNow(setting, f), both('value')),
    gradient: (cotangent) => called(setting, { cotangent, gradient: call }, both('gradient')),
  };
}

function valueAndGradient(
  setting: Setting,
  { value, gradient }: Pick<TensorFunctions, 'value' | 'gradient'>,
): Pick<Parts, 'value' | 'gradient'> {
  return {
    value: () => valueNow(setting, value),
    gradient: (cotangent) => called(setting, { cotangent, gradient }, (result) => result),
  };
}

function valueNow({ tf, work }: Setting, f: TensorFunction): unknown {
  return evaluate(tf, work.reader, () => f(...argumentsOf(work.around(work.floats()))));
}

/** The gradient a function of the user's returns, by path. */
function called(
  setting: Setting,
  { cotangent, gradient }: { cotangent: unknown; gradient: TensorFunction },
  pick: (result: unknown) => unknown,
): unknown {
  const { work } = setting;
  const dy = typeof cotangent === 'number' ? () => [] : (drawn: Cotangent) => [drawn.tree];
  const run = (drawn: Cotangent) => gradient(work.around(work.floats()), ...dy(drawn));
  return gradientOf(setting, cotangent, run, pick);
}

function gradientOf(
  { tf, work }: Setting,
  cotangent: unknown,
  run: (cotangent: Cotangent) => unknown,
  pick = (result: unknown) => result,
): unknown {
  const result = evaluateWith(tf, { reader: work.reader, cotangent }, run);
  return andThen(result, (read) => partsOf(work.point, pick(read)));
}
