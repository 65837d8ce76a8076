import type { ResolvedOptions } from '../options/options.ts';
import type { Budget } from '../probe/budget.ts';
import type { GradientCheck } from '../record.ts';
import type { HessianSubject } from '../subject/hessian/to-hessian.ts';
import { andThen, type MaybePromise } from '../subject/then.ts';
import { checkSubject } from './gradient.ts';
import { checkJacobianSubject } from './jacobian.ts';

/** Steps so many times finer have a truncation that is another one: of fourth order it is 4096 times as small. */
const FINER = 1 / 8;

/** Checks a Hessian as the Jacobian of its gradient, which is checked first; without one, of differences of the value. */
export function checkHessianSubject(
  hessian: HessianSubject,
  options: ResolvedOptions,
  budget: Budget,
): MaybePromise<GradientCheck> {
  const second = () => ofSecondOrder(hessian, options, budget);
  if (hessian.first === undefined) return second();
  return andThen(checkSubject(hessian.first(), options, budget), (gradient) =>
    gradient.verdict === 'match'
      ? andThen(second(), (found) => withEvaluations(found, gradient))
      : gradient,
  );
}

function ofSecondOrder(
  hessian: HessianSubject,
  options: ResolvedOptions,
  budget: Budget,
): MaybePromise<GradientCheck> {
  const checked = (fineness: number) =>
    andThen(hessian.subject(fineness), (subject) => checkJacobianSubject(subject, options, budget));
  return andThen(checked(1), (found) =>
    hessian.isOfValues && found.verdict === 'mismatch' && found.diagnoses.every(isOfNumbers)
      ? andThen(checked(FINER), (again) => confirmed(withEvaluations(found, again), again))
      : found,
  );
}

/** Whether a mistake is one of numbers; that of a shape needs no second look. */
function isOfNumbers({ id }: GradientCheck['diagnoses'][number]): boolean {
  return !/-(row|column)$/.test(id);
}

/** What differences of the value say twice, at steps of other lengths, is not owed to these. */
function confirmed(found: GradientCheck, again: GradientCheck): GradientCheck {
  if (again.verdict === 'mismatch') return found;
  return {
    ...found,
    verdict: 'inconclusive',
    diagnoses: [],
    reason:
      'second differences of the value at two steps do not agree; give the gradient beside the Hessian, or rescale the variables',
  };
}

function withEvaluations(found: GradientCheck, other: GradientCheck): GradientCheck {
  const { value, gradient } = found.evaluations;
  return {
    ...found,
    evaluations: {
      value: value + other.evaluations.value,
      gradient: gradient + other.evaluations.gradient,
    },
  };
}
