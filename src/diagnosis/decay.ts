import { fitMultiple } from './fit.ts';
import type { Form, Law } from './law.ts';
import { digitsOf, everyCoordinate, formatFitted, shortest } from './prose.ts';
import type { Scope } from './scope.ts';

/** analytic = numeric + λ·at. */
export const weightDecay: Law = {
  id: 'weight-decay',
  forms: (scope) => {
    const fitted = fitMultiple(scope, {
      regressor: ({ at }) => at,
      target: ({ analytic, numeric }) => analytic - numeric,
    });
    if (fitted === undefined || fitted.value === 0 || scope.wrong.length === 0) return [];
    const round = shortest(fitted.value, { uncertainty: 3 * fitted.uncertainty });
    const chosen = isRate(round) && !isRoundDifference(scope);
    return [
      ...(chosen ? [form(scope, { ...fitted, value: round, cost: DIGIT * digitsOf(round) })] : []),
      // in one variable of several a multiple of the point often is part of a right gradient
      ...(scope.variables.length === scope.present.length
        ? [{ ...form(scope, { ...fitted, cost: 0 }), fitted: 1 }]
        : []),
    ];
  },
};

/** Bits of a decimal digit. */
const DIGIT = Math.log2(10);

/** A rate that somebody has chosen. */
function isRate(value: number): boolean {
  return Math.abs(value) <= 0.5 && digitsOf(value) <= 2;
}

// one round difference at a round point is a round multiple of it by chance
function isRoundDifference({ wrong }: Scope): boolean {
  const [{ analytic, numeric, bar }, ...more] = wrong;
  return more.length === 0 && digitsOf(shortest(analytic - numeric, { uncertainty: 3 * bar })) <= 2;
}

interface Decay {
  readonly value: number;
  readonly uncertainty: number;
  readonly cost: number;
}

function form(scope: Scope, { value, uncertainty, cost }: Decay): Form {
  const lambda = formatFitted(value, { uncertainty });
  return {
    predictions: scope.rows.map(({ numeric, at, bar }) => ({ numeric: numeric + value * at, bar })),
    cost: 8 + cost,
    fitted: 0,
    words: () => ({
      title: value > 0 ? 'weight decay' : 'missing weight decay',
      evidence: `analytic - numeric = ${lambda} × the point in ${everyCoordinate(scope)}`,
      help: value > 0 ? ONLY_GRADIENT : ONLY_VALUE,
    }),
  };
}

const ONLY_GRADIENT = 'is a penalty on the weights part of the gradient but not of the value?';

const ONLY_VALUE = 'is a penalty on the weights part of the value but not of the gradient?';
