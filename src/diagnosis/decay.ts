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
    if (fitted === undefined || fitted.value === 0) return [];
    const round = shortest(fitted.value, { uncertainty: 3 * fitted.uncertainty });
    if (!isRate(round) || (scope.wrong.length === 1 && digitsOf(round) > 1)) return [];
    return [form(scope, { ...fitted, value: round })];
  },
};

/** A rate that somebody has chosen: a gradient often has a multiple of the point in it that nobody has. */
function isRate(value: number): boolean {
  return Math.abs(value) <= 0.5 && digitsOf(value) <= 3;
}

interface Decay {
  readonly value: number;
  readonly uncertainty: number;
}

function form(scope: Scope, { value, uncertainty }: Decay): Form {
  const lambda = formatFitted(value, { uncertainty });
  return {
    predictions: scope.rows.map(({ numeric, at, bar }) => ({ numeric: numeric + value * at, bar })),
    cost: 8 + Math.log2(10) * digitsOf(value),
    fitted: 0,
    words: () => ({
      title: `weight decay that only ${value > 0 ? 'the gradient' : 'the value'} has`,
      evidence: `analytic - numeric = ${lambda} × the point in ${everyCoordinate(scope)}`,
      help: value > 0 ? ONLY_GRADIENT : ONLY_VALUE,
    }),
  };
}

const ONLY_GRADIENT =
  'is the penalty added to the gradient but not to the value, or by the optimiser a second time?';

const ONLY_VALUE = 'is the penalty part of the value but not of the gradient?';
