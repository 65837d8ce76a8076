import { partsFor } from '../numeric/weights.ts';
import type { Check } from '../probe/request.ts';
import { weighPlainly } from './gauge.ts';
import { confirm, findLone } from './locate.ts';
import { FEW, isWrong, type Part, restOf, type Search } from './search.ts';

/** A block is divided into so many. */
const PARTS = 4;

/**
 * Divides a block that is wrong until what is wrong in it is found, or nothing is any more: smaller parts cross fewer kinks, and where
 * each of them is right the block is.
 *
 * @returns what the block was divided into
 */
export function* refine(search: Search, part: Part): Check<readonly Part[]> {
  if (!isWrong(restOf(search, part)) && !part.isUnclear) return [part];
  if (part.members.length <= FEW) {
    for (const coordinate of part.members) yield* confirm(search, { coordinate, part });
    return [alone(part)];
  }
  const parts = yield* divided(search, part);
  const refined: Part[] = [];
  for (const one of parts) {
    const isLone = isWrong(restOf(search, one)) && (yield* findLone(search, one));
    refined.push(...(isLone ? [alone(one)] : yield* refine(search, one)));
  }
  return refined;
}

/** A part as it counts among others: by one weighing. */
function alone({ members, weighings }: Part): Part {
  return { members, weighings: weighings.slice(0, 1) };
}

function* divided({ study, gauge, key }: Search, part: Part): Check<readonly Part[]> {
  const partOf = partsFor(key(), PARTS);
  const { weights } = part.weighings[0];
  const moving = Array.from({ length: PARTS }, (_, i) => ({
    members: part.members.filter((k) => partOf(k) === i),
    weights,
  })).filter(({ members }) => members.length > 0);
  const weighings = yield* weighPlainly(study, gauge, moving);
  return moving.map(({ members }, i) => ({ members, weighings: [weighings[i]] }));
}
