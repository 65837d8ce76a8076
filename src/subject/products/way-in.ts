import { arrived } from '../arrived.ts';
import { isObject } from '../kinds.ts';
import { methodOf } from '../members.ts';
import type { Product } from './product.ts';

/** The error for what has no such product: what is accepted, what arrived, and what is nearest to it. */
export function noProducts(received: unknown, wanted: Product['kind']): TypeError {
  return new TypeError(`${LAWS[wanted]}
got ${arrived(received)}${advice(received, wanted)}`);
}

const LAWS: Readonly<Record<Product['kind'], string>> = {
  jvp: `a subject with a Jacobian-vector product must be one of
  { value, jvp }: value(x), and jvp(x, v) with a change v of the point, given in the option \`at\`
  a function of the point and v that returns [value, product]
each of them with \`vjp\` beside it if there is one`,
  vjp: `a subject with a vector-Jacobian product must be one of
  { value, vjp }: value(x), and vjp(x, w) with a cotangent w of the output, at the point given in the option \`at\`
  a function of the point that returns [value, pull], with pull(w)
each of them with \`jvp\` beside it if there is one`,
};

const OTHERS = [
  ['jvp', 'expect(subject).toHaveCorrectJvp(options)'],
  ['vjp', 'expect(subject).toHaveCorrectVjp(options)'],
  ['hvp', 'the product of a Hessian: expect(subject).toHaveCorrectHessian(options)'],
  ['jacobian', 'the whole matrix: expect(subject).toHaveCorrectJacobian(options)'],
  ['gradient', 'the gradient of a number: expect(subject).toHaveCorrectGradient(options)'],
] as const;

function advice(received: unknown, wanted: Product['kind']): string {
  if (!isObject(received)) return '';
  const other = OTHERS.find(([name]) => name !== wanted && methodOf(received, name));
  return other === undefined ? '' : `\nit has \`${other[0]}\`, ${other[1]}`;
}

/** The error for a product without the function that it is the derivative of. */
export function noValue(name: string, found: unknown): TypeError {
  return new TypeError(
    `${name} must give the output beside the product where there is no \`value\`, [y, …], got ${arrived(found)}`,
  );
}
