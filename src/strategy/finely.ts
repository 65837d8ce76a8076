import { type InParts, sharpBar } from '../judge/probed.ts';
import { partsFor } from '../numeric/weights.ts';
import type { Check } from '../probe/request.ts';
import type { Study } from '../probe/study.ts';
import { dealtApart } from './apart.ts';
import { QUIET } from './beside-kinks.ts';
import { clearOf, type Level, SHOWN } from './clear.ts';
import { FEW_PARTS, WHOLE, WITHIN } from './draws.ts';
import { finestStep } from './finest-step.ts';
import { type Gauge, SMOOTH } from './gauge.ts';
import { isBesideParts, noteKinks } from './kinks-elsewhere.ts';
import { FEW, isWrong, type Part } from './search.ts';

/** A variable along directions over steps so fine that some of them cross no kink: in one part, or in several. */
export interface Fine {
  readonly gauge: Gauge;
  readonly parts: readonly Part[];
  /** In one part: when that is enough, and what becomes of what is left open. */
  readonly otherwise?: InParts;
}

/** What is to be seen of one coordinate alone, along directions through which ones. */
interface Sought {
  readonly gauge: Gauge;
  readonly members: Uint32Array;
  readonly wanted: number;
  readonly key: () => number;
}

/** Where too few directions through everything are clear it is dealt out to so many parts, each of which crosses fewer kinks. */
const DEALT = 16;
/** What is not clear then is divided into so many, and again, until there are no more coordinates in it than can be looked at alone. */
const DIVIDED = 4;
const DIVISIONS = 9;
/** More parts than this are too many, and more that are looked at alone. */
const MOST = 256;
const MOST_ALONE = 8;

/**
 * Measures along directions over the finest step that noise leaves, through everything or through parts, until enough of them have crossed
 * no kink.
 *
 * @returns nothing where too few do
 */
export function* weighFinely(study: Study, sought: Sought): Check<Fine | undefined> {
  const level = levelFor(sought);
  if (level === undefined) return;
  const { variable } = sought.gauge.spread;
  if (isBesideParts(study, variable)) return yield* weighPartByPart(study, sought);
  const whole = yield* clearOf(study, { ...level, ...WHOLE }, [sought.members]);
  const { clear, isQuiet, isBeside, isAtOnce } = whole;
  if (isBeside && !isAtOnce) noteKinks(study, { inParts: variable });
  // what all cross kinks with tells of no difference which side it is on
  const told = isBeside ? Number.POSITIVE_INFINITY : SHOWN;
  if (clear.some(({ weighings }) => isQuiet || isWrong(weighings)))
    return { ...among(level, clear), otherwise: { quiet: QUIET, told, parts: DEALT } };
  noteKinks(study, { inParts: variable });
  return yield* weighPartByPart(study, sought);
}

/** So often a few parts are divided, as long as no more than so many of them are not clear. */
const FEW_DIVISIONS = 3;
const MOST_OPEN = 2;

/** Where many small parts are not clear, a few large ones along as many directions as everything: kinks to one side are told apart by these. */
function* fewPartsOf(
  study: Study,
  level: Level,
  members: Uint32Array,
): Check<readonly Part[] | undefined> {
  const parts: Part[] = [];
  let open = [members];
  for (let i = 0; i < FEW_DIVISIONS && open.length > 0; i++) {
    if (open.length > MOST_OPEN) return;
    const partOf = partsFor(level.key(), DIVIDED);
    const dealt = open.flatMap((some) => dealtApart(some, partOf, DIVIDED));
    const { clear, unclear } = yield* clearOf(study, { ...level, ...FEW_PARTS }, dealt);
    parts.push(...clear);
    open = unclear.map((part) => part.members);
  }
  return open.length === 0 ? parts : undefined;
}

/** The same part by part. */
export function* weighPartByPart(study: Study, sought: Sought): Check<Fine | undefined> {
  const level = levelFor(sought);
  if (level === undefined) return;
  const { members } = sought;
  const parts =
    (yield* partsOf(study, level, members)) ?? (yield* fewPartsOf(study, level, members));
  return parts && among(level, parts);
}

function levelFor({ gauge, wanted, key }: Sought): Level | undefined {
  const step = finestStep(gauge, wanted);
  if (step === undefined) return;
  const fine = { ...gauge, step, residue: 0, share: 0, wander: 0, smooth: 0, family: SMOOTH };
  return { gauge: fine, sharp: sharpBar(wanted), key };
}

function among({ gauge }: Level, parts: readonly Part[]): Fine {
  return { gauge: { ...gauge, isAmongKinks: true }, parts };
}

function* partsOf(
  study: Study,
  level: Level,
  members: Uint32Array,
): Check<readonly Part[] | undefined> {
  const parts: Part[] = [];
  let open = dealtApart(members, partsFor(level.key(), DEALT), DEALT);
  let known: Pick<Level, 'bend'> = {};
  for (let i = 0; i < DIVISIONS && open.length > 0; i++) {
    if (parts.length + open.length > MOST) return;
    const { clear, unclear, isQuiet, isBeside, bend } = yield* clearOf(
      study,
      { ...level, ...known, ...WITHIN },
      open,
    );
    if (open.length >= DEALT && !isQuiet) return;
    if (isBeside) noteKinks(study, { inParts: level.gauge.spread.variable });
    parts.push(...clear, ...unclear.filter(isFew).map((part) => ({ ...part, isUnclear: true })));
    if (parts.filter((part) => part.isUnclear).length > MOST_ALONE) return;
    const partOf = partsFor(level.key(), DIVIDED);
    open = unclear
      .filter((part) => !isFew(part))
      .flatMap((part) => dealtApart(part.members, partOf, DIVIDED));
    // of few parts most may have kinks, and these agree on what is none
    known = open.length < DEALT ? { bend } : {};
  }
  return open.length === 0 ? parts : undefined;
}

function isFew({ members }: Part): boolean {
  return members.length <= FEW;
}
