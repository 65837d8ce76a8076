import { GRADIENT_CONTAINERS, INPUTS, PARAMETER_METHODS, PARAMETERS } from '../spellings.ts';

/** Whether a name stands for all parameters of a layer. */
export function isParameterContainer(name: string): boolean {
  return isOneOf([...PARAMETERS, ...PARAMETER_METHODS], name);
}

const PLAIN_GRADIENT_CONTAINERS = new Set(GRADIENT_CONTAINERS.map(normal));

/** Whether a name is of a container of gradients; asked of every member, for every other. */
export function isGradientContainer(name: string): boolean {
  return PLAIN_GRADIENT_CONTAINERS.has(normal(name));
}

/** Short names that go with long ones: a gradient `dW` next to `weights`. */
const SHORT = new Map([
  ['weight', 'w'],
  ['weights', 'w'],
  ['kernel', 'w'],
  ['bias', 'b'],
  ['biases', 'b'],
]);

/** Statistics a layer gathers while it runs; no parameters, but they change. */
export function isRunningStatistic(name: string): boolean {
  return /^_*(running|moving)/i.test(name);
}

/** Words in the names of arrays that say how a layer is built. */
const SETTING =
  /shape|size|stride|pad|dilat|dims?$|ax[ei]s|perm|ind(ex|ices)|pool|window|units|range|mask|classes/i;

/** Words in the names of arrays that a loss compares with. */
const TARGET = /label|target|truth|y_?true|expected|one_?hot/i;

/** Whether a name is of an array that is no parameter: how the layer is built, or what a loss compares with. */
export function isGiven(name: string): boolean {
  return SETTING.test(name) || TARGET.test(name);
}

/** Whether an argument is what a loss compares with. */
export function isTarget(name: string): boolean {
  return TARGET.test(name) || /desired|^ts?$/i.test(name);
}

/**
 * How well a name fits the gradient of a key, smaller is better; `undefined` when it does not fit.
 *
 * First the names to the letter, in their order; then regardless of case, plural and underscores; then the name of a
 * whole container; then a short name next to a long one.
 */
export function gradientRank(name: string, key: string): number | undefined {
  return ranksFor(key)(name);
}

/** The same for many names. */
export function ranksFor(key: string): (name: string) => number | undefined {
  const names = gradientNames(key);
  const alike = new Set(plurals(normal(key)).flatMap(spellings));
  const short = SHORT.get(normal(key));
  const alikeShort = short === undefined ? [] : spellings(short);
  const isContainer = isOneOf(PARAMETERS, key);
  return (name) => {
    if (names.includes(name)) return names.indexOf(name);
    const plain = normal(name);
    if (alike.has(plain)) return names.length;
    if (isContainer && isGradientContainer(name)) return names.length + 1;
    return alikeShort.includes(plain) ? names.length + 2 : undefined;
  };
}

/** Names looked for to find the gradient of a key, for messages and exact matches. */
export function gradientNames(key: string): readonly string[] {
  const capital = key.charAt(0).toUpperCase() + key.slice(1);
  const names = [
    `d${key}`,
    `d${capital}`,
    `grad${capital}`,
    `${key}Grad`,
    `${key}_grad`,
    `dLd${capital}`,
  ];
  return [...new Set(names)];
}

const GRADIENT_OF =
  /^_*(?:dL(?:oss)?d|d|grad(?:ient)?s?_?|∂|∇)(?=.)(.+)$|^(.+?)_?grad(?:ient)?s?$/i;

/** What a name says that it is the gradient of: `W` for `dW`, `weights` for `gradWeights`; `undefined` when it says nothing. */
export function parameterOf(name: string): string | undefined {
  const [, after, before] = GRADIENT_OF.exec(name) ?? [];
  const parameter = after ?? before;
  return parameter?.replace(/^[A-Z](?=[a-z]{2})/, (capital) => capital.toLowerCase());
}

/** Names that people give to parameters, and to nothing else that has a gradient. */
const PARAMETER =
  /^([wub][a-z]{0,2}\d*|(weight|kernel|filter|embedding|scale|shift|bias)(e?s)?|gamma|beta|alpha|theta|params?|parameters?)$/i;

/** Whether a name can only be one of a parameter. */
export function isParameter(name: string): boolean {
  return PARAMETER.test(name.replaceAll('_', ''));
}

/** Whether a name stands for the gradient of a layer's input: `dx`, `gradInput`, `inputGradient`. */
export function isInputGradient(name: string): boolean {
  return matches(normal(name), INPUTS);
}

/** Whether a name stands for a layer's input itself. */
export function isInput(name: string): boolean {
  return isOneOf(INPUTS, name);
}

function matches(name: string, keys: readonly string[]): boolean {
  return keys.some((key) => spellings(key).includes(name));
}

/** The ways to write the gradient of a key. */
function spellings(key: string): readonly string[] {
  return [
    `d${key}`,
    `d${key}s`,
    `${key}grad`,
    `${key}grads`,
    `${key}gradient`,
    `${key}gradients`,
    `grad${key}`,
    `grads${key}`,
    `gradient${key}`,
    `gradients${key}`,
    `dld${key}`,
    `dlossd${key}`,
    `∂${key}`,
    `∇${key}`,
  ];
}

function normal(name: string): string {
  const small = name.toLowerCase();
  return small.includes('_') ? small.replaceAll('_', '') : small;
}

function plurals(key: string): readonly string[] {
  const forms = [key, `${key}s`, `${key}es`, key.replace(/s$/, ''), key.replace(/es$/, '')];
  return forms.filter((form) => form !== '');
}

export function isOneOf(names: readonly string[], name: string): boolean {
  const plain = normal(name);
  return names.some((candidate) => normal(candidate) === plain);
}
