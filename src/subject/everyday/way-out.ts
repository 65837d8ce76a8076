import { arrived } from '../arrived.ts';
import { className, isObject } from '../kinds.ts';
import { memberOf, methodOf, namesOf } from '../members.ts';
import { editsBetween } from '../near.ts';
import { HESSIANS, JACOBIANS } from '../spellings.ts';

/** What a method may be meant for, by words in its name. */
const ROLES = {
  gradient: /grad|deriv|jac|hess|slope|nabla|prime|diff|backward|^d[A-Z]/i,
  value: /val|loss|cost|obj|energ|func|score|error|residual|predict|forward|run|apply|comput/i,
} as const;

type Role = keyof typeof ROLES;

/** The error for what cannot be understood: what can be, what arrived, and the nearest accepted form in its own names. */
export function notASubject(received: unknown): TypeError {
  const foreign = needsAdapter(received);
  if (foreign !== undefined) return foreign;
  return (
    (isObject(received) ? halfAPair(received) : undefined) ??
    new TypeError(`a subject must be one of
  { value, gradient }: two functions of the point, with the point in the option \`at\`; or by other usual names, as { loss, grad }
  a function of the point that returns [value, gradient], { value, gradient } or [y, pullback]
  a function of the leaves of a graph, given in \`at\`, whose result runs backward
  a layer: { forward(input), backward(outputGradient) }, with its input in the option \`input\`
  an object that holds its parameters: { params, loss(), backward() }
  an object with a method [Symbol.for("expect-gradient.subject")]
got ${arrived(received)}
${suggestion(received)}`)
  );
}

function suggestion(received: unknown): string {
  const name = isObject(received) ? instanceName(received) : 'mine';
  const { value, gradient } = isObject(received) ? rolesOf(received) : {};
  return `an adapter takes a few lines:
  const subject = {
    value: (point) => ${value ? `${name}.${value}` : 'myLoss'}(point),
    gradient: (point) => ${gradient ? `${name}.${gradient}` : 'myGradient'}(point),
  };
  expect(subject).toHaveCorrectGradient({ at: point });`;
}

function instanceName(received: object): string {
  const name = className(received);
  return name === '' ? 'received' : name.charAt(0).toLowerCase() + name.slice(1);
}

function rolesOf(received: object): Partial<Record<Role, string>> {
  const methods = namesOf(received).filter((name) => methodOf(received, name) !== undefined);
  const gradient = methods.find((name) => ROLES.gradient.test(name));
  const rest = methods.filter((name) => name !== gradient && !ROLES.gradient.test(name));
  const value = rest.find((name) => ROLES.value.test(name)) ?? rest[0];
  return { ...(value && { value }), ...(gradient && { gradient }) };
}

// One of `value` and `gradient` is there, the other is missing, misspelt, or no function.
function halfAPair(received: object): TypeError | undefined {
  const roles: readonly Role[] = ['value', 'gradient'];
  if (!roles.some((role) => methodOf(received, role) !== undefined)) return undefined;
  const wrong = roles.find((role) => methodOf(received, role) === undefined);
  if (wrong === undefined) return undefined;
  const law = `\`${wrong}\` must be a function of the point`;
  if (wrong in received) return new TypeError(`${law}, got ${arrived(memberOf(received, wrong))}`);
  const near = namesOf(received).find(
    (name) => editsBetween(name, wrong) <= 2 && methodOf(received, name) !== undefined,
  );
  const likely = near ?? rolesOf(received)[wrong];
  const matrix = likely === undefined ? undefined : matrixNamed(likely);
  if (likely !== undefined && matrix !== undefined) return ofMatrix(received, likely, matrix);
  return new TypeError(
    likely === undefined
      ? `${law}, got undefined; looked for \`value\` and \`gradient\` in ${arrived(received)}`
      : `${law}, got undefined; found \`${likely}\` instead: rename it to \`${wrong}\``,
  );
}

/** A matrix that another matcher checks. */
interface MatrixKind {
  readonly what: string;
  /** What it is called in a subject, and by whom it is checked. */
  readonly key: string;
  readonly names: readonly string[];
  readonly matcher: string;
}

function matrixNamed(name: string): MatrixKind | undefined {
  if (/hess/i.test(name))
    return {
      what: 'the second derivative',
      key: 'hessian',
      names: HESSIANS,
      matcher: 'toHaveCorrectHessian',
    };
  return /jac/i.test(name)
    ? {
        what: 'the derivative of several numbers',
        key: 'jacobian',
        names: JACOBIANS,
        matcher: 'toHaveCorrectJacobian',
      }
    : undefined;
}

function ofMatrix(
  received: object,
  name: string,
  { what, key, names, matcher }: MatrixKind,
): TypeError {
  const own = instanceName(received);
  const subject = names.includes(name)
    ? own
    : `{ value: (x) => ${own}.value(x), ${key}: (x) => ${own}.${name}(x) }`;
  return new TypeError(`\`${name}\` is ${what}: expect(${subject}).${matcher}(options)`);
}

/** The error for a function that returns no gradient with its value. */
export function notBoth(f: { readonly name: string }, found: unknown): TypeError {
  const foreign = needsAdapter(found);
  if (foreign !== undefined) return foreign;
  const name = f.name === '' ? 'the function' : `\`${f.name}\``;
  const known = f.name === '' ? 'f' : f.name;
  const advice =
    typeof found === 'number'
      ? `; give its gradient as well: { value: ${known}, gradient: … }`
      : '';
  return new TypeError(
    `${name} must return [value, gradient], { value, gradient } or [y, pullback], or what runs backward to the leaves in \`at\`, got ${arrived(found)}${advice}`,
  );
}

/** A library whose objects an adapter understands. */
interface Library {
  readonly name: string;
  readonly lines: string;
}

const TENSORFLOW: Library = {
  name: 'TensorFlow.js',
  lines: `import { tensorflow } from 'expect-gradient/tfjs';
  configureGradientChecks({ adapters: [tensorflow(tf)] });`,
};

const JAX: Library = {
  name: 'jax-js',
  lines: `import { jaxjs } from 'expect-gradient/jax';
  configureGradientChecks({ adapters: [jaxjs(jax)] });`,
};

/** The error for an object of a library whose adapter is not registered: the lines to add; `undefined` for any other. */
export function needsAdapter(value: unknown): TypeError | undefined {
  const library = libraryOf(value);
  if (library === undefined) return undefined;
  const kind = className(value as object).replace(/\$\d+$/, '');
  return new TypeError(
    `${kind === '' ? 'this' : `this ${kind}`} is of ${library.name}, which has an adapter; add to the setup file
  ${library.lines}`,
  );
}

// By what only its objects have; nothing is read.
function libraryOf(value: unknown): Library | undefined {
  if (!isObject(value)) return undefined;
  if ('trainableWeights' in value || ('dataSync' in value && 'rankType' in value))
    return TENSORFLOW;
  return 'dataSync' in value && 'refCount' in value ? JAX : undefined;
}
