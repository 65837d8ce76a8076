import { quoted } from '../near.ts';
import { argumentName } from '../parameter-names.ts';
import type { Holding } from './inventory.ts';
import type { Layer } from './layer.ts';
import { gradientNames } from './names.ts';
import type { Unreachable } from './unreachable.ts';

/** The error for parameters that would go unchecked: what was looked for, and two ways out. */
export function missingGradients(name: string, holdings: readonly Holding[]): TypeError {
  const faults = holdings.map(
    ({ path, trail }) =>
      `\`${path}\` changes the output of ${name}, but no gradient was found for it; looked for ${quoted(lookedFor(trail))}`,
  );
  return new TypeError(`${faults.join('\n')}, and in what \`backward\` returned
name what to check with the option \`variables\`, or write the layer as two functions of a point:
${adapterFor(holdings)}`);
}

function lookedFor(trail: readonly string[]): readonly string[] {
  const key = trail.at(-1) as string;
  return [...gradientNames(key), `grads.${key}`];
}

function adapterFor(holdings: readonly Holding[]): string {
  const parts = holdings.map(({ path }) => ({ path, name: path.replace(/\W+/g, '_') }));
  const names = ['input', ...parts.map(({ name }) => name)];
  const writes = parts.map(({ path, name }) => `layer.${path} = ${name};`);
  const values = parts.map(({ path, name }) => `${name}: layer.${path}`);
  return `  const subject = {
    value: ({ ${names.join(', ')} }) => {
      ${writes.join(' ')}
      return myLoss(layer.forward(input));
    },
    gradient: (point) => ({ ${names.map((name) => `${name}: …`).join(', ')} }),
  };
  expect(subject).toHaveCorrectGradient({ at: { input, ${values.join(', ')} } });`;
}

/** The error for gradients whose parameters would go unchecked: what was found instead, and how to make them reachable. */
export function unreachableParameters(name: string, all: readonly Unreachable[]): TypeError {
  const [first] = all as [Unreachable];
  return new TypeError(`${all.map((one) => faultOf(name, one)).join('\n')}
parameters are varied where they are: ${remedyFor(name, first)}
or name what to check with the option \`variables\`, for example { variables: ['input'] }`);
}

function faultOf(name: string, { gradient, parameter, copiedBy, found }: Unreachable): string {
  if (copiedBy !== undefined)
    return `\`${gradient}\` is the gradient of \`${parameter}\`, of which \`${copiedBy}()\` gives another copy each time: what is written there does not reach ${name}`;
  if (parameter === undefined)
    return `\`${gradient}\` is the gradient of no parameter that was found in ${name}`;
  const where =
    found === undefined
      ? 'is it #private, in a closure or in another object?'
      : `got ${found} by that name`;
  return `\`${gradient}\` is the gradient of \`${parameter}\`, but no numbers of that name were found in ${name}; ${where}`;
}

function remedyFor(name: string, { parameter = 'W', isNumber }: Unreachable): string {
  if (isNumber) return `make the number a member of ${name}, or an array of one`;
  const key = /^\w+$/.test(parameter) ? parameter : 'W';
  return `let ${name} give the arrays themselves, as members or by a method: params() { return { ${key}: this.#${key} }; }`;
}

/** The error for a layer that gives no gradient of its input. */
export function missingInputGradient(name: string): TypeError {
  const names = quoted(['dInput', 'dx', 'gradInput', 'inputGrad', 'inputGradient']);
  return new TypeError(
    `no gradient was found for the input of ${name}: \`backward\` returned none, and the layer has none of ${names}; return it from \`backward\`, or name what to check with the option \`variables\``,
  );
}

/** The error for a backward pass that returned a number where a gradient was due: that of a loss that is told its target only then. */
export function lossInstead(name: string, layer: Layer): TypeError {
  const x = argumentName(layer.forward, { at: 0, or: 'x' });
  const y = argumentName(layer.backward, { at: 0, or: 'target' });
  return new TypeError(
    `\`backward\` of ${name} returned a number in place of the gradient of its input: if that is the loss, and \`${y}\` what it compares with, write it as a function, (${x}) => { layer.forward(${x}); return [layer.backward(${y}), …]; }, with the gradient that it leaves behind for … and the point in the option \`at\``,
  );
}
