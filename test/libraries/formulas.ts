import { type Formula, operatorsIn, parseFormula } from './formula.ts';

/** A formula and the point where its gradient is taken. */
export interface FormulaAt {
  readonly text: string;
  readonly formula: Formula;
  readonly at: Readonly<Record<string, number>>;
}

export function formulaAt(text: string, at: Readonly<Record<string, number>>): FormulaAt {
  return { text, formula: parseFormula(text), at };
}

/** Whether a library that knows these operators can compute the formula. */
export function isMadeOf(operators: ReadonlySet<string>, { formula }: FormulaAt): boolean {
  return operatorsIn(formula).every((operator) => operators.has(operator));
}

/** What every symbolic library differentiates. */
export const symbolicOperators: readonly string[] = [
  ...['add', 'sub', 'mul', 'div', 'pow', 'neg', 'abs', 'sqrt', 'exp', 'log', 'log10'],
  ...['sin', 'cos', 'tan', 'sec', 'csc', 'cot'],
  ...['asin', 'acos', 'atan', 'asec', 'acsc', 'acot'],
  ...['sinh', 'cosh', 'tanh', 'sech', 'csch', 'coth'],
  ...['asinh', 'acosh', 'atanh', 'asech', 'acsch', 'acoth'],
];

const elementary: readonly FormulaAt[] = [
  ...['x^3-2*x', '1/x', 'x^2.5', '2^x', 'x^x', 'sqrt(x)', 'exp(x)', 'log(x)', 'abs(x)'],
  ...['sin(x)', 'cos(x)', 'tan(x)', 'sinh(x)', 'cosh(x)', 'tanh(x)', 'asinh(x)', 'atan(x)'],
].map((text) => formulaAt(text, { x: 1.3 }));

const bounded: readonly FormulaAt[] = [
  formulaAt('asin(x)', { x: 0.4 }),
  formulaAt('acos(x)', { x: -0.35 }),
  formulaAt('atanh(x)', { x: 0.62 }),
  formulaAt('acosh(x)', { x: 2.1 }),
  formulaAt('abs(x)*y', { x: -0.7, y: 2.2 }),
  formulaAt('x^y', { x: 1.7, y: -2.3 }),
  formulaAt('atan2(y,x)', { x: -0.8, y: 0.6 }),
];

// More, Garbow & Hillstrom (1981), doi:10.1145/355934.355936, and Surjanovic & Bingham, sfu.ca/~ssurjano
const optimisation: readonly FormulaAt[] = [
  formulaAt('100*(y-x^2)^2+(1-x)^2', { x: -1.2, y: 1 }), // Rosenbrock
  formulaAt('(x^2+y-11)^2+(x+y^2-7)^2', { x: -1, y: 2 }), // Himmelblau
  formulaAt('(1.5-x*(1-y))^2+(2.25-x*(1-y^2))^2+(2.625-x*(1-y^3))^2', { x: 1, y: 0.8 }), // Beale
  formulaAt('(x+2*y-7)^2+(2*x+y-5)^2', { x: -4, y: 6 }), // Booth
  formulaAt('2*x^2-1.05*x^4+x^6/6+x*y+y^2', { x: 1.9, y: -0.4 }), // three-hump camel
  formulaAt('sin(x+y)+(x-y)^2-1.5*x+2.5*y+1', { x: 0.3, y: -1.9 }), // McCormick
  formulaAt('-cos(x)*cos(y)*exp(-(x-3.14)^2-(y-3.14)^2)', { x: 2.7, y: 3.6 }), // Easom
  formulaAt('20+x^2-10*cos(6.28*x)+y^2-10*cos(6.28*y)', { x: 0.7, y: -1.2 }), // Rastrigin
  formulaAt('(10*(y-x^2))^2+(1-x)^2+90*(z-y^2)^2', { x: -3, y: -1, z: -3 }), // Wood, shortened
  formulaAt('(x+10*y)^2+5*(z-x)^2+(y-2*z)^4', { x: 3, y: -1, z: 0.5 }), // Powell, shortened
];

const models: readonly FormulaAt[] = [
  formulaAt('1/(1+exp(-x*y-z))', { x: 0.7, y: -1.1, z: 0.2 }), // logistic regression
  formulaAt('log(1+exp(x))', { x: -0.8 }), // softplus
  formulaAt('log(exp(x)+exp(y)+exp(z))-y', { x: 0.3, y: 1.1, z: -0.5 }), // cross-entropy
  formulaAt('x*exp(-((z-y)^2)/2)', { x: 1.8, y: 0.3, z: 1.1 }), // a Gaussian peak
  formulaAt('4*((1/x)^12-(1/x)^6)', { x: 1.15 }), // Lennard-Jones
  formulaAt('(1-exp(-y*(x-1.2)))^2', { x: 1.6, y: 1.9 }), // Morse
  formulaAt('x*exp(-y/(8.314*z))', { x: 1200, y: 52000, z: 680 }), // Arrhenius
  formulaAt('x*z/(y+z)', { x: 212, y: 0.064, z: 0.22 }), // Michaelis–Menten
  formulaAt('x^3/(exp(x)-1)', { x: 2.8 }), // Planck
  formulaAt('y^2/2-9.81*cos(x)', { x: 0.4, y: -1.3 }), // a pendulum's energy
  formulaAt('8.314*x/(y-0.03)-0.36/y^2', { x: 300, y: 0.8 }), // van der Waals
  formulaAt('x*(1-exp(-y*100))', { x: 239, y: 0.00055 }), // monomolecular adsorption
  formulaAt('1/sqrt(1-x^2)', { x: 0.6 }), // Lorentz factor
  formulaAt('tanh(x*tanh(y*z))', { x: 0.9, y: -1.4, z: 0.8 }), // two neurons
];

const geometry: readonly FormulaAt[] = [
  formulaAt('sqrt((x-1)^2+(y-2)^2+z^2)', { x: 3, y: -1, z: 0.5 }), // distance
  formulaAt('2*asin(sqrt(sin(x/2)^2+cos(x)*0.6*sin(y/2)^2))', { x: 0.9, y: 0.4 }), // haversine
  formulaAt('sqrt((x+y+z)*(y+z-x)*(z+x-y)*(x+y-z))/4', { x: 3, y: 4, z: 5.5 }), // Heron
  formulaAt('sqrt(x^2+y^2-2*x*y*cos(z))', { x: 2, y: 3, z: 1.1 }), // law of cosines
  formulaAt('acos(x*y/sqrt((x^2+1)*(y^2+4)))', { x: 0.5, y: 1.2 }), // an angle
  formulaAt('atan((y-1)/(x-2))', { x: 3.5, y: 2.2 }), // a bearing
];

/** One set of formulas for every library that differentiates scalars. */
export const formulas: readonly FormulaAt[] = [
  ...elementary,
  ...bounded,
  ...optimisation,
  ...models,
  ...geometry,
];
