import { askPatiently, type SubjectContext } from '../context.ts';
import { copyTree } from '../copy.ts';
import { callAt, type PointFunction, pointAt } from '../function-subject.ts';
import { gradientOutput } from '../hessian/gradient-output.ts';
import type { ReadOutput } from '../jacobian/jacobian-subject.ts';
import { andThen, type MaybePromise } from '../then.ts';
import type { WorkingPoint } from '../working-point.ts';
import type { ProductCall } from './calling.ts';
import { type Product, productOf } from './product.ts';
import { inputSpace, outputSpace, type Reading, type Space } from './space.ts';

/** A function of several numbers, and its Jacobian as what multiplies vectors. */
export interface Products {
  /** The output, or of a Hessian the gradient, at a point in the user's structure; the first call is not made again. */
  readonly value: PointFunction;
  readonly output: ReadOutput;
  /** Of a Hessian: what it is the second derivative of. */
  readonly second?: string;
  readonly inputs: Space;
  readonly outputs: Space;
  /** Forwards and backwards; of a Hessian, which is its own transpose, forwards alone. */
  readonly jvp?: Product;
  readonly vjp?: Product;
  /** What `value` has given at the point. */
  readonly first: Reading;
  /** A copy of the point, of nobody else's. */
  point(): WorkingPoint;
  readonly names?: readonly string[];
}

/** A function that multiplies, as it is written and called. */
export interface Multiplier {
  readonly name: string;
  readonly call: ProductCall;
}

/** The functions of the point that products are made of. */
export interface ProductFunctions {
  readonly value: PointFunction;
  /** What a bare output is called in the names of entries; of a Hessian what it is the second derivative of. */
  readonly bare: string;
  readonly isHessian: boolean;
  readonly jvp?: Multiplier;
  readonly vjp?: Multiplier;
  readonly names?: readonly string[];
}

/** Where products are checked, and how their users give and take changes of the point. */
export interface ProductContext extends Pick<SubjectContext, 'at' | 'ask'> {
  readonly inputs?: (space: Space) => Space;
}

/** Makes them products; the value is called once, to see what it gives. A promise when that is one. */
export function productsOf(
  functions: ProductFunctions,
  { at, ask = askPatiently, inputs: asGiven = (space) => space }: ProductContext,
): MaybePromise<Products> {
  const { value, names, bare, isHessian } = functions;
  // by the time a promise settles the caller may have changed it
  const kept = copyTree(at);
  const point = () => pointAt(kept, names);
  const given = ask(
    () => callAt(value, point()),
    () => {},
  );
  return andThen(given, (first) => {
    const inputs = asGiven(inputSpace(point()));
    const outputs = isHessian ? inputs : outputSpace(first, { name: value.name, bare });
    return {
      value: answeredOnce(value, first),
      output: isHessian ? gradientOutput : outputIn(outputs),
      ...(isHessian && { second: bare }),
      inputs,
      outputs,
      ...made(functions, { inputs, outputs, ask }),
      first: outputs.read(first),
      point,
      ...(names && { names }),
    };
  });
}

function outputIn({ side, variables, read }: Space): ReadOutput {
  return () => ({ side, variables, numbers: (found) => read(found).values });
}

function made(
  { jvp, vjp }: ProductFunctions,
  {
    inputs,
    outputs,
    ask,
  }: Pick<Products, 'inputs' | 'outputs'> & Required<Pick<ProductContext, 'ask'>>,
): Pick<Products, 'jvp' | 'vjp'> {
  return {
    ...(jvp && {
      jvp: productOf({ ...jvp, kind: 'jvp', from: inputs, to: outputs, outputs, ask }),
    }),
    ...(vjp && {
      vjp: productOf({ ...vjp, kind: 'vjp', from: outputs, to: inputs, outputs, ask }),
    }),
  };
}

/** What was given at the point already is the answer to the first call, which is there as well. */
function answeredOnce({ name, call }: PointFunction, first: unknown): PointFunction {
  const known = [first];
  return { name, call: (point) => (known.length > 0 ? known.pop() : call(point)) };
}
