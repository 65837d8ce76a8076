import { arrived } from '../arrived.ts';
import { askPatiently, type SubjectContext } from '../context.ts';
import { ALONE, whileTaken } from '../in-use.ts';
import { className } from '../kinds.ts';
import { snapshotOf } from '../layer/snapshot.ts';
import { methodOf } from '../members.ts';
import { quoted } from '../near.ts';
import { putBackAll } from '../put-back.ts';
import { BACKWARDS, GRADIENTS, LOSSES, PARAMETERS, PASSES, VALUES } from '../spellings.ts';
import type { Subject } from '../subject.ts';
import { andThen, type MaybePromise, unlessDone } from '../then.ts';
import { callUsers } from '../users-code.ts';
import { carriedSubject, runBackward } from './carried.ts';
import { firstNodeIn, leavesIn } from './leaves.ts';
import { isHolder } from './listing.ts';
import { type Parameter, parametersIn } from './parameters.ts';
import { gradientsIn } from './returned-gradients.ts';
import { callZero, carriedSlot, type Slot } from './slot.ts';

/** An object whose parameters lie in it, and the passes it has. */
export interface InPlace {
  readonly owner: object;
  readonly name: string;
  /** Whether its forward pass takes an input. */
  readonly isFed: boolean;
  /** Computes the value, or what runs backward to it. */
  readonly forward: () => unknown;
  /** The pass that leaves the gradients behind, or returns them. */
  readonly backward?: () => unknown;
}

/**
 * Understands an object that is differentiated by what it holds: parameters, a loss or a forward pass, a backward pass.
 *
 * @returns `undefined` when it is none
 */
export function inPlaceOf(received: object, { input }: SubjectContext): InPlace | undefined {
  const pass = passOf(received, input);
  const back = backwardPass(received);
  if (pass === undefined || (back === undefined && !isHolder(received))) return undefined;
  const title = className(received);
  const passes = back === undefined ? [pass.name] : [pass.name, back];
  return {
    owner: received,
    isFed: pass.args.length > 0,
    name: title === '' ? `{ ${passes.join(', ')} }` : title,
    forward: () => callUsers(() => methodOf(received, pass.name)?.apply(received, [...pass.args])),
    ...(back && { backward: () => callUsers(() => methodOf(received, back)?.call(received)) }),
  };
}

interface Pass {
  readonly name: string;
  readonly args: readonly unknown[];
}

/** The method that computes the value: with the input where there is one, else without arguments. */
function passOf(received: object, input: unknown): Pass | undefined {
  const lengthOf = (name: string) => methodOf(received, name)?.length;
  const alone = [...LOSSES, ...VALUES].find((name) => lengthOf(name) === 0);
  if (input === undefined) return alone === undefined ? undefined : { name: alone, args: [] };
  const fed = [...LOSSES, ...PASSES].find((name) => (lengthOf(name) ?? 0) > 0);
  if (fed === undefined) return alone === undefined ? undefined : { name: alone, args: [] };
  const isSpread = Array.isArray(input) && input.length === lengthOf(fed) && input.length > 1;
  return { name: fed, args: isSpread ? input : [input] };
}

function backwardPass(received: object): string | undefined {
  return [...BACKWARDS, ...GRADIENTS].find((name) => methodOf(received, name)?.length === 0);
}

