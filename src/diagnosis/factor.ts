import { type Fitted, fitMultiple } from './fit.ts';
import { type KnownFactor, knownFactors } from './known-factors.ts';
import type { Form, Law, Words } from './law.ts';
import { digitsOf, everyCoordinate, formatFitted, shortest } from './prose.ts';
import type { Scope } from './scope.ts';

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

/** analytic = c·numeric, with a c that is a size or a constant, is round, or is only fitted. */
export const constantFactor: Law = {
  id: 'constant-factor',
  forms: (scope) => {
    const fitted = fitMultiple(scope, { regressor: (r) => r.numeric, target: (r) => r.analytic });
    if (fitted === undefined || fitted.value === 0) return [];
    const near = knownFactors(scope.present).filter((known) => isNear(known, fitted));
    return [
      ...near.map((known) => knownForm(scope, known)),
      ...roundForms(scope, fitted),
      ...fittedForms(scope, fitted),
    ];
  },
};

/** Where only one coordinate shows a factor, a round one is evidence if it is this close to 1. */
const NEAR_ONE = 0.05;

/** Bits of a decimal digit. */
const DIGIT = Math.log2(10);

/** Bits it takes to say that a factor is round, before its digits. */
const ROUND = 3;

/** No batch is larger, and 1/k looks like anything when k is. */
const MOST_PARTS = 1e4;

/** No learning rate that is multiplied in by mistake is larger. */
const MOST_RATE = 0.1;

function knownForm(scope: Scope, { value, cost, text, remark, help }: KnownFactor): Form {
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
  const words = () => roundWords(scope, { value: round, uncertainty });
  return [
    multiple(scope, { factor: round, cost: ROUND + DIGIT * digits, words }),
    ...partForms(scope, { value, uncertainty }),
  ];
}

/** analytic = numeric/k with a whole k. */
function partForms(scope: Scope, { value, uncertainty }: Fitted): readonly Form[] {
  const parts = Math.round(1 / value);
  const off = Math.abs(value - 1 / parts);
  if (parts < 3 || parts > MOST_PARTS || off > 3 * uncertainty) return [];
  const words = () => ({
    title: `a constant factor of 1/${parts}`,
    evidence: equation(scope, { value: 1 / parts, uncertainty }),
    help: `does the gradient take a mean over ${parts} where the value takes a sum?`,
  });
  const cost = ROUND + DIGIT * digitsOf(parts);
  return [multiple(scope, { factor: 1 / parts, cost, words })];
}

function fittedForms(scope: Scope, fitted: Fitted): readonly Form[] {
  const words = () => ({ ...factorWords(scope, fitted), help: helpFor(fitted.value) });
  return [{ ...multiple(scope, { factor: fitted.value, cost: 6, words }), fitted: 1 }];
}

function roundWords(scope: Scope, { value, uncertainty }: Fitted): Words {
  const words = factorWords(scope, { value, uncertainty });
  const isRate = Math.abs(value) <= MOST_RATE && digitsOf(value) === 1;
  if (isRate) return { ...words, help: value > 0 ? RATE : DOWNHILL };
  if (Number.isInteger(value) && value > 2 && value <= MOST_PARTS) {
    return {
      ...words,
      help: `does the value take a mean over ${value} where the gradient takes a sum?`,
    };
  }
  return { ...words, help: helpFor(value) };
}

const RATE = 'is a learning rate multiplied into the gradient?';

const DOWNHILL = 'is it a step downhill, minus a learning rate times the gradient?';

function helpFor(factor: number): string {
  return factor < 0
    ? 'look for a lost minus together with a factor that only one of value and gradient has'
    : 'look for a factor that only one of value and gradient has: a weight, a scale, a mean for a sum';
}

function factorWords(scope: Scope, fitted: Fitted): Omit<Words, 'help'> {
  return {
    title: `a constant factor of ${short(fitted.value)}`,
    evidence: equation(scope, fitted),
  };
}

// four digits, and more where they would all be those of 1
function short(factor: number): number {
  const off = -Math.floor(Math.log10(Math.abs(Math.abs(factor) - 1)));
  return Number(factor.toPrecision(Math.min(15, Math.max(4, off + 2))));
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

function isNear({ value, needs }: KnownFactor, fitted: Fitted): boolean {
  const known = fitted.uncertainty <= needs * Math.abs(fitted.value);
  return known && Math.abs(value - fitted.value) <= 0.02 * Math.abs(value);
}
