import type { LayerInput } from './input.ts';
import { type Holding, inventoryOf } from './inventory.ts';
import { isGiven, isInputGradient, isRunningStatistic } from './names.ts';
import { type Returned, returnedAt, understandReturned } from './returned.ts';
import { gradientAt, storedGradient, storedInputGradient } from './stored.ts';
import { follow, sameTrail, type Trail } from './trail.ts';

/** What a backward pass has left: on the layer, and as its result. */
export interface Aftermath {
  readonly holdings: readonly Holding[];
  /** Where the layer stores the gradient of what it holds. */
  readonly stored: ReadonlyMap<Holding, Trail>;
  readonly storedInput: Trail | undefined;
  readonly result: unknown;
}

/** Looks at a layer right after a backward pass. */
export function aftermathOf(
  layer: object,
  pass: { input: LayerInput; result: unknown },
): Aftermath {
  const holdings = inventoryOf(layer).filter(
    (holding) => !isStatistic(holding) && !isInput(holding, pass.input),
  );
  const stored = new Map<Holding, Trail>();
  for (const holding of holdings) {
    const trail = storedGradient(layer, holding);
    if (trail !== undefined) stored.set(holding, trail);
  }
  return { holdings, stored, storedInput: storedInputGradient(layer), result: pass.result };
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
  readonly input: FindGradient | undefined;
  /** Where gradients are stored on the layer. */
  readonly stored: readonly Trail[];
  readonly unclaimed: readonly Holding[];
}

/** Brings parameters and gradients together, once the layer has run again: what it has replaced are no parameters. */
export function claimGradients(layer: object, aftermath: Aftermath, input: LayerInput): Claims {
  const { stored, storedInput, result } = aftermath;
  const gradients = [...stored.values(), ...(storedInput ? [storedInput] : [])];
  const candidates = aftermath.holdings.filter(
    (holding) =>
      follow(layer, holding.trail) === holding.value &&
      !gradients.some((gradient) => leadsTo(gradient, holding)),
  );
  const returned = understandReturned(result, { input: input.tree, holdings: candidates });
  const claimOf = (holding: Holding): Claim | undefined => {
    const gradient = findGradient(layer, holding, {
      inResult: returned.parameters.get(holding),
      onLayer: stored.get(holding),
    });
    return gradient && { holding, gradient };
  };
  const parameters = candidates.map(claimOf).filter((claim) => claim !== undefined);
  const claimed = new Set(parameters.map(({ holding }) => holding));
  return {
    parameters,
    input: findInputGradient(layer, { input, returned, storedInput }),
    stored: gradients,
    unclaimed: candidates.filter((holding) => !claimed.has(holding) && looksLikeParameter(holding)),
  };
}

function leadsTo(way: Trail, { trail, aliases }: Holding): boolean {
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

function looksLikeParameter({ cells, trail }: Holding): boolean {
  const isConstant = cells.rows.some(Object.isFrozen);
  return (
    cells.rows.length > 0 && !isConstant && !trail.some(isGiven) && !trail.some(isInputGradient)
  );
}