/** Makes such an object a subject. */
export function inPlaceSubject(object: InPlace, context: SubjectContext): MaybePromise<Subject> {
  const { owner, name, isFed, forward, backward } = object;
  const { ask = askPatiently, use = ALONE } = context;
  const { reached, putBack } = snapshotOf(owner, name);
  use.take({ name, written: [owner], reached });
  // those whose gradient comes with the first backward pass are found after it
  const early = slotsOf(parametersIn(owner));
  const release = whileTaken(use, () =>
    putBackAll([...early.map((slot) => slot.putBack), putBack]),
  );
  return unlessDone<Subject>(
    () =>
      andThen(
        firstPass(object, (call) => ask(call, release)),
        (pass) => {
          const inputs = inputSlots(context);
          const slots = [...inputs, ...checkedSlots(object, pass, context)];
          const isReturned = !pass.isGraph && gradientsIn(pass.result, slots) !== undefined;
          return carriedSubject(
            {
              description: name,
              slots,
              forward,
              ...(!pass.isGraph && backward && { backward }),
              clear: () => callZero(owner),
              unchecked: isFed && inputs.length === 0 ? ['input'] : [],
              ...(isReturned && { returned: (found) => gradientsIn(found, slots) }),
              release,
            },
            context,
          );
        },
      ),
    release,
  );
}

/** What one run of both passes has shown. */
interface FirstPass {
  /** Whether what is computed runs backward itself. */
  readonly isGraph: boolean;
  /** What the backward pass returned. */
  readonly result: unknown;
}

function firstPass(
  { forward, backward, name }: InPlace,
  ask: (pass: () => unknown) => MaybePromise<unknown>,
): MaybePromise<FirstPass> {
  return andThen(ask(forward), (output) => {
    const node = firstNodeIn(output);
    if (node !== undefined)
      return andThen(
        ask(() => runBackward(node)),
        () => ({ isGraph: true, result: undefined }),
      );
    if (backward === undefined) throw noBackward(name, output);
    return andThen(ask(backward), (result) => ({ isGraph: false, result }));
  });
}

function noBackward(name: string, output: unknown): TypeError {
  return new TypeError(
    `${name} must have a backward pass, or compute something that has one, got ${arrived(output)}; looked for ${quoted([...BACKWARDS, ...GRADIENTS])}`,
  );
}

function inputSlots({ input }: SubjectContext): readonly Slot[] {
  const leaves = leavesIn(input, { root: 'input', bare: 'input' });
  return leaves.map(({ path, carrier }) => carriedSlot(path, carrier));
}

function slotsOf(parameters: readonly Parameter[]): readonly Slot[] {
  return parameters.map(({ slot }) => slot()).filter((slot) => slot !== undefined);
}

/**
 * The parameters that have a gradient now that both passes have run.
 *
 * @throws TypeError - when one that is listed has none, and the user has not said what to check
 */
function checkedSlots(
  { owner, name }: InPlace,
  { result, isGraph }: FirstPass,
  { variables }: SubjectContext,
): readonly Slot[] {
  const parameters = parametersIn(owner);
  const all = slotsOf(parameters);
  const returned = isGraph ? undefined : gradientsIn(result, all);
  const isFilled = ({ path, isFilled }: Parameter) =>
    returned?.get(path) !== undefined || isFilled();
  const missing = parameters.filter((one) => one.isListed && !isFilled(one));
  if (missing.length > 0 && variables === undefined)
    throw new TypeError(
      `no gradient was found for ${quoted(missing.map(({ path }) => path))} of ${name}: neither beside it, nor under \`grads\` or the like, nor in what the backward pass returned; return them from it, as { ${missing.map(({ path }) => `${quotedKey(path)}: …`).join(', ')} }, or name what to check with the option \`variables\``,
    );
  const found = slotsOf(parameters.filter(isFilled));
  if (found.length > 0) return found;
  throw new TypeError(
    `${name} must hold parameters with their gradients, got none; looked for ${quoted(PARAMETERS)}, and for arrays with their gradients beside them: \`W\`, \`dW\`; name them, as params: { W, b }, or return their gradients by their names${returnedAs(parameters)}`,
  );
}

// `at[0]` is no name that a record may have as it stands
function quotedKey(path: string): string {
  return /^\w+$/.test(path) ? path : JSON.stringify(path);
}

function returnedAs(parameters: readonly Parameter[]): string {
  const keys = parameters.map(({ path }) => `${quotedKey(path)}: …`);
  return keys.length === 0 ? '' : `: { ${keys.join(', ')} }`;
}
