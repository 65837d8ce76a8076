import { CERTAINTY, type Finding, judgeCoordinate, withBar } from '../judge/finding.ts';
import {
  type Estimate,
  estimateAmongKinks,
  estimateSlope,
  type Ladder,
} from '../numeric/estimate.ts';
import { inOrder } from '../numeric/rung.ts';
import { climb } from '../probe/climb.ts';
import { grainBehind } from '../probe/grain.ts';
import { coordinateLine } from '../probe/line.ts';
import type { Check } from '../probe/request.ts';
import { baseAt, type Study } from '../probe/study.ts';
import { asAnywhereAlike, type Zones } from './alike.ts';
import { asNearAs } from './as-near.ts';
import { ofFinestSteps } from './finest.ts';
import { asRoundedAround } from './frozen.ts';
import { areLimiting, limitingSlope, openAround } from './limiting.ts';
import {
  coarserPlateau,
  OTHER_STEPS,
  type Plateau,
  partingOf,
  showsTwoSlopes,
  spanning,
} from './plateaus.ts';

/** So many suspects are measured again at the most, the worst first. */
const MOST = 16;

/**
 * Measures again what is suspected of being wrong, at other steps and with the noise read along another direction: what the first
 * measurement took for certain by luck, the second does not. Once one is proven, only those are that luck could explain.
 *
 * @returns the suspects, proven or not, of which both measurements together say something else
 */
export function* measuredAgain(
  known: Study,
  { suspects, isWhole, zones }: Suspects,
): Check<readonly Finding[]> {
  const study = amongOthers({ ...known });
  const suspected = { known, study, zones, mistakes: isWhole ? suspects : undefined };
  const restated: Finding[] = [];
  const worst = worstFirst(suspects);
  for (const [i, suspect] of worst.slice(0, MOST).entries()) {
    const others = worst.slice(i + 1);
    if (suspect.isProven) return [...restated, ...(yield* besideProven(suspected, others))];
    const { isProven, finding } = yield* onceMore(suspected, suspect);
    restated.push(finding);
    if (isProven) return [...restated, ...(yield* besideProven(suspected, others))];
    if (areLimiting(restated)) return [...restated, ...openAround(suspects, restated)];
  }
  return restated;
}

/** What is suspected, and whether every coordinate was looked at. */
interface Suspects {
  readonly suspects: readonly Finding[];
  readonly isWhole: boolean;
  readonly zones: Zones;
}

/** What is suspected, by what is known, and the study that measures it again. */
interface Suspected {
  readonly known: Study;
  readonly study: Study;
  /** All mistakes that there may be; absent where not every coordinate was looked at. */
  readonly mistakes: readonly Finding[] | undefined;
  readonly zones: Zones;
}

/** A suspect by both measurements. */
function* onceMore(
  { known, study, mistakes, zones }: Suspected,
  suspect: Finding,
): Check<{ readonly isProven: boolean; readonly finding: Finding }> {
  const again = yield* measureAgain(study, suspect);
  if (!excludes(study, suspect, again.estimate) || contradict(suspect, again))
    return { isProven: false, finding: yield* asBothSay(study, suspect, again) };
  const cautious = amongKinks(study, suspect, again);
  if (cautious !== undefined) return { isProven: false, finding: cautious };
  const plateau = yield* coarserPlateau(known, suspect);
  const other =
    ofCoarserSteps(suspect, plateau) ??
    (yield* ofFinestSteps(known, suspect)) ??
    // on stairs the slopes close around are those of other stairs
    (plateau ? undefined : yield* limitingSlope(known, suspect, mistakes));
  if (other !== undefined)
    return { isProven: excludes(study, other, other.estimate), finding: other };
  const alike = yield* asAnywhereAlike(known, suspect, zones);
  const around = alike ?? (yield* asRoundedAround(known, suspect));
  if (!excludes(study, around, around.estimate)) return { isProven: false, finding: around };
  const shown = asAllShow(suspect, again, plateau);
  return { isProven: true, finding: excludes(study, shown, shown.estimate) ? shown : suspect };
}

/** Beside one that is proven: those that luck could explain, and those whose own steps show two slopes. */
function* besideProven(
  suspected: Suspected,
  suspects: readonly Finding[],
): Check<readonly Finding[]> {
  const lucky = yield* byLuck(suspected, suspects);
  const others = suspects.filter((one) => excess(one) > LUCK).slice(0, MOST);
  return [...lucky, ...(yield* onOtherSteps(suspected, others))];
}

/** Suspects as their coarser steps see them, where these are right, or may be. */
function* onOtherSteps(
  { known, study }: Suspected,
  suspects: readonly Finding[],
): Check<readonly Finding[]> {
  const restated: Finding[] = [];
  for (const suspect of suspects.filter((one) => showsTwoSlopes(known, one))) {
    const plateau = yield* coarserPlateau(known, suspect);
    const shown = plateau && onPlateau(suspect, plateau);
    const isRight = shown && (!plateau.isNeither || excludes(study, shown, shown.estimate));
    if (isRight) restated.push(shown);
  }
  return restated;
}

/** Luck is off by no more bars than this. */
const LUCK = 10;

/**
 * Beside one that is proven, those that are off by few bars: luck, which is the same along many coordinates, may be all there is to them.
 * Those after the first few have bars as wide as these are shown to need.
 *
 * @returns those that are not proven
 */
