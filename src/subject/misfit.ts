import { arrived } from './arrived.ts';
import { editsBetween } from './near.ts';

/** Names people give to a value or a gradient, for telling what an object was meant to be. */
const OTHER_NAMES = {
  value: ['f', 'fn', 'fun', 'func', 'val', 'loss', 'cost', 'objective', 'energy', 'evaluate'],
  gradient: [
    'grad',
    'gradients',
    'grads',
    'g',
    'df',
    'fprime',
    'derivative',
    'jac',
    'jacobian',
    'nabla',
  ],
} as const;

type Role = keyof typeof OTHER_NAMES;

/** What keeps an object from being `{ value, gradient }` when it seems meant to be one; `undefined` when it does not. */
export function pairFault(received: object): TypeError | undefined {
  const roles: readonly Role[] = ['value', 'gradient'];
  if (roles.every((role) => nameIn(received, role) === undefined)) return undefined;
  const wrong = roles.find((role) => typeof member(received, role) !== 'function');
  return wrong && new TypeError(faultOf(received, wrong));
}

function faultOf(received: object, role: Role): string {
  const found = nameIn(received, role);
  const law = `\`${role}\` must be a function of the point`;
  if (found === undefined)
    return `${law}, got undefined; looked for \`value\` and \`gradient\` in ${arrived(received)}`;
  if (found === role) return `${law}, got ${arrived(member(received, role))}`;
  return `${law}, got undefined; found \`${found}\` instead: rename it to \`${role}\``;
}

// The name an object has for a role: its own, one that people use for it, or a misspelt one.
function nameIn(received: object, role: Role): string | undefined {
  if (role in received) return role;
  const isFunction = (name: string) => typeof member(received, name) === 'function';
  const known: readonly string[] = OTHER_NAMES[role];
  return (
    known.find(isFunction) ??
    Object.keys(received).find((key) => isFunction(key) && editsBetween(key, role) <= 2)
  );
}

function member(received: object, name: string): unknown {
  return (received as Record<string, unknown>)[name];
}

/** The error for what cannot be understood: what can be, and what arrived. */
export function notASubject(received: unknown): TypeError {
  return new TypeError(`a subject must be one of
  { value, gradient }: two functions of the point, with the point in the option \`at\`
  a function of the point that returns [value, gradient] or { value, gradient }
  a layer: { forward(input), backward(outputGradient) }, with its input in the option \`input\`
  an object with a method [Symbol.for("expect-gradient.subject")]
got ${arrived(received)}
an adapter takes a few lines:
  const subject = {
    value: (point) => myLoss(point),
    gradient: (point) => myGradient(point),
  };
  expect(subject).toHaveCorrectGradient({ at: point });`);
}
