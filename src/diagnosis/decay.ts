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
    const fittedForm = { ...form(scope, { ...fitted, cost: 8 }), fitted: 1 };
    // with one coordinate any difference is some multiple of the point
    const known = scope.wrong.length > 1 || isRate(round);
    const cost = 8 + Math.log2(10) * digitsOf(round);
    return known ? [form(scope, { ...fitted, value: round, cost }), fittedForm] : [fittedForm];
  },
};

function isRate(value: number): boolean {
  return value > 0 && value <= 0.1 && digitsOf(value) === 1;
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
    cost,
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
