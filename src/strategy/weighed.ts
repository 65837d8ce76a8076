import { aloneSeen, leastSeen, type Readings } from '../judge/probed.ts';
import { highestAlong } from '../judge/threshold.ts';
import type { Weighing } from '../numeric/group-testing.ts';
import type { Check } from '../probe/request.ts';
import { type Moving, spreadOver } from '../probe/spread.ts';
import type { Study } from '../probe/study.ts';
import type { Variable } from '../subject/variable.ts';
import { throughBlocks } from './blocks.ts';
import { type Gauge, weighFamily } from './gauge.ts';
import { gaugeFor } from './gauging.ts';
import type { Part } from './locate.ts';

interface Unweighed {
  readonly variable: Variable;
  readonly moving: readonly Moving[];
  readonly size: number;
  readonly key: () => number;
}

/** A variable in one part or in blocks, weighed sharply enough. */
export interface WeighedWhole {
  readonly gauge: Gauge;
  readonly parts: readonly Part[];
  readonly isByBlocks: boolean;
  /** Directions through all of it; none where blocks tell enough. */
  readonly whole: Part;
}

/** Weighs a variable through all of it, or, where that is blunt, block by block; nothing where neither can tell. */
export function* weighWhole(
  study: Study,
  { variable, moving, size, key }: Unweighed,
): Check<WeighedWhole | undefined> {
  const [first] = moving;
  const gauged = yield* gaugeFor(study, spreadOver(study, variable), { first });
  if (gauged === undefined) return;
  const wanted = highestAlong(study, variable) * 2 * size;
  const shown = gauged.shown;
  const by = (some: readonly Moving[]) =>
    weighFamily(study, gauged.gauge, { moving: some, first: shown });
  const readingsOf = (rest: readonly Weighing[]): Readings => ({ rest, isByBlocks: false });
  const guess = yield* by([first]);
  const { members, weights } = first;
  if (leastSeen(readingsOf(guess.weighings)) <= wanted) {
    const { gauge, weighings } = yield* by(moving);
    const parts = [{ members, weighings: [...weighings] }];
    if (leastSeen(readingsOf(weighings)) <= wanted)
      return { gauge, parts, isByBlocks: false, whole: parts[0] };
  }
  const alone = aloneSeen(readingsOf(guess.weighings));
  const blunt = { members, weights, key, gauge: guess.gauge, wanted, alone };
  const blocks = yield* throughBlocks(study, blunt);
  if (blocks === undefined) return;
  const rest = blocks.parts.flatMap(({ weighings }) => weighings);
  const nothing = { ...blocks, isByBlocks: true, whole: { members, weighings: [] } };
  if (leastSeen({ rest, isByBlocks: true }) <= wanted) return nothing;
  const { weighings } = yield* by(moving);
  if (leastSeen({ rest, isByBlocks: true, whole: weighings }) > wanted) return;
  return { ...nothing, whole: { members, weighings: [...weighings] } };
}
