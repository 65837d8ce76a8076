import type { Check } from '../probe/request.ts';
import { type Box, halvesOf, membersOf, wholeBox } from './box.ts';
import { weigh } from './gauge.ts';
import { confirm, findLone, without } from './locate.ts';
import { isWrong, type Part, restOf, type Search } from './search.ts';

/** So many coordinates are measured among those that could not be narrowed. */
const SHOWN = 6;

/**
 * Narrows an error that is in too many coordinates to find them one by one to a box: as long as one half along an axis is wrong alone,
 * a row or a block of rows remains. Then some coordinates in it are measured, so that there is something to show.
 */
export function* narrow(search: Search, whole: Part): Check<Box> {
  const { variable } = search.gauge.spread;
  let box = wholeBox(variable);
  let part: Part = { ...whole, weighings: whole.weighings.slice(0, 1) };
  for (const axis of box.keys()) {
    while (box[axis].to - box[axis].from > 1) {
      const half = yield* wrongHalf(search, { box, part, axis });
      if (half === undefined) break;
      [box, part] = half;
    }
  }
  yield* findLone(search, part);
  yield* show(search, part);
  return box;
}

/** The half of a box that is wrong, where the other is not. */
function* wrongHalf(
  search: Search,
  { box, part, axis }: { readonly box: Box; readonly part: Part; readonly axis: number },
): Check<readonly [Box, Part] | undefined> {
  const { study, gauge } = search;
  const [weighing] = part.weighings;
  const [near, far] = halvesOf(box, axis).map(
    (half) => [half, membersOf(gauge.spread.variable, half)] as const,
  );
  const moving = [{ members: near[1], weights: weighing.weights }];
  const [own] = yield* weigh(study, gauge, moving);
  const halves: readonly (readonly [Box, Part])[] = [
    [near[0], { members: near[1], weighings: [own] }],
    [far[0], { members: far[1], weighings: [without(weighing, [own])] }],
  ];
  const wrong = halves.filter(([, half]) => isWrong(restOf(search, half)));
  return wrong.length === 1 ? wrong[0] : undefined;
}

function* show(search: Search, part: Part): Check<void> {
  const { members } = part;
  const strata = Math.min(SHOWN, members.length);
  for (let i = 0; i < strata; i++) {
    const middle = Math.floor(((i + 1 / 2) * members.length) / strata);
    yield* confirm(search, { coordinate: members[middle], part });
  }
}
