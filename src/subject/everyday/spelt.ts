import { className, isObject } from '../kinds.ts';
import { memberOf, methodOf, namesOf } from '../members.ts';
import { parametersOf, withoutDefault } from '../parameter-names.ts';
import { carrierOf } from './carrier.ts';
import { isHolder } from './listing.ts';

/** What a method may be meant for, by words in its name. */
const ROLES = {
  gradient: /grad|deriv|jac|slope|nabla|prime|diff|backward|^d[A-Z]/i,
  value: /val|loss|cost|obj|energ|func|score|error|residual|predict|forward|run|apply|comput/i,
} as const;

export type Role = keyof typeof ROLES;

/** Passes of a layer by other names. */
const FORTH =
  /^(forward|fwd|call|predict|(forward_?)?propagate|feed|activate|run|apply|update_?output|comput|loss|cost|energ)/i;
const BACK = /^(back|bwd|update_?grad|comput.*grad|grad|calc.*grad)/i;

/** One method for the value and the gradient: `lossAndGrad`. */
const BOTH = /^(value|loss|cost|objective|energy|f|fun|func)_?(and|with)_?.*(grad|deriv)/i;

/** What is nothing to compute. */
const OTHERWISE =
  /^(get|set|zero|clear|reset|param|weights|variables|train|fit|step|clone|copy|to[A-Z]|named|update$)/;

/** The nearest form that is understood, in the names of what arrived. */
export function speltFor(received: unknown): string {
  if (!isObject(received)) return asTwoFunctions(undefined);
  const both = methodsOf(received).find((name) => BOTH.test(name));
  if (both !== undefined) return asBoth(received, both);
  return passesSpeltFor(received) ?? asTwoFunctions(received);
}

/** The lines that give the passes of an object the names that are known; `undefined` where it seems to have none. */
export function passesSpeltFor(received: object): string | undefined {
  const { forth, back } = passesOf(received);
  if (forth === undefined || (back === undefined && !isHolder(received))) return undefined;
  // two functions of the same arguments are no passes: the one is called with what the other gives
  const [given, gradient] = [forth, back].map((name) => argumentsOf(received, name).join());
  return given !== '' && given === gradient
    ? asTwoFunctions(received)
    : asPasses(received, { forth, back });
}

/** What an object may be called by somebody who has it: as its class is. */
export function instanceName(received: object): string {
  const name = className(received);
  return name === '' ? 'received' : name.charAt(0).toLowerCase() + name.slice(1);
}

/** The methods that look like a value and a gradient; of two methods in all, one each. */
export function rolesOf(received: object): Partial<Record<Role, string>> {
  const methods = methodsOf(received);
  const found = methods.find((name) => ROLES.gradient.test(name));
  const rest = methods.filter((name) => name !== found && !ROLES.gradient.test(name));
  const value = rest.find((name) => ROLES.value.test(name)) ?? rest[0];
  const other = methods.length === 2 ? methods.find((name) => name !== value) : undefined;
  const gradient = found ?? other;
  return { ...(value && { value }), ...(gradient && { gradient }) };
}

function methodsOf(received: object): readonly string[] {
  return namesOf(received).filter(
    (name) => methodOf(received, name) !== undefined && !OTHERWISE.test(name),
  );
}

interface Passes {
  readonly forth: string | undefined;
  readonly back: string | undefined;
}

function passesOf(received: object): Passes {
  const methods = methodsOf(received);
  const back = methods.find((name) => BACK.test(name));
  return { forth: methods.find((name) => name !== back && FORTH.test(name)), back };
}

function argumentsOf(received: object, name: string | undefined): readonly string[] {
  const method = name === undefined ? undefined : methodOf(received, name);
  return parametersOf(method).map(withoutDefault);
}

/** The line that checks a layer whose passes have other names. */
export function asPasses(received: object, { forth, back }: Passes): string {
  const name = instanceName(received);
  const isFed = argumentsOf(received, forth).length > 0;
  const forward = isFed || back === undefined ? 'forward' : 'loss';
  const lines = [
    ...(forth === forward ? [] : [`  ${name}.${forward} = ${name}.${forth};`]),
    ...(back === undefined || back === 'backward' ? [] : [`  ${name}.backward = ${name}.${back};`]),
    `  expect(${name}).toHaveCorrectGradient(${isFed ? '{ input }' : ''});`,
  ];
  return `give its passes the names that are known:\n${lines.join('\n')}`;
}

function asBoth(received: object, both: string): string {
  const name = instanceName(received);
  if (!isHolder(received))
    return `write it as a function of the point:
  expect((point) => ${name}.${both}(point)).toHaveCorrectGradient({ at: point });`;
  return `give its passes the names that are known:
  ${name}.loss = () => ${name}.${both}().loss;
  ${name}.backward = () => ${name}.${both}().grads;
  expect(${name}).toHaveCorrectGradient();`;
}

function asTwoFunctions(received: object | undefined): string {
  const { value, gradient } = received ? rolesOf(received) : {};
  const name = received ? instanceName(received) : 'mine';
  const names = received ? argumentsOf(received, value) : [];
  const isSeveral = names.length > 1 && argumentsOf(received as object, gradient).length > 1;
  const given = isSeveral ? names.join(', ') : 'point';
  return `an adapter takes a few lines:
  const subject = {
    value: (${given}) => ${value ? `${name}.${value}` : 'myLoss'}(${given}),
    gradient: (${given}) => ${gradient ? `${name}.${gradient}` : 'myGradient'}(${given}),
  };
  expect(subject).toHaveCorrectGradient({ at: ${isSeveral ? `[${given}]` : 'point'}${/forces?$/i.test(gradient ?? '') ? ', sign: -1' : ''} });`;
}

/** A function of numbers in place of one of nodes whose numbers could not be found. */
export function asNumbers(f: { readonly name: string }, node: Record<string, unknown>): string {
  const { value = '…', gradient = '…' } = carrierOf(node) ?? numbersBeside(node);
  const kind = className(node);
  const names = parametersOf(f).map(withoutDefault);
  const [first = 'x', ...more] = names;
  const all = [first, ...more];
  const back = namesOf(node).find((name) => /^back/i.test(name)) ?? 'backward';
  return `return numbers instead of nodes:
  const subject = (${all.join(', ')}) => {
    const leaves = [${all.map((one) => `new ${kind}(${one})`).join(', ')}];
    const node = ${f.name === '' ? 'f' : f.name}(...leaves);
    node.${back}();
    return [node.${value}, leaves.map((leaf) => leaf.${gradient})];
  };
  expect(subject).toHaveCorrectGradient({ at: [${all.map((_, i) => (i + 1) / 2).join(', ')}] });`;
}

/** What a node may call its number and its gradient. */
function numbersBeside(node: Record<string, unknown>) {
  const numbers = Object.keys(node).filter((name) => typeof memberOf(node, name) === 'number');
  const gradient = numbers.find(
    (name) => /grad|deriv|adj/i.test(name) || numbers.some((other) => name === `d${other}`),
  );
  const value = numbers.find((name) => name !== gradient);
  return { ...(value && { value }), ...(gradient && { gradient }) };
}
