import { nameOfEntry } from '../naming.ts';
import type { ResolvedOptions } from '../options/options.ts';
import { type Budget, OutOfBudget } from '../probe/budget.ts';
import type { CoordinateCheck, GradientCheck, VariableCheck } from '../record.ts';
import type { Stencil } from '../subject/hessian/numeric-gradient.ts';
import type { HessianSubject } from '../subject/hessian/to-hessian.ts';
import type { Subject } from '../subject/subject.ts';
import { andThen, type MaybePromise, orElse, whenDone } from '../subject/then.ts';
import { checkSubject } from './gradient.ts';
import { checkJacobianSubject } from './jacobian.ts';
import { namedBySquares } from './squares.ts';

/** Steps so many times finer have a truncation that is another one: of fourth order it is 4096 times as small. */
const FINER = 1 / 8;

/** Checks a Hessian as the Jacobian of its gradient, which is checked first; without one, of differences of the value. */
export function checkHessianSubject(
  hessian: HessianSubject,
  options: ResolvedOptions,
  budget: Budget,
): MaybePromise<GradientCheck> {
  const second = () => ofSecondOrder(hessian, options, budget);
  return andThen(checkGradientBeside(hessian.first?.(), options, budget), (gradient) =>
    afterwards(gradient, second),
  );
}

/** Checks the gradient beside a second derivative, where there is one and a value that it could be checked by. */
export function checkGradientBeside(
  gradient: Subject | undefined,
  options: ResolvedOptions,
  budget: Budget,
): MaybePromise<GradientCheck | undefined> {
  if (gradient === undefined) return;
  const end = budget.progress.within({ from: 0, to: 1 / 2 });
  return whenDone(() => checkSubject(gradient, options, budget), end);
}

/** Goes on to what rests on a check, where that is a match. */
export function afterwards(
  first: GradientCheck | undefined,
  second: () => MaybePromise<GradientCheck>,
): MaybePromise<GradientCheck> {
  if (first === undefined) return second();
  if (first.verdict !== 'match') return first;
  return andThen(second(), (found) => withEvaluations(found, first.evaluations));
}

function ofSecondOrder(
  hessian: HessianSubject,
  options: ResolvedOptions,
  budget: Budget,
): MaybePromise<GradientCheck> {
  const checked = (stencil: Stencil) =>
    andThen(hessian.subject(stencil), (subject) =>
      andThen(checkJacobianSubject(subject, options, budget), (found) =>
        namedBySquares(found, subject, hessian.residuals),
      ),
    );
  return andThen(checked({ fineness: 1, side: 'both' }), (usual) =>
    andThen(suited(usual, { hessian, budget, checked }), ({ found, shares }) => {
      const withShares = (stencil: Stencil) => checked({ ...stencil, ...(shares && { shares }) });
      if (!hessian.isOfValues || !isOfNumbers(found)) return found;
      return andThen(withShares({ fineness: FINER, side: 'both' }), (again) =>
        fromEachSide(confirmed(withEvaluations(found, again.evaluations), again), withShares),
      );
    }),
  );
}

/** A check, and the shares of the usual steps that it was made with; all of them where there are none. */
interface Suited {
  readonly found: GradientCheck;
  readonly shares?: Float64Array;
}

interface Suiting {
  readonly hessian: HessianSubject;
  readonly budget: Budget;
  readonly checked: (stencil: Stencil) => MaybePromise<GradientCheck>;
}

/** What does not match is looked at over the steps that suit the value: the usual ones may be longer than what it changes over. */
function suited(usual: GradientCheck, { hessian, budget, checked }: Suiting): MaybePromise<Suited> {
  const { shares: sharesOf } = hessian;
  const isSettled = usual.verdict === 'match' || usual.diagnoses.some(isOfShape);
  if (sharesOf === undefined || isSettled) return { found: usual };
  let asked = 0;
  const spend = () => {
    budget.spend({ want: 'value', isNeeded: false });
    asked += 1;
  };
  const shares = orElse<Float64Array | undefined>(
    () => sharesOf(spend),
    (error) => {
      if (!(error instanceof OutOfBudget)) throw error;
      return undefined;
    },
  );
  return andThen(shares, (found) => {
    if (found === undefined || found.every((share) => share === 1))
      return { found: withEvaluations(usual, { value: asked, gradient: 0 }) };
    return andThen(checked({ fineness: 1, side: 'both', shares: found }), (own) => ({
      found: withEvaluations(withEvaluations(own, usual.evaluations), {
        value: asked,
        gradient: 0,
      }),
      shares: found,
    }));
  });
}

/**
 * What stands is measured from either side: at a kink close to the point, closer than any step, differences to both sides see neither
 * the one derivative nor the other, at every length the same.
 */
