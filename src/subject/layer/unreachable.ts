import { asArray } from '../arrays.ts';
import { arrived } from '../arrived.ts';
import { numberCell, valuesOf } from '../cells.ts';
import { lonelyGetters } from '../members.ts';
import { memberPath } from '../path.ts';
import { GRADIENT_CONTAINERS } from '../spellings.ts';
import { type Aftermath, type Claims, leadsTo } from './claims.ts';
import type { Holding } from './inventory.ts';
import { gradientRank, isInputGradient, isOneOf, isParameter, parameterOf } from './names.ts';
import { follow, keysOf, member, sameTrail, type Trail } from './trail.ts';

/** A gradient whose parameter cannot be varied, and what was found in looking for it. */
export interface Unreachable {
  /** Where the gradient is: `dW`, `grads.W`. */
  readonly gradient: string;
  /** What its name says that it is the gradient of: `W`; absent for an item of a list. */
  readonly parameter?: string;
  /** The method that gives a copy of that name each time: `params`. */
  readonly copiedBy?: string;
  /** What else has that name, in a few words: `Int32Array(2)`. */
  readonly found?: string;
  /** Whether it is one number, which cannot be handed out to be written to. */
  readonly isNumber: boolean;
}

/**
 * The gradients that belong to something which was not found.
 *
 * Only those that have names of parameters: others may be of what a layer computes on the way, `dz` for one. Those that are
 * zero say nothing.
 */
export function unreachableFrom(
  layer: object,
  aftermath: Aftermath,
  { unmatched }: Pick<Claims, 'unmatched'>,
): readonly Unreachable[] {
  const known = [...aftermath.stored]
    .filter(([holding]) => !aftermath.copies.has(holding))
    .map(([, trail]) => trail);
  const copied = [...aftermath.copies].flatMap((copy) => copiedIn(aftermath, copy, known));
  const claimed = [...aftermath.stored.values()];
  const orphans = [...aftermath.holdings, ...gradientGetters(layer, aftermath)]
    .filter((holding) => !claimed.some((trail) => leadsTo(trail, holding)))
    .flatMap((holding) => orphanIn(layer, holding, aftermath.holdings));
  const all = [
    ...copied,
    ...orphans,
    ...unmatched.map((trail) => returned(aftermath.result, trail)),
  ];
  return all.filter((one, i) => all.findIndex(({ gradient }) => gradient === one.gradient) === i);
}

function copiedIn(
  { stored }: Aftermath,
  copy: Holding,
  known: readonly Trail[],
): readonly Unreachable[] {
  const gradient = stored.get(copy);
  if (gradient === undefined || known.some((trail) => sameTrail(trail, gradient))) return [];
  const { path, trail, cells } = copy;
  const isNumber = cells.rows.length === 0;
  return [{ gradient: pathOf(gradient), parameter: path, copiedBy: trail[0] as string, isNumber }];
}

function orphanIn(
  layer: object,
  { trail, cells }: Pick<Holding, 'trail' | 'cells'>,
  holdings: readonly Holding[],
): readonly Unreachable[] {
  const level = trail.findIndex((_, i) => nameAt(trail, i) !== undefined);
  const parameter = nameAt(trail, level);
  if (parameter === undefined || valuesOf(cells).every((number) => number === 0)) return [];
  const holder = follow(layer, trail.slice(0, level));
  const namesake = keysOf(holder as object).find(
    (key) => gradientRank(trail[level] as string, key) !== undefined,
  );
  const value = namesake === undefined ? undefined : member(holder, namesake);
  // a layer that says that it has none, or that has another gradient of it
  const isHeld = holdings.some((holding) => holding.value === value);
  if (namesake !== undefined && (value == null || isHeld)) return [];
  const found = foundAs(holder as object, { namesake, parameter, value });
  const gradient = pathOf(trail.slice(0, level + 1));
  const isNumber = level === trail.length - 1 && cells.rows.length === 0;
  return [{ gradient, parameter: namesake ?? parameter, ...found, isNumber }];
}

function foundAs(
  holder: object,
  {
    namesake,
    parameter,
    value,
  }: { namesake: string | undefined; parameter: string; value: unknown },
): Pick<Unreachable, 'found'> {
  if (namesake !== undefined) return { found: arrived(value) };
  return lonelyGetters(holder).includes(parameter) ? { found: 'a getter without a setter' } : {};
}

/** What the getters of classes give that have the names of gradients: they have been looked up by that name, and not found. */
function gradientGetters(layer: object, { holdings }: Aftermath): readonly Named[] {
  const shelves = new Map<object, Trail>([[layer, []]]);
  for (const { shelf } of holdings) shelves.set(shelf.holder, shelf.trail);
  return [...shelves].flatMap(([holder, above]) =>
    lonelyGetters(holder).flatMap((key) => {
      const trail = [...above, key];
      if (nameAt(trail, above.length) === undefined) return [];
      const value = member(holder, key);
      const cells =
        typeof value === 'number' ? numberCell({ value }, 'value') : asArray(value, 'typed');
      return cells === undefined ? [] : [{ trail, aliases: [], cells }];
    }),
  );
}

type Named = Pick<Holding, 'trail' | 'aliases' | 'cells'>;

/** The parameter whose gradient a member has the name of: on its own, `dW`, or in a container of gradients, `grads.W`. */
function nameAt(trail: Trail, level: number): string | undefined {
  const key = trail[level];
  if (key === undefined || isInputGradient(key)) return undefined;
  const isInContainer = level > 0 && isOneOf(GRADIENT_CONTAINERS, trail[level - 1] as string);
  const parameter = parameterOf(key) ?? (isInContainer ? key : undefined);
  return parameter !== undefined && isParameter(parameter) ? parameter : undefined;
}

function returned(result: unknown, trail: Trail): Unreachable {
  const gradient = `backward(…)${memberOf(trail)}`;
  const name = trail.at(-1) as string;
  const parameter = /^\d+$/.test(name) ? {} : { parameter: parameterOf(name) ?? name };
  return { gradient, ...parameter, isNumber: typeof follow(result, trail) === 'number' };
}

function memberOf(trail: Trail): string {
  const path = pathOf(trail);
  return path.startsWith('[') ? path : `.${path}`;
}

function pathOf(trail: Trail): string {
  return trail.map((key) => (/^\d+$/.test(key) ? Number(key) : key)).reduce<string>(memberPath, '');
}
