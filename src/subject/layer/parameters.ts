import { indexAt } from '../cells.ts';
import { fitArray, type GradientPart } from '../gradient-array.ts';
import { memberPath } from '../path.ts';
import { notFinite } from '../reject.ts';
import { OWN_VALUE } from '../spellings.ts';
import type { ArrayNode } from '../tree.ts';
import type { Claim, FindGradient } from './claims.ts';
import { isOneOf } from './names.ts';

/** A parameter of a layer, where the layer reads it, and its gradient. */
export interface Parameter extends ArrayNode {
  readonly gradient: FindGradient;
}

/** Names the parameters as reports show them, and sees to it that they are numbers to differentiate by. */
export function namedParameters(claims: readonly Claim[]): readonly Parameter[] {
  const taken = new Set<string>(['input']);
  return claims.map((claim) => {
    const { cells, trail } = claim.holding;
    const name = shortPath(claim, claims);
    const path = taken.has(name) ? trail.reduce(memberPath, '') : name;
    taken.add(path);
    const parameter = { kind: 'array', path, cells, gradient: claim.gradient } as const;
    checkFinite(parameter);
    return parameter;
  });
}

// `filters[0]` for `filters[0].w`, when that is the only parameter there.
function shortPath({ holding }: Claim, claims: readonly Claim[]): string {
  const { path, shelf, trail } = holding;
  const isOnly = !claims.some(
    (other) => other.holding !== holding && other.holding.shelf === shelf,
  );
  const isCarrier = shelf.path !== '' && !('forward' in shelf.holder);
  return isOnly && isCarrier && isOneOf(OWN_VALUE, trail.at(-1) as string) ? shelf.path : path;
}

/** Sees to it that parameters can be written, before anything is written. */
export function checkWritable(claims: readonly Claim[], layerName: string): void {
  const frozen = claims.find(({ holding }) => holding.cells.rows.some(Object.isFrozen));
  if (frozen !== undefined)
    throw new TypeError(
      `\`${frozen.holding.path}\` of ${layerName} must be writable, got a frozen array`,
    );
}

function checkFinite({ path, cells }: Parameter): void {
  for (let entry = 0; entry < cells.size; entry++) {
    const value = cells.read(entry);
    if (Number.isFinite(value)) continue;
    throw notFinite(indexAt({ shape: cells.shape, entry }).reduce(memberPath, path), value);
  }
}

/** The gradient of a parameter that a backward pass has left. */
export function parameterGradient(parameter: Parameter, result: unknown): GradientPart {
  return fitArray(parameter, parameter.gradient(result));
}
