import { type Fitted, fitMultiple } from './fit.ts';
import type { Form, Law, Words } from './law.ts';
import { digitsOf, everyCoordinate, formatFitted, shortest } from './prose.ts';
import type { Scope } from './scope.ts';
import { type Size, sizesOf } from './sizes.ts';

/** analytic = −numeric. */
export const signFlipped: Law = {
  id: 'sign-flipped',
  forms: (scope) => [
    multiple(scope, {
      factor: -1,
      cost: 1,
      words: () => ({
        title: 'a sign flip',
        evidence: equation(scope, { value: -1, uncertainty: 0 }),
        help: 'is a difference taken the wrong way round, or a minus lost on the way back?',
      }),
    }),
  ],
};

/** analytic = c·numeric, with a c that is a size, is round, or is only fitted. */
export const constantFactor: Law = {
  id: 'constant-factor',
  forms: (scope) => {
    const fitted = fitMultiple(scope, { regressor: (r) => r.numeric, target: (r) => r.analytic });
    if (fitted === undefined || fitted.value === 0) return [];
    const named = namedFactors(scope).filter(({ value }) => isNear(value, fitted.value));
    return [
      ...named.map((size) => namedForm(scope, size)),
      ...roundForms(scope, fitted),
      ...fittedForms(scope, fitted),
    ];
  },
};

/** Where only one coordinate shows a factor, a round one is evidence if it is this close to 1. */
const NEAR_ONE = 0.05;

/** Bits of a decimal digit. */
const DIGIT = Math.log2(10);

interface NamedFactor extends Pick<Size, 'value'> {
  readonly text: string;
  readonly remark: string;
  readonly help: string;
  readonly cost: number;
}

function namedFactors({ present }: Scope): readonly NamedFactor[] {
  return [...TWO, ...sizesOf(present).flatMap(sizeFactors)];
}

const TWO: readonly NamedFactor[] = [
  {
    value: 2,
    text: '2',
    remark: '',
    help: 'is a term added twice, or one half that the value has missing from the gradient?',
    cost: 3,
  },
  {
    value: 0.5,
    text: '1/2',
    remark: '',
    help: 'is the 2 of a square missing, or one of two uses of the same value?',
    cost: 3,
  },
];

function sizeFactors({ value, text, name }: Size): readonly NamedFactor[] {
  const remark = `; ${text} is ${name}`;
  const asMany = 'does the value take a mean where the gradient takes a sum?';
  const asFew =
    'does the gradient take a mean where the value takes a sum, or divide by the size twice?';
  return [
    { value, text, remark, help: asMany, cost: 5 },
    { value: 1 / value, text: `1/${text}`, remark, help: asFew, cost: 5 },
  ];
}

function namedForm(scope: Scope, named: NamedFactor): Form {
  const { value, cost, text, remark, help } = named;
  const words = () => ({
    title: `a constant factor of ${text}`,
    evidence: equation(scope, { value, uncertainty: 0 }) + remark,
    help,
  });
  return multiple(scope, { factor: value, cost, words });
}

function roundForms(scope: Scope, { value, uncertainty }: Fitted): readonly Form[] {
  const round = shortest(value, { uncertainty: 3 * uncertainty });
  const digits = Math.min(digitsOf(round), digitsOf(shortest(round - 1, { uncertainty })));
  const known = scope.wrong.length > 1 || Math.abs(round - 1) <= NEAR_ONE;
  if (!known || round === -1 || round === 1) return [];
  const words = () => factorWords(scope, { value: round, uncertainty });
  return [multiple(scope, { factor: round, cost: 3 + DIGIT * digits, words })];
}

function fittedForms(scope: Scope, fitted: Fitted): readonly Form[] {
  const words = () => factorWords(scope, fitted);
  return [{ ...multiple(scope, { factor: fitted.value, cost: 6, words }), fitted: 1 }];
}

function factorWords(scope: Scope, fitted: Fitted): Words {
  return {
    title: `a constant factor of ${Number(fitted.value.toPrecision(4))}`,
    evidence: equation(scope, fitted),
    help:
      fitted.value < 0
        ? 'look for a lost minus together with a factor that only one of value and gradient has'
        : 'look for a factor that only one of value and gradient has: a rate, a weight, a mean for a sum',
  };
}

function equation(scope: Scope, { value, uncertainty }: Fitted): string {
  const factor = formatFitted(value, { uncertainty });
  return `analytic = ${factor} × numeric in ${everyCoordinate(scope)}`;
}

interface Multiple {
  readonly factor: number;
  readonly cost: number;
  readonly words: () => Words;
}

function multiple({ rows }: Scope, { factor, cost, words }: Multiple): Form {
  const predictions = rows.map(({ numeric, bar }) => ({
    numeric: factor * numeric,
    bar: Math.abs(factor) * bar,
  }));
  return { predictions, cost, fitted: 0, words };
}

function isNear(value: number, fitted: number): boolean {
  return Math.abs(value - fitted) <= 0.02 * Math.abs(value);
}
