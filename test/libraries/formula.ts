import { Decimal } from 'decimal.js';
import type { Reference } from './case.ts';

/** A number, the name of a variable, or an operation on formulas: what a library is told to differentiate. */
export type Formula = number | string | Operation;

export interface Operation {
  readonly operator: string;
  readonly operands: readonly Formula[];
}

/** What to make of each part of a formula: how a library builds it, or its value. */
export interface Algebra<T> {
  number(value: number): T;
  variable(name: string): T;
  operation(operator: string, operands: readonly T[]): T;
}

/** Puts a formula together again, from the leaves up. */
export function fold<T>(formula: Formula, algebra: Algebra<T>): T {
  if (typeof formula === 'number') return algebra.number(formula);
  if (typeof formula === 'string') return algebra.variable(formula);
  const operands = formula.operands.map((operand) => fold(operand, algebra));
  return algebra.operation(formula.operator, operands);
}

export function operatorsIn(formula: Formula): string[] {
  if (typeof formula !== 'object') return [];
  return [formula.operator, ...formula.operands.flatMap(operatorsIn)];
}

/**
 * Reads `x^2*sin(-y)/3`.
 *
 *     sum     = product { (+ | −) product }
 *     product = factor { (* | /) factor }
 *     factor  = − factor | atom [ ^ factor ]
 *     atom    = number | name | name ( sum , … ) | ( sum )
 */
export function parseFormula(text: string): Formula {
  const tokens = text.match(/\d+\.?\d*|[a-z]\w*|[-+*/^(),]/gi) ?? [];
  let next = 0;
  const accept = (token: string) => tokens[next] === token && next++ >= 0;

  function chain(operators: Record<string, string>, operand: () => Formula): Formula {
    let left = operand();
    while (tokens[next] in operators) {
      const operator = operators[tokens[next++]];
      left = { operator, operands: [left, operand()] };
    }
    return left;
  }

  function sum(): Formula {
    return chain({ '+': 'add', '-': 'sub' }, product);
  }

  function product(): Formula {
    return chain({ '*': 'mul', '/': 'div' }, factor);
  }

  function factor(): Formula {
    if (accept('-')) return { operator: 'neg', operands: [factor()] };
    const base = atom();
    return accept('^') ? { operator: 'pow', operands: [base, factor()] } : base;
  }

  function atom(): Formula {
    if (accept('(')) return closed(sum());
    const token = tokens[next++];
    if (!Number.isNaN(Number(token))) return Number(token);
    return accept('(') ? { operator: token, operands: list() } : token;
  }

  function list(): Formula[] {
    const operands = [sum()];
    while (accept(',')) operands.push(sum());
    return closed(operands);
  }

  function closed<T>(inside: T): T {
    if (!accept(')')) throw new SyntaxError(`no ) in ${text} at ${tokens[next]}`);
    return inside;
  }

  const formula = sum();
  if (next < tokens.length) throw new SyntaxError(`${text} goes on after ${tokens[next - 1]}`);
  return formula;
}

const Exact = Decimal.clone({ precision: 60 });
type Exact = Decimal;

const zero = new Exact(0);
const two = new Exact(2);
const reciprocal = (x: Exact) => new Exact(1).div(x);

const exactOperators: Record<string, (x: Exact, y: Exact) => Exact> = {
  add: (x, y) => x.add(y),
  sub: (x, y) => x.sub(y),
  mul: (x, y) => x.mul(y),
  div: (x, y) => x.div(y),
  pow: (x, y) => x.pow(y),
  neg: (x) => x.neg(),
  abs: (x) => x.abs(),
  sqrt: (x) => x.sqrt(),
  cbrt: (x) => x.cbrt(),
  exp: (x) => x.exp(),
  log: (x) => x.ln(),
  log10: (x) => x.log(10),
  log2: (x) => x.log(2),
  sin: (x) => x.sin(),
  cos: (x) => x.cos(),
  tan: (x) => x.tan(),
  sec: (x) => reciprocal(x.cos()),
  csc: (x) => reciprocal(x.sin()),
  cot: (x) => reciprocal(x.tan()),
  asin: (x) => x.asin(),
  acos: (x) => x.acos(),
  atan: (x) => x.atan(),
  asec: (x) => reciprocal(x).acos(),
  acsc: (x) => reciprocal(x).asin(),
  acot: (x) => reciprocal(x).atan(),
  atan2: (x, y) => Exact.atan2(x, y),
  sinh: (x) => x.sinh(),
  cosh: (x) => x.cosh(),
  tanh: (x) => x.tanh(),
  sech: (x) => reciprocal(x.cosh()),
  csch: (x) => reciprocal(x.sinh()),
  coth: (x) => reciprocal(x.tanh()),
  asinh: (x) => x.asinh(),
  acosh: (x) => x.acosh(),
  atanh: (x) => x.atanh(),
  asech: (x) => reciprocal(x).acosh(),
  acsch: (x) => reciprocal(x).asinh(),
  acoth: (x) => reciprocal(x).atanh(),
  sigmoid: (x) => reciprocal(x.neg().exp().add(1)),
  min: (x, y) => Exact.min(x, y),
  max: (x, y) => Exact.max(x, y),
  sign: (x) => new Exact(Exact.sign(x)),
  floor: (x) => x.floor(),
  relu: (x) => Exact.max(x, 0),
  elu: (x) => (x.gt(0) ? x : x.exp().sub(1)),
  selu: (x) => scaledElu(x),
  softsign: (x) => x.div(x.abs().add(1)),
  gaussian: (x) => x.pow(two).neg().exp(),
  bentIdentity: (x) => x.pow(two).add(1).sqrt().sub(1).div(2).add(x),
  bipolarSigmoid: (x) => two.div(x.neg().exp().add(1)).sub(1),
  hardTanh: (x) => Exact.max(-1, Exact.min(1, x)),
  complement: (x) => new Exact(1).sub(x),
};

/** Klambauer et al. (2017), arXiv 1706.02515. */
function scaledElu(x: Exact): Exact {
  const scale = new Exact('1.0507009873554804934193349852946');
  const alpha = new Exact('1.6732632423543772848170429916717');
  return x.gt(0) ? x.mul(scale) : x.exp().sub(1).mul(alpha).mul(scale);
}

/** Values and one-sided slopes in 60 digits: with a step of 1e-25, differences are exact to a double. */
export function exactReference(formula: Formula, at: Readonly<Record<string, number>>): Reference {
  const names = Object.keys(at);
  const h = new Exact('1e-25');
  const value = (moved?: string, by = zero) =>
    fold<Exact>(formula, {
      number: (constant) => new Exact(constant),
      variable: (name) => new Exact(at[name]).add(name === moved ? by : zero),
      operation: (operator, [x, y]) => exactOperators[operator](x, y),
    });
  return {
    value: () => value().toNumber(),
    slopes: (coordinate) => {
      const left = value().sub(value(names[coordinate], h.neg())).div(h);
      const right = value(names[coordinate], h).sub(value()).div(h);
      return [left.toNumber(), right.toNumber()];
    },
  };
}