function fromEachSide(
  found: GradientCheck,
  checked: (stencil: Stencil) => MaybePromise<GradientCheck>,
): MaybePromise<GradientCheck> {
  if (!isOfNumbers(found)) return found;
  return andThen(checked({ fineness: FINER, side: 'above' }), (above) =>
    andThen(checked({ fineness: FINER, side: 'below' }), (below) => {
      const known = withEvaluations(withEvaluations(found, above.evaluations), below.evaluations);
      return keeping(known, (entry) => [above, below].every((side) => isSeenIn(side, entry)));
    }),
  );
}

/** Of what an entry is off by, more than this part must not come from the side it is looked at from. */
const ONE_SIDED = 1 / 2;

/** Whether a check from one side has an entry where the others have it, as far as its bar tells. */
function isSeenIn({ variables }: GradientCheck, entry: CoordinateCheck): boolean {
  for (const variable of variables) {
    const { coordinates, numeric, bars } = variable;
    const at = coordinates.findIndex((flat) => nameOfEntry(variable, flat) === entry.coordinate);
    if (at < 0) continue;
    const apart = Math.abs((numeric[at] as number) - entry.numeric);
    return apart <= ONE_SIDED * Math.abs(entry.analytic - entry.numeric) + 2 * (bars[at] as number);
  }
  return true;
}

/** Whether there is a mistake, and one of numbers; that of a shape needs no second look. */
function isOfNumbers({ verdict, diagnoses }: GradientCheck): boolean {
  return verdict === 'mismatch' && !diagnoses.some(isOfShape);
}

function isOfShape({ id }: GradientCheck['diagnoses'][number]): boolean {
  return /-(row|column)$/.test(id);
}

/** Of what an entry is off by, its numeric derivative may change by this part when the steps do. */
const STABLE = 0.1;

/**
 * A mistake is proven where both steps show it, and show the same: truncation of fourth order is 4096 times as small at the finer one, and
 * a kink, a pole or an oscillation within the steps is another at each. What is not proven is undecided.
 */
function confirmed(found: GradientCheck, again: GradientCheck): GradientCheck {
  const seen = new Map(
    again.variables.flatMap(({ worst }) =>
      worst.map((entry) => [entry.coordinate, entry] as const),
    ),
  );
  const isProven = (entry: CoordinateCheck) => {
    const other = seen.get(entry.coordinate);
    return entry.verdict === 'mismatch' && other?.verdict === 'mismatch' && isStable(entry, other);
  };
  return keeping(found, isProven);
}

/** The same with all mistakes open that are not proven. */
function keeping(
  found: GradientCheck,
  isProven: (entry: CoordinateCheck) => boolean,
): GradientCheck {
  const variables = found.variables.map((variable) => withProven(variable, isProven));
  if (variables.every((variable, i) => variable === found.variables[i])) return found;
  const isWrong = variables.some(({ verdict }) => verdict === 'mismatch');
  const unproven = { ...found, variables, diagnoses: [] };
  return isWrong ? unproven : { ...unproven, verdict: 'inconclusive', reason: UNPROVEN };
}

const UNPROVEN =
  'second differences of the value at two steps do not agree; give the gradient beside the Hessian, or rescale the variables';

function isStable(one: CoordinateCheck, other: CoordinateCheck): boolean {
  const change = Math.abs(one.numeric - other.numeric);
  return change <= STABLE * Math.abs(other.analytic - other.numeric) && !isGrowing(one, other);
}

/** Of waves within both steps second differences are small, and 64 times as large over one that is an eighth. */
const GROWS = 2;

function isGrowing(one: CoordinateCheck, other: CoordinateCheck): boolean {
  return Math.abs(other.numeric) > GROWS * Math.abs(one.numeric) + one.bar + other.bar;
}

function withProven(
  variable: VariableCheck,
  isProven: (entry: CoordinateCheck) => boolean,
): VariableCheck {
  const { worst, verdict } = variable;
  const certain = worst.filter((entry) => entry.verdict === 'mismatch');
  if (certain.every(isProven)) return variable;
  const proven = certain.filter(isProven);
  const open = worst
    .filter((entry) => !proven.includes(entry))
    .map((entry) => ({ ...entry, verdict: 'inconclusive' as const }));
  const isWrong = verdict === 'mismatch' && proven.length > 0;
  return { ...variable, verdict: isWrong ? verdict : 'inconclusive', worst: [...proven, ...open] };
}

function withEvaluations(
  found: GradientCheck,
  evaluations: GradientCheck['evaluations'],
): GradientCheck {
  const { value, gradient } = found.evaluations;
  return {
    ...found,
    evaluations: {
      value: value + evaluations.value,
      gradient: gradient + evaluations.gradient,
    },
  };
}
