import ad from 'adnn/ad/index.js';
import { judged, type LibraryCase, type Point } from './case.ts';
import { exactReference, fold } from './formula.ts';
import { type FormulaAt, formulaAt, formulas, isMadeOf } from './formulas.ts';

type Node = ReturnType<typeof ad.lift>;

const library = 'adnn@2.0.10';

const operators = new Set(Object.keys(ad.scalar));

const more: readonly FormulaAt[] = [
  formulaAt('sigmoid(x*y+z)', { x: 0.7, y: -1.1, z: 0.2 }),
  formulaAt('floor(x)*y', { x: 1.6, y: 2 }),
  formulaAt('max(x,y)', { x: 1.6, y: 0.4 }),
  formulaAt('min(x,y)*x', { x: 1.6, y: 0.4 }),
  formulaAt('max(x,0)', { x: 1.6 }),
];

/** Formulas whose derivative is wrong, and why. */
const wrong: Record<string, string> = {
  'max(x,y)': noSlope('max'),
  'max(x,0)': noSlope('max'),
  'min(x,y)*x': noSlope('min'),
};

function noSlope(operator: string): string {
  return `${operator} passes no gradient on: ad/derivatives.js lists it under "no derivative"`;
}

/** Derivatives by adnn's reverse mode on scalars, at the formula's point. */
export const adnnCases: readonly LibraryCase[] = [...formulas, ...more]
  .filter((row) => isMadeOf(operators, row))
  .map(toCase);

function toCase({ text, formula, at }: FormulaAt): LibraryCase {
  const names = Object.keys(at);
  const evaluate = (variables: readonly (Node | number)[]) =>
    fold<Node | number>(formula, {
      number: (constant) => constant,
      variable: (name) => variables[names.indexOf(name)],
      operation: (operator, operands) => ad.scalar[operator](...operands),
    });
  return {
    name: `${text} at ${Object.values(at)}`,
    library,
    precision: 'float64',
    at: Object.values(at),
    value: (x) => ad.value(evaluate([...x])),
    gradient: (x) => differentiate(evaluate, x),
    ...judged(wrong[text]),
    reference: exactReference(formula, at),
  };
}

function differentiate(
  evaluate: (variables: readonly Node[]) => Node | number,
  x: Point,
): number[] {
  const variables = Array.from(x, (value) => ad.lift(value));
  const result = evaluate(variables);
  if (typeof result !== 'number') result.backprop();
  return variables.map((variable) => ad.derivative(variable));
}
