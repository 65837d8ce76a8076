import type { Weighing } from '../numeric/group-testing.ts';
import type { Check } from '../probe/request.ts';
import { finestFor, type Gauge, over, plainBar, weigh } from './gauge.ts';
import { isWrong, type Part, type Search } from './search.ts';

/** Other steps that a doubtful direction is measured over; among kinks finer and finer ones, while they are sharp enough. */
const OTHER_STEPS = 0.71;
const FINER_STEPS = [OTHER_STEPS, 1 / 4, 1 / 16, 1 / 64];
/** What is off by more bars than this is no doubt, unless there are kinks. */
const DOUBTFUL = 4;

/** Whether it shows no difference, or one that is hardly more than its bar. */
export function isDoubtful({ value, bar }: Weighing): boolean {
  return Math.abs(value) <= DOUBTFUL * bar;
}

/**
 * A difference that is hardly more than its bar is measured over other steps, too; unless it is seen there again it is none. Among kinks
 * any may be theirs: less is left of one over finer steps, and as much of a mistake.
 */
export function* askedAgain(
  search: Search,
  { members, weighings }: Part,
): Check<readonly Weighing[]> {
  const { gauge, isCautious, sharp } = search;
  if (!isWrong(weighings) || (!isCautious && !weighings.every(isDoubtful))) return weighings;
  const gauges = (isCautious ? FINER_STEPS : [OTHER_STEPS])
    .map((shorter) => over(gauge, shorter))
    .filter((one, i) => i === 0 || plainBar(one) <= sharp);
  const again: Weighing[] = [];
  for (const one of weighings)
    again.push(
      isWrong([one]) ? yield* anotherOf(search, { members, weighings: [one] }, gauges) : one,
    );
  return again;
}

/**
 * The first of some measurements over other steps that is sharp and shows no difference, or the one at hand. Where there are no kinks the
 * difference has to be none by the narrower of both bars: by a wider one a mistake would be none, too.
 */
function* anotherOf(
  { study, sharp, isCautious }: Search,
  { members, weighings: [one] }: Part,
  gauges: readonly Gauge[],
): Check<Weighing> {
  for (const gauge of gauges) {
    const [other] = yield* weigh(study, gauge, [{ members, weights: one.weights }]);
    const bar = isCautious ? other.bar : Math.min(one.bar, other.bar);
    if (Math.abs(other.value) <= bar && other.bar <= sharp) return other;
  }
  return one;
}

/**
 * Whether the largest difference is the same at the finest step that shows it: over longer ones a variable that is not smooth may have
 * looked as if it were, by accident, and then directions cannot tell.
 */
export function* isSeenAgain({ study, gauge }: Search, parts: readonly Part[]): Check<boolean> {
  const bars = ({ value, bar }: Weighing) => Math.abs(value) / bar;
  const [worst] = parts
    .flatMap(({ members, weighings }) => weighings.map((weighing) => ({ members, weighing })))
    .sort((a, b) => bars(b.weighing) - bars(a.weighing));
  if (worst === undefined || !isWrong([worst.weighing])) return true;
  const { members, weighing } = worst;
  const moving = [{ members, weights: weighing.weights }];
  const [again] = yield* weigh(study, finestFor(gauge, weighing.value), moving);
  const explained = Math.max(Math.abs(weighing.value) / 2, Math.hypot(again.bar, weighing.bar));
  return Math.abs(again.value - weighing.value) <= explained;
}
