import type { Arithmetic } from './arithmetic.ts';
import { type Formula, formulas } from './formulas.ts';
import { binaryOperations, type Round, unaryOperations } from './operations.ts';

/** The arithmetic of plain numbers, rounded after every operation. */
export function numbers(round: Round): Arithmetic<number> {
  return {
    constant: round,
    unary: (name, x) => round(unaryOperations[name].value(x)),
    binary: (name, a, b) => round(binaryOperations[name].value(a, b)),
    pow: (x, exponent) => round(x ** exponent),
    number: (x) => x,
  };
}

/** The formula as a function of plain numbers; the point is rounded too. */
export function toValue(formula: Formula, round: Round): (x: ArrayLike<number>) => number {
  const vocabulary = formulas(numbers(round));
  return (x) => formula(vocabulary, Array.from(x, round));
}
