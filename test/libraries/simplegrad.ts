import { ValueStorage, Variable } from 'simplegrad';
import { judged, type LibraryCase, type Point } from './case.ts';
import { exactReference, fold } from './formula.ts';
import { type FormulaAt, formulaAt, formulas, isMadeOf } from './formulas.ts';

const library = 'simplegrad@1.0.0';

/** Our operators, and the methods of a variable that compute them. */
const methods: Record<string, string> = {
  ...{ add: 'add', sub: 'sub', mul: 'mul', div: 'div', pow: 'pow', abs: 'abs' },
  ...{ sin: 'sin', cos: 'cos', atan: 'atan', acos: 'acos', exp: 'exp', log: 'log' },
  ...{ sigmoid: 'sigmoid', tanh: 'tanh', cosh: 'cosh', relu: 'ReLU', elu: 'ELU', sign: 'sign' },
};
const operators = new Set([...Object.keys(methods), 'neg', 'sqrt']);

const more: readonly FormulaAt[] = [
  formulaAt('sigmoid(x*y+z)', { x: 0.7, y: -1.1, z: 0.2 }),
  formulaAt('relu(x)*y', { x: 1.6, y: -2 }),
  formulaAt('relu(x)+y', { x: 0, y: -2 }),
  formulaAt('elu(x*y)', { x: 1.6, y: -2 }),
  formulaAt('elu(x)', { x: 1.6 }),
  formulaAt('sign(x)*y', { x: -1.6, y: 2 }),
];

/** Formulas whose derivative is wrong, and why. */
const wrong: Record<string, string> = {
  'sign(x)*y': 'sign passes its value on as its derivative, which is 0',
};

/** Derivatives by simplegrad's compiled reverse mode, at the formula's point. */
export const simplegradCases: readonly LibraryCase[] = [...formulas, ...more]
  .filter((row) => isMadeOf(operators, row))
  .map(toCase);

function toCase({ text, formula, at }: FormulaAt): LibraryCase {
  const graph = build({ text, formula, at });
  return {
    name: `${text} at ${Object.values(at)}`,
    library,
    precision: 'float64',
    at: Object.values(at),
    value: (x) => forward(graph, x),
    gradient: (x) => backward(graph, x),
    ...judged(wrong[text]),
    reference: exactReference(formula, at),
  };
}

interface Graph {
  readonly storage: ValueStorage;
  readonly variables: readonly Variable[];
  readonly constants: ReadonlyMap<Variable, number>;
  readonly result: Variable;
}

function build({ formula, at }: FormulaAt): Graph {
  const storage = new ValueStorage();
  const variables = new Map(Object.keys(at).map((name) => [name, new Variable(storage)]));
  const constants = new Map<Variable, number>();
  const toVariable = (operand: Variable | number) => {
    if (typeof operand !== 'number') return operand;
    const constant = new Variable(storage);
    constants.set(constant, operand);
    return constant;
  };
  const result = fold<Variable | number>(formula, {
    number: (constant) => constant,
    variable: (name) => variables.get(name) ?? 0,
    operation: (operator, [x, ...rest]) => apply(operator, toVariable(x), rest),
  });
  toVariable(result).compile();
  return { storage, variables: [...variables.values()], constants, result: toVariable(result) };
}

function apply(operator: string, x: Variable, rest: (Variable | number)[]): Variable {
  if (operator === 'neg') return x.mul(-1);
  if (operator === 'sqrt') return x.pow(0.5);
  return x[methods[operator]](...rest);
}

function forward({ storage, variables, constants, result }: Graph, x: Point): number {
  variables.forEach((variable, i) => {
    variable.setValue(x[i]);
  });
  constants.forEach((value, constant) => {
    constant.setValue(value);
  });
  storage.forward();
  return result.getValue();
}

function backward(graph: Graph, x: Point): number[] {
  forward(graph, x);
  graph.storage.gv.fill(0); // backward() adds to what is there
  graph.result.setGradient(1);
  graph.storage.backward();
  return graph.variables.map((variable) => variable.getGradient());
}
