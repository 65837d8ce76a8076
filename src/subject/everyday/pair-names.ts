import { methodOf, namesOf } from '../members.ts';
import { BEFORE_A_VALUE, BEHIND_A_VALUE, GRADIENTS, SIGNLESS, VALUES } from '../spellings.ts';

/** What an object, or a result, calls its value and its gradient. */
export interface PairNames {
  readonly value: string;
  readonly gradient: string;
}

/** Whether a derivative is the gradient, or minus the gradient. */
export type Sign = 1 | -1;

/**
 * The names of two functions of the point that belong together.
 *
 * @returns `undefined` when there are none
 * @throws TypeError - when there are several, or when the name of the derivative does not say its sign and `sign` neither
 */
export function pairOfFunctions(received: object, sign: Sign | undefined): PairNames | undefined {
  const names = namesOf(received).filter((name) => methodOf(received, name) !== undefined);
  return onlyPair(pairsAmong(names), { sign, wayOut: functionsOf });
}

/** The names of a value and a gradient that a function has returned, likewise. */
export function pairOfResults(
  result: Readonly<Record<string, unknown>>,
  sign: Sign | undefined,
): PairNames | undefined {
  const names = Object.keys(result);
  const known = pairsAmong(names);
  const pairs = known.length > 0 ? known : besideTheOnlyNumber(result);
  return onlyPair(pairs, { sign, wayOut: resultsOf });
}

/** Whatever a function calls its value: beside one gradient, the one number. */
function besideTheOnlyNumber(result: Readonly<Record<string, unknown>>): readonly PairNames[] {
  const names = Object.keys(result);
  const gradients = names.filter(isGradientName);
  const values = names.filter((name) => typeof result[name] === 'number' && !isGradientName(name));
  return values.length === 1 ? pairsOf(values, gradients) : [];
}

function isGradientName(name: string): boolean {
  return isOf([...GRADIENTS, ...SIGNLESS], name);
}

function pairsOf(values: readonly string[], gradients: readonly string[]): readonly PairNames[] {
  return values.flatMap((value) => gradients.map((gradient) => ({ value, gradient })));
}

/** Every value that has a gradient beside it: by a name from the table, or by one that is made of its own. */
function pairsAmong(names: readonly string[]): readonly PairNames[] {
  const named = pairsBy(isNamedAfter, names);
  const taken = new Set(named.flatMap(({ value, gradient }) => [value, gradient]));
  const free = (name: string) => !taken.has(name);
  const values = names.filter((name) => isOf(VALUES, name) && free(name));
  const gradients = names.filter((name) => isGradientName(name) && free(name));
  const found = [...named, ...pairsOf(values, gradients)];
  return found.length > 0 ? found : pairsBy(isShortAfter, names);
}

function pairsBy(
  isAfter: (gradient: string, value: string) => boolean,
  names: readonly string[],
): readonly PairNames[] {
  return names.flatMap((value) =>
    names.filter((gradient) => isAfter(gradient, value)).map((gradient) => ({ value, gradient })),
  );
}

function isNamedAfter(name: string, value: string): boolean {
  const before = BEFORE_A_VALUE.map((word) => word + capital(value));
  const behind = BEHIND_A_VALUE.flatMap((word) => [value + capital(word), `${value}_${word}`]);
  const short = isOf(VALUES, value) ? [`d${value}`] : [];
  return [...before, ...behind, ...short].includes(name);
}

// where nothing else is meant: `d` before any word would make a gradient of `raw` out of `draw`
function isShortAfter(name: string, value: string): boolean {
  return name === `d${value}` || name === `${value}prime`;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

interface Telling {
  readonly sign: Sign | undefined;
  readonly wayOut: (names: PairNames) => string;
}

function onlyPair(pairs: readonly PairNames[], { sign, wayOut }: Telling): PairNames | undefined {
  const [first, second] = pairs;
  if (first === undefined) return undefined;
  if (second !== undefined)
    throw new TypeError(
      `${pairs.map(({ value, gradient }) => `\`${gradient}\` could be the gradient of \`${value}\``).join(', ')}; say which is meant: ${wayOut(first)}`,
    );
  if (isOf(SIGNLESS, first.gradient) && sign === undefined)
    throw new TypeError(
      `\`${first.gradient}\` could be the gradient of \`${first.value}\` or minus the gradient, as forces are: say which by the option \`sign\`, -1 for minus the gradient, 1 for the gradient`,
    );
  return first;
}

function functionsOf({ value, gradient }: PairNames): string {
  return `{ value: (x) => subject.${value}(x), gradient: (x) => subject.${gradient}(x) }`;
}

function resultsOf({ value, gradient }: PairNames): string {
  return `return { value: ${value}, gradient: ${gradient} }`;
}

function isOf(names: readonly string[], name: string): boolean {
  return names.includes(name);
}
