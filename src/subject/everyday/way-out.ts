import { arrived } from '../arrived.ts';
import { className, isObject, isRecord } from '../kinds.ts';
import { memberOf, methodOf, namesOf } from '../members.ts';
import { editsBetween, quoted } from '../near.ts';
import { parametersOf, withoutDefault } from '../parameter-names.ts';
import { BACKWARDS, HESSIANS, JACOBIANS, JVPS, OUTPUTS, VALUES, VJPS } from '../spellings.ts';
import { asNumbers, instanceName, type Role, rolesOf, speltFor } from './spelt.ts';

export { passesSpeltFor } from './spelt.ts';

/** The error for what cannot be understood: what can be, what arrived, and the nearest accepted form in its own names. */
export function notASubject(received: unknown): TypeError {
  const foreign = needsAdapter(received);
  if (foreign !== undefined) return foreign;
  const told = isObject(received) ? (ofSeveralOf(received) ?? halfAPair(received)) : undefined;
  return (
    told ??
    new TypeError(`a subject must be one of
  { value, gradient }: two functions of the point, with the point in the option \`at\`; or by other usual names, as { loss, grad }
  a function of the point that returns [value, gradient], { value, gradient } or [y, pullback]
  a function of the leaves of a graph, given in \`at\`, whose result runs backward
  a layer: { forward(input), backward(outputGradient) }, with its input in the option \`input\`
  an object that holds its parameters: { params, loss(), backward() }
  an object with a method [Symbol.for("expect-gradient.subject")]
got ${arrived(received)}
${speltFor(received)}`)
  );
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
  return new TypeError(
    likely === undefined
      ? `${law}, got undefined; looked for \`value\` and \`gradient\` in ${arrived(received)}`
      : `${law}, got undefined; found \`${likely}\` instead: rename it to \`${wrong}\``,
  );
}

const OF_SEVERAL = /jacobian|^jac$|hessian|^jvp$|^vjp$/i;

// A derivative of several numbers has more rows than a gradient.
function ofSeveralOf(received: object): TypeError | undefined {
  const methods = namesOf(received).filter((name) => methodOf(received, name) !== undefined);
  const derivative = methods.find((name) => OF_SEVERAL.test(name));
  if (derivative === undefined) return undefined;
  const mine = instanceName(received);
  const value = rolesOf(received).value ?? methods.find((name) => name !== derivative) ?? 'value';
  const kind = MATRICES.find(({ words }) => words.test(derivative));
  return kind && ofMatrix({ mine, value, derivative }, kind);
}

/** A matrix, or its products, that another matcher checks. */
interface MatrixKind {
  readonly words: RegExp;
  readonly what: string;
  /** What it is called in a subject, and beside which values. */
  readonly key: string;
  readonly names: readonly string[];
  readonly values: readonly string[];
  readonly matcher: string;
  /** What a function that gives it takes. */
  readonly taken: string;
}

const MATRICES: readonly MatrixKind[] = [
  {
    words: /hess/i,
    what: 'the second derivative',
    key: 'hessian',
    names: HESSIANS,
    values: VALUES,
    matcher: 'toHaveCorrectHessian',
    taken: 'x',
  },
  {
    words: /jac/i,
    what: 'the derivative of several numbers',
    key: 'jacobian',
    names: JACOBIANS,
    values: OUTPUTS,
    matcher: 'toHaveCorrectJacobian',
    taken: 'x',
  },
  {
    words: /jvp/i,
    what: 'a product with the derivative of several numbers',
    key: 'jvp',
    names: JVPS,
    values: OUTPUTS,
    matcher: 'toHaveCorrectJvp',
    taken: 'x, v',
  },
  {
    words: /vjp/i,
    what: 'a product with the derivative of several numbers',
    key: 'vjp',
    names: VJPS,
    values: OUTPUTS,
    matcher: 'toHaveCorrectVjp',
    taken: 'x, w',
  },
];

interface Found {
  readonly mine: string;
  readonly value: string;
  readonly derivative: string;
}

function ofMatrix(
  { mine, value, derivative }: Found,
  { what, key, names, values, matcher, taken }: MatrixKind,
): TypeError {
  const isKnown = names.includes(derivative) && values.includes(value);
  const subject = isKnown
    ? mine
    : `{ value: (x) => ${mine}.${value}(x), ${key}: (${taken}) => ${mine}.${derivative}(${taken}) }`;
  return new TypeError(`\`${derivative}\` is ${what}: expect(${subject}).${matcher}(options)`);
}

/** The error for a function that returns no gradient with its value. */
export function notBoth(f: { readonly name: string }, found: unknown): TypeError {
  const foreign = needsAdapter(found);
  if (foreign !== undefined) return foreign;
  const name = f.name === '' ? 'the function' : `\`${f.name}\``;
  return new TypeError(
    `${name} must return [value, gradient], { value, gradient } or [y, pullback], or what runs backward to the leaves in \`at\`, got ${arrived(found)}${adviceFor(f, found)}`,
  );
}

function adviceFor(f: { readonly name: string }, found: unknown): string {
  const known = f.name === '' ? 'f' : f.name;
  if (typeof found === 'number') return `; ${ofNumber(f, known)}`;
  if (typeof found === 'function')
    return `; what it returns is called with more: return a number from (x) => ${known}(x)(…)`;
  if (!isObject(found)) return '';
  if (namesOf(found).some((name) => /^back/i.test(name)))
    return `, whose numbers and gradient were not found; looked for { data, grad } and the like, and for ${quoted([...BACKWARDS])}; ${asNumbers(f, found)}`;
  const [value, gradient] = Object.keys(found);
  return isRecord(found) && gradient !== undefined
    ? `; say which is which: (x) => { const both = ${known}(x); return [both.${value}, both.${gradient}]; }`
    : '';
}

// with a second argument it may have more to give
function ofNumber(f: unknown, known: string): string {
  const [first = 'x', second] = parametersOf(f).map(withoutDefault);
  return second === undefined
    ? `give its gradient as well: { value: ${known}, gradient: … }`
    : `give its gradient as well: { value: ${known}, gradient: … }, or where \`${second}\` asks for it (${first}) => ${known}(${first}, true)`;
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
