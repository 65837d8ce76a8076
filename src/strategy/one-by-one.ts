import { type Finding, judgeCoordinate } from '../judge/finding.ts';
import { norm } from '../numeric/norm.ts';
import { isUnmoved } from '../numeric/rung.ts';
import type { Check } from '../probe/request.ts';
import { isRowOfMatrix, type Study } from '../probe/study.ts';
import { byCoarseSteps } from './coarse-look.ts';
import { FAR_FROM_GROSS, type FirstLook, findingOf, firstLooks } from './first-look.ts';
import { chooseFirstStep, isLong } from './first-step.ts';
import { hidingGross, unconfirmed } from './hidden.ts';
import { withoutLuck } from './luck.ts';
import { climbEach, confirmSilence, sharpen } from './second-tier.ts';
import type { Selection } from './selection.ts';
import { withoutSmoothBends } from './smooth-bends.ts';
import { noteTies } from './ties.ts';

/** So few silent coordinates are each measured for themselves, however little they weigh in the norm; of many that would cost more than all else. */
const FEW = 64;

/** Finds out about every selected coordinate of one variable: cheaply where it agrees, thoroughly where it does not. */
export function* examine(
  study: Study,
  selection: Selection,
  { threshold, findings }: { readonly threshold: number; readonly findings: Map<number, Finding> },
): Check<void> {
  const seen: FirstLook[] = [];
  const onLook = (look: FirstLook) => {
    seen.push(look);
    findings.set(look.coordinate, findingOf(study, look));
  };
  chooseFirstStep(study, selection, threshold);
  yield* firstLooks(study, selection.checked, { threshold, onLook });
  const looks = yield* withoutLuck(study, yield* withoutSmoothBends(study, seen), threshold);
  const silent = looks.filter((look) => look.outcome === 'silent' && !isLeftToOthers(study, look));
  const norms = normsOf(study, looks, silent);
  const terms = {
    threshold,
    findings,
    enough: (threshold * norms.analytic) / (4 * Math.sqrt(looks.length)),
  };
  const [negligible, unsettled] = divide(study, looks, terms);
  const certified = norms.unresolved <= threshold * norms.analytic;
  const hidden = !certified && norms.analytic > norms.unresolved;
  const silence = { looks, silent, findings, threshold };
  const loud =
    certified && isRowOfMatrix(study)
      ? yield* unconfirmed(study, silent, threshold)
      : !hidden && (yield* isQuiet(study, silent, { threshold, certified }))
        ? tinyAmong(study, selection, silence)
        : yield* withoutLone(study, silence);
  const doubtful = [...unsettled, ...loud];
  // what the silent ones could hide together is more than a line through all of them has told
  if (doubtful.length === 0 && !certified) yield* sharpen(study, selection.variable, terms);
  if (doubtful.length === 0) return;
  const enough = loud.length <= FEW ? 0 : terms.enough;
  yield* climbEach(study, doubtful, { ...terms, enough });
  yield* sharpen(study, selection.variable, terms);
  if (loud.length > 0)
    yield* noteTies(
      study,
      loud.map(({ coordinate }) => coordinate),
      findings,
    );
  // beside a mistake nothing is negligible: it may be part of it
  if (doubtful.some(({ coordinate }) => isWrong(findings.get(coordinate), threshold)))
    yield* climbEach(study, negligible, terms);
}

/**
 * The few silent coordinates that may be grossly wrong in themselves, where the norm is known by longer steps than usual: without them all
 * silent ones would have been measured.
 */
function tinyAmong(
  study: Study,
  { variable }: Selection,
  { silent, threshold }: Silence,
): readonly FirstLook[] {
  if (!isLong(study, variable)) return [];
  const tiny = hidingGross(study, silent, threshold);
  return tiny.length <= FEW ? tiny : [];
}

function* isQuiet(
  study: Study,
  silent: readonly FirstLook[],
  terms: { readonly threshold: number; readonly certified: boolean },
): Check<boolean> {
  return silent.length === 0 || (yield* confirmSilence(study, silent, terms));
}

interface Silence {
  readonly looks: readonly FirstLook[];
  readonly silent: readonly FirstLook[];
  readonly threshold: number;
  readonly findings: Map<number, Finding>;
}

/** The silent coordinates, but for one that is alone in the row of a matrix: the coarse steps through all columns tell what it is. */
function* withoutLone(
  study: Study,
  { looks, silent, findings, threshold }: Silence,
): Check<readonly FirstLook[]> {
  const [lone] = silent;
  const isSettled = (look: FirstLook) => look.outcome === 'settled' || isLeftToOthers(study, look);
  if (!isRowOfMatrix(study) || !looks.every((look) => look === lone || isSettled(look)))
    return silent;
  const finding = yield* byCoarseSteps(study, findingOf(study, lone), threshold);
  if (finding === undefined) return silent;
  findings.set(finding.coordinate, finding);
  return [];
}

/**
 * Whether an entry of a matrix that is zero, and does not move its row, is left to the coarse steps through all columns: rows have their
 * zeros elsewhere, and a direction of its own for each would cost more than all columns together.
 */
function isLeftToOthers(study: Study, { coordinate, rung }: FirstLook): boolean {
  return isRowOfMatrix(study) && study.reading.values[coordinate] === 0 && isUnmoved(study, rung);
}

/**
 * Those that differ by too little to matter, and those that have to be looked at more closely.
 *
 * When none differs by more than τ‖a‖ / (4√n), all together differ by τ‖a‖ / 4 at the most: the norm agrees, whatever it is that the
 * differences are made of.
 */
function divide(
  study: Study,
  looks: readonly FirstLook[],
  { threshold, enough }: { readonly threshold: number; readonly enough: number },
): readonly [negligible: readonly FirstLook[], unsettled: readonly FirstLook[]] {
  const isNegligible = ({ coordinate, estimate, outcome }: FirstLook) => {
    const analytic = Math.abs(study.reading.values[coordinate]);
    const difference = Math.abs(study.reading.values[coordinate] - estimate.value);
    const gross = Math.sqrt(threshold) * (analytic + Math.abs(estimate.value));
    return outcome === 'slight' && difference <= Math.min(enough, FAR_FROM_GROSS * gross);
  };
  const open = looks.filter(({ outcome }) => outcome === 'slight' || outcome === 'unsettled');
  return [open.filter(isNegligible), open.filter((look) => !isNegligible(look))];
}

function isWrong(finding: Finding | undefined, threshold: number): boolean {
  if (finding === undefined) return false;
  return judgeCoordinate(finding, { threshold, kinks: 'subgradient' }) === 'disagrees';
}

/** The size of a variable's gradient, and of what its silent coordinates could hide. */
function normsOf(study: Study, looks: readonly FirstLook[], silent: readonly FirstLook[]) {
  return {
    analytic: norm(looks.map(({ coordinate }) => study.reading.values[coordinate])),
    unresolved: norm(silent.map(({ estimate }) => estimate.bar)),
  };
}
