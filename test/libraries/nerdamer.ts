import nerdamer from 'nerdamer';
import 'nerdamer/Calculus.js';
import { judged, type LibraryCase } from './case.ts';
import { exactReference } from './formula.ts';
import { type FormulaAt, formulaAt, formulas, isMadeOf, symbolicOperators } from './formulas.ts';

const library = 'nerdamer@1.1.13';

const operators = new Set([...symbolicOperators, 'atan2']);

const more: readonly FormulaAt[] = [
  ...['sec', 'csc', 'cot', 'sech', 'csch', 'coth', 'acot', 'acsch', 'log10'].map((name) =>
    formulaAt(`${name}(x)`, { x: 0.7 }),
  ),
  ...['asec', 'acsc', 'acoth'].map((name) => formulaAt(`${name}(x)`, { x: 1.9 })),
  formulaAt('asech(x)', { x: 0.45 }),
  formulaAt('x*sqrt(y)', { x: 1.4, y: 2.5 }),
  formulaAt('y*sqrt(x)', { x: 1.4, y: 2.5 }),
  formulaAt('y/sqrt(x)', { x: 1.4, y: 2.5 }),
  formulaAt('sqrt(x)*sqrt(y)', { x: 1.4, y: 2.5 }),
  formulaAt('sqrt(x*y)', { x: 1.4, y: 2.5 }),
  formulaAt('(sqrt(x)+x)^3', { x: 4 }),
  formulaAt('(x^0.5+x)^3', { x: 4 }),
  formulaAt('sqrt(exp(x)+y)', { x: 0.4, y: 1.5 }),
  formulaAt('exp(x)*sqrt(x)', { x: 0.4 }),
  formulaAt('sin(sqrt(x*y))', { x: 1.4, y: 2.5 }),
  formulaAt('1/sqrt(x*y)', { x: 1.4, y: 2.5 }),
  formulaAt('2*asin(x)', { x: 0.4 }),
  formulaAt('2*acos(x)', { x: 0.4 }),
  formulaAt('3*atan(x)', { x: 0.4 }),
];

/** Formulas whose value is wrong already: log(exp(x) + exp(y)) is read as 1. */
const misread = new Set(['log(exp(x)+exp(y)+exp(z))-y']);

/** Formulas whose derivative is wrong, and why. */
const wrong: Record<string, string> = {
  ...note(
    'in a product, the square root that is not differentiated becomes the root of a root: https://github.com/jiggzson/nerdamer/issues/675',
    ['x*sqrt(y)', 'y*sqrt(x)', 'y/sqrt(x)', 'sqrt(x)*sqrt(y)', 'sqrt(x*y)', 'exp(x)*sqrt(x)'],
    ['sin(sqrt(x*y))', '1/sqrt(x*y)', 'sqrt((x+y+z)*(y+z-x)*(z+x-y)*(x+y-z))/4'],
    ['acos(x*y/sqrt((x^2+1)*(y^2+4)))'],
  ),
  ...note(
    'the chain rule takes the root of a derivative: https://github.com/jiggzson/nerdamer/issues/590',
    ['(sqrt(x)+x)^3', '(x^0.5+x)^3'],
  ),
  ...note(
    'the factor before an inverse trigonometric function is lost',
    ['2*asin(x)', '2*acos(x)', '3*atan(x)'],
    ['2*asin(sqrt(sin(x/2)^2+cos(x)*0.6*sin(y/2)^2))'],
  ),
  ...note('the derivative by the second argument of atan2 is 0', ['atan2(y,x)']),
};

function note(mistake: string, ...texts: string[][]): Record<string, string> {
  return Object.fromEntries(texts.flat().map((text) => [text, mistake]));
}

/** Derivatives by nerdamer's symbolic `diff`, at the formula's point. */
export const nerdamerCases: readonly LibraryCase[] = [...formulas, ...more]
  .filter((row) => isMadeOf(operators, row) && !misread.has(row.text))
  .map(toCase);

function toCase({ text, formula, at }: FormulaAt): LibraryCase {
  const names = Object.keys(at);
  const value = nerdamer(text).buildFunction(names);
  const derivatives = names.map((name) => nerdamer(`diff(${text},${name})`).buildFunction(names));
  return {
    name: `${text} at ${Object.values(at)}`,
    library,
    precision: 'float64',
    at: Object.values(at),
    value: (x) => value(...x),
    gradient: (x) => derivatives.map((derivative) => derivative(...x)),
    ...judged(wrong[text]),
    reference: exactReference(formula, at),
  };
}