function* byLuck(suspected: Suspected, suspects: readonly Finding[]): Check<readonly Finding[]> {
  const lucky = suspects.filter((one) => !one.isProven && excess(one) <= LUCK);
  const open: Finding[] = [];
  for (const suspect of lucky.slice(0, MOST)) {
    const { isProven, finding } = yield* onceMore(suspected, suspect);
    if (!isProven) open.push(finding);
  }
  const isOpen = new Set(open.map(({ coordinate }) => coordinate));
  const shown = Math.max(0, ...lucky.filter((one) => isOpen.has(one.coordinate)).map(excess));
  const others = lucky.slice(MOST).filter((one) => excess(one) <= shown);
  return [...open, ...others.map((one) => withBar(one, shown * one.estimate.bar))];
}

/** A suspect measured again; with what both measurements together say, unless both exclude the analytic value. */
export function* measuredTwice(known: Study, suspect: Finding): Check<Finding> {
  const study = amongOthers({ ...known });
  const again = yield* measureAgain(study, suspect);
  if (!excludes(study, suspect, again.estimate) || contradict(suspect, again))
    return yield* asBothSay(study, suspect, again);
  const cautious = amongKinks({ ...study, hasKinks: true }, suspect, again);
  return cautious ?? { ...suspect, isProven: true };
}

interface Again extends Pick<Ladder, 'estimate' | 'rungs' | 'onset'> {
  readonly grain: number | undefined;
}

/** The suspect by both; where that is another slope than the first alone has seen over longer steps, the one that is right by what lies between. */
function* asBothSay(study: Study, suspect: Finding, again: Again): Check<Finding> {
  const { base, rungs, onset } = bothOf(study, suspect, again);
  const together = estimateSlope(base, rungs, onset);
  const said = excludes(study, suspect, together)
    ? spanning(suspect.estimate, again.estimate)
    : together;
  const found = { ...suspect, estimate: said, numericBar: said.bar };
  const ladder = inOrder(rungs);
  const parting = yield* partingOf(study, { ...found, rungs: ladder }, suspect.estimate);
  return parting === undefined ? found : onPlateau(found, parting);
}

/** The suspect as it stands where nothing counts as smooth, in a function that has shown kinks, unless it is excluded even so. */
function amongKinks(study: Study, suspect: Finding, again: Again): Finding | undefined {
  if (!study.hasKinks || suspect.estimate.slopes || suspect.around) return;
  const { base, rungs, onset } = bothOf(study, suspect, again);
  const estimate = estimateAmongKinks(base, rungs, onset);
  if (excludes(study, suspect, estimate)) return;
  return { ...suspect, estimate, numericBar: estimate.bar };
}

/** What both measurements have shown. */
function bothOf(study: Study, { coordinate, rungs = [], onset }: Finding, again: Again) {
  const { grain } = again;
  return {
    base: { ...baseAt(study, coordinate), ...(grain !== undefined && { grain }) },
    rungs: [...rungs, ...again.rungs],
    onset: onset ?? again.onset,
  };
}

/** Columns of a sparse matrix together with other ones: what does not belong to a row is not seen twice. */
function amongOthers(study: Study): Study {
  const other = study.probes.company?.other;
  return other ? { ...study, probes: { ...study.probes, company: other } } : study;
}

/** The suspect as coarser steps see it, where they are right, or as both do, where that is open. */
function ofCoarserSteps(suspect: Finding, plateau: Plateau | undefined): Finding | undefined {
  return plateau && !plateau.isNeither ? onPlateau(suspect, plateau) : undefined;
}

function onPlateau(suspect: Finding, { right, estimate: coarse, isNeither }: Plateau): Finding {
  const fine = suspect.estimate;
  const both = isNeither ? eitherOf(fine, coarse) : spanning(fine, coarse);
  const estimate = right === 'coarse' ? coarse : both;
  return { ...suspect, estimate, numericBar: estimate.bar };
}

/** Two slopes, and all between as far as they reach for certain. */
function eitherOf(fine: Estimate, coarse: Estimate): Estimate {
  const [one, other] = [fine, coarse].map((own) => ({ ...own, bar: CERTAINTY * own.bar }));
  return { ...spanning(one, other), either: [fine, coarse] };
}

/** A mistake, whichever of its measurements is the best: the derivative that is printed beside it is to be the right one. */
function asAllShow(suspect: Finding, again: Again, plateau: Plateau | undefined): Finding {
  if (plateau) return onPlateau(suspect, plateau);
  const { estimate } = suspect;
  const wide =
    Math.abs(estimate.value - again.estimate.value) + Math.min(estimate.bar, again.estimate.bar);
  return estimate.slopes || Number.isNaN(wide)
    ? suspect
    : withBar(suspect, Math.max(estimate.bar, wide));
}

/** Whether both say that it is off, and to another side: what each takes for certain the other excludes. */
function contradict({ analytic, estimate }: Finding, again: Again): boolean {
  return (analytic - estimate.value) * (analytic - again.estimate.value) < 0;
}

/** At other steps, with what is rounded behind outputs known. */
function* measureAgain(study: Study, { coordinate, analytic, estimate }: Finding): Check<Again> {
  const line = coordinateLine(study, coordinate);
  const grain = yield* grainBehind(study, line, Math.abs(analytic - estimate.value));
  const ascent = { start: [], tolerated: 0, enough: 0, grain };
  const other = { ...line, first: OTHER_STEPS * line.first };
  const climbed = yield* climb(study, other, ascent);
  return { ...(yield* asNearAs(study, other, { climbed, reach: estimate.reach })), grain };
}

function excludes({ options }: Study, suspect: Finding, estimate: Estimate): boolean {
  const { kinks } = options;
  return judgeCoordinate({ ...suspect, estimate }, { threshold: 0, kinks }) === 'disagrees';
}

function excess({ analytic, estimate }: Finding): number {
  return Math.abs(analytic - estimate.value) / estimate.bar;
}

function worstFirst(suspects: readonly Finding[]): readonly Finding[] {
  return [...suspects].sort((a, b) => excess(b) - excess(a) || a.coordinate - b.coordinate);
}
