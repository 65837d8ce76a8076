import { arrived } from '../arrived.ts';
import { isObject } from '../kinds.ts';
import { methodOf } from '../members.ts';

/** The error for what has no Jacobian: what is accepted, what arrived, and what is nearest to it. */
export function noJacobian(received: unknown, returned?: unknown): TypeError {
  const got =
    returned === undefined ? arrived(received) : `a function that returns ${arrived(returned)}`;
  return new TypeError(`a subject with a Jacobian must be one of
  { value, jacobian }: two functions of the point, with the point in the option \`at\`; or by other usual names, as { residual, jac }
  a function of the point that returns [value, jacobian] or { value, jacobian }
got ${got}${advice(received, returned)}`);
}

function advice(received: unknown, returned: unknown): string {
  if (returned !== undefined)
    return '\na Jacobian of a function that is elsewhere: expect(jacobian).toMatchNumericalJacobian(f, at)';
  if (!isObject(received)) return '';
  if (methodOf(received, 'gradient') !== undefined)
    return '\nthe gradient of a number: expect(subject).toHaveCorrectGradient(options)';
  return '\na Jacobian without its function: expect(jacobian).toMatchNumericalJacobian(f, at)';
}
