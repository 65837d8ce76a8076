import { all, create } from 'mathjs';
import { judged, type LibraryCase, type Point } from './case.ts';
import { exactReference } from './formula.ts';
import { type FormulaAt, formulaAt, formulas, isMadeOf, symbolicOperators } from './formulas.ts';

const library = 'mathjs@15.2.0';
// `predictable`: NaN outside of a function's domain, where math.js would go on with a complex number
const math = create(all ?? {}, { predictable: true });

const operators = new Set([...symbolicOperators, 'cbrt']);

const reciprocals: readonly FormulaAt[] = [
  ...['sec', 'csc', 'cot', 'sech', 'csch', 'coth', 'acot', 'acsch', 'cbrt', 'log10'].map((name) =>
    formulaAt(`${name}(x)`, { x: 0.7 }),
  ),
  ...['asec', 'acsc', 'acoth'].map((name) => formulaAt(`${name}(x)`, { x: 1.9 })),
  ...['asec', 'acsc', 'acoth'].map((name) => formulaAt(`${name}(x)`, { x: -1.9 })),
  formulaAt('asech(x)', { x: 0.45 }),
];

/** Formulas whose derivative is wrong, and why. */
const wrong: Record<string, string> = {
  'acoth(x)': 'the sign is wrong: −1/(1 − x²) in place of 1/(1 − x²), in derivative.js',
};

/** Derivatives by math.js's symbolic `derivative`, at the formula's point. */
export const mathjsCases: readonly LibraryCase[] = [...formulas, ...reciprocals]
  .filter((row) => isMadeOf(operators, row))
  .map(toCase);

function toCase({ text, formula, at }: FormulaAt): LibraryCase {
  const names = Object.keys(at);
  const compiled = math.compile(text);
  const derivatives = names.map((name) => math.derivative(text, name).compile());
  const scope = (x: Point) => Object.fromEntries(names.map((name, i) => [name, x[i]]));
  return {
    name: `${text} at ${Object.values(at)}`,
    library,
    precision: 'float64',
    at: Object.values(at),
    value: (x) => compiled.evaluate(scope(x)),
    gradient: (x) => derivatives.map((derivative) => derivative.evaluate(scope(x))),
    ...judged(wrong[text]),
    reference: exactReference(formula, at),
  };
}
