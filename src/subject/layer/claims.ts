import { isResized, isSeated } from './given.ts';
import type { LayerInput } from './input.ts';
import { type Holding, inventoryOf } from './inventory.ts';
import { isGiven, isInputGradient, isRunningStatistic } from './names.ts';
import { type Returned, returnedAt, understandReturned } from './returned.ts';
import { gradientAt, storedGradient, storedInputGradient } from './stored.ts';
import { follow, isDirect, sameTrail, type Trail } from './trail.ts';

/** What a backward pass has left: on the layer, and as its result. */
export interface Aftermath {
  readonly holdings: readonly Holding[];
  /** What the layer held before in the place of an array that the pass has put there. */
  readonly former: ReadonlyMap<Holding, Holding>;
  /** What a method gives another time each time it is asked: what is written there does not reach the layer. */
  readonly copies: ReadonlySet<Holding>;
  /** Where the layer stores the gradient of what it holds. */
  readonly stored: ReadonlyMap<Holding, Trail>;
  readonly storedInput: Trail | undefined;
  readonly result: unknown;
}

/** A backward pass that is done, and what the layer held before. */
export interface Pass {
  readonly before: readonly Holding[];
  readonly input: LayerInput;
  readonly result: unknown;
}

/** Looks at a layer right after a backward pass. */
export function aftermathOf(layer: object, { before, input, result }: Pass): Aftermath {
  const former = new Map<Holding, Holding>();
  const known = new Map(before.map((holding) => [keyOf(holding), holding]));
  const asBefore = (holding: Holding): Holding => {
    const was = known.get(keyOf(holding));
    if (was === undefined) return holding;
    if (isSame(was, holding)) return was;
    former.set(holding, was);
    return holding;
  };
  const holdings = inventoryOf(layer)
    .filter((holding) => !isStatistic(holding) && !isInput(holding, input))
    .map(asBefore);
  const stored = new Map<Holding, Trail>();
  for (const holding of holdings) {
    const trail = storedGradient(layer, holding);
    if (trail !== undefined) stored.set(holding, trail);
  }
  const copies = new Set(holdings.filter((holding) => isCopy(layer, holding)));
  return { holdings, former, copies, stored, storedInput: storedInputGradient(layer), result };
}

function isCopy(layer: object, { trail, value, shelf, cells }: Holding): boolean {
  if (isDirect(layer, trail)) return false;
  return cells.rows.length === 0
    ? follow(layer, shelf.trail) !== shelf.holder
    : follow(layer, trail) !== value;
}

function keyOf({ trail }: Holding): string {
  return JSON.stringify(trail);
}

// a number is the same as long as the same object holds it
function isSame(one: Holding, other: Holding): boolean {
  const isNumber = other.cells.rows.length === 0;
  return isNumber ? one.shelf.holder === other.shelf.holder : one.value === other.value;
}

function isStatistic({ trail }: Holding): boolean {
  return trail.some(isRunningStatistic);
}

// Layers keep the input for the backward pass: under any name, it is the input.
function isInput({ cells }: Holding, input: LayerInput): boolean {
  const rows = new Set(input.arrays.flatMap((array) => array.cells.rows));
  return cells.rows.some((row) => rows.has(row));
}

/** Looks a gradient up, given what `backward` returned this time. */
export type FindGradient = (result: unknown) => unknown;

/** Something a layer holds, and its gradient. */
export interface Claim {
  readonly holding: Holding;
  readonly gradient: FindGradient;
}

/** What a layer holds that has a gradient, and what looks like a parameter but has none. */
export interface Claims {
  readonly parameters: readonly Claim[];
  /** What has a gradient, but each pass puts another array in its place: a buffer, or a parameter that is constrained. */
  readonly replaced: readonly Claim[];
  readonly input: FindGradient | undefined;
  /** Where gradients are stored on the layer. */
  readonly stored: readonly Trail[];
  /** Where in the result of `backward` there are gradients of what was not found. */
  readonly unmatched: readonly Trail[];
  readonly unclaimed: readonly Holding[];
}

/** Brings parameters and gradients together, once the layer has run again. */
export function claimGradients(layer: object, aftermath: Aftermath, input: LayerInput): Claims {
  const { stored, storedInput, result, former } = aftermath;
  const gradients = [...stored.values(), ...(storedInput ? [storedInput] : [])];
  const candidates = aftermath.holdings.filter(
    (holding) =>
      !aftermath.copies.has(holding) && !gradients.some((gradient) => leadsTo(gradient, holding)),
  );
  const lasting = candidates.filter((holding) => isSeated(layer, holding));
  const returned = understandReturned(result, { input: input.tree, holdings: lasting });
  const claimOf = (holding: Holding, seen = holding): Claim | undefined => {
    const gradient = findGradient(layer, holding, {
      inResult: returned.parameters.get(seen),
      onLayer: stored.get(seen),
    });
    return gradient && { holding, gradient };
  };
  const parameters = lasting.flatMap((holding) => claimOf(holding) ?? []);
  const claimed = new Set(parameters.map(({ holding }) => holding));
  const replaced = candidates.flatMap((holding) => {
    const was = former.get(holding);
    return was === undefined || isSeated(layer, holding) ? [] : (claimOf(was, holding) ?? []);
  });
  return {
    parameters,
    replaced,
    input: findInputGradient(layer, { input, returned, storedInput }),
    stored: gradients,
    unmatched: returned.unmatched,
    unclaimed: lasting.filter((holding) => !claimed.has(holding) && looksLikeParameter(holding)),
  };
}

/** Whether a way is one to something that a layer holds. */
export function leadsTo(
  way: Trail,
  { trail, aliases }: Pick<Holding, 'trail' | 'aliases'>,
): boolean {
  return [trail, ...aliases].some((known) => sameTrail(way, known));
}

function findGradient(
  layer: object,
  holding: Holding,
  trails: { readonly inResult: Trail | undefined; readonly onLayer: Trail | undefined },
): FindGradient | undefined {
  const { inResult, onLayer } = trails;
  if (inResult !== undefined) return (result) => returnedAt(result, inResult);
  if (onLayer !== undefined) return () => gradientAt(layer, onLayer, holding);
  return undefined;
}

function findInputGradient(
  layer: object,
  found: {
    readonly input: LayerInput;
    readonly returned: Returned;
    readonly storedInput: Trail | undefined;
  },
): FindGradient | undefined {
  const { input, returned, storedInput } = found;
  const trail = returned.input;
  if (trail !== undefined) return (result) => returnedAt(result, trail);
  if (input.carriedGradient !== undefined) return input.carriedGradient;
  if (storedInput !== undefined) return () => follow(layer, storedInput);
  return undefined;
}

// What grows with every pass and has no gradient is a log.
function looksLikeParameter(holding: Holding): boolean {
  const { cells, trail } = holding;
  if (isResized(holding)) return false;
  const isConstant = cells.rows.some(Object.isFrozen);
  return (
    cells.rows.length > 0 && !isConstant && !trail.some(isGiven) && !trail.some(isInputGradient)
  );
}
