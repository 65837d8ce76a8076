import type { Formula, Formulas } from '../../../test/zoo/formulas.ts';

/** One line of a straight-line program: what is done to which earlier values. */
export interface Instruction {
  readonly operation: Operation;
  readonly operands: readonly number[];
  readonly constants: readonly number[];
}

/** An operation that ordinary functions are made of, and where people apply it. */
export interface Operation {
  readonly name: string;
  /** How many operands it takes; `several` are two to five. */
  readonly takes: 1 | 2 | 'several';
  readonly weight: number;
  readonly isSmooth: boolean;
  /** Whether somebody would apply it to values like these. */
  readonly suits: (operands: readonly number[]) => boolean;
  /** How many constants it holds, for so many operands. */
  readonly holds: (operands: number) => number;
  readonly apply: <T>(
    formulas: Formulas<T>,
    operands: readonly T[],
    constants: readonly number[],
  ) => readonly T[];
}

/** The program as a formula, to be run in any arithmetic; the result is the last value. */
export function toFormula(instructions: readonly Instruction[]): Formula {
  return <T>(formulas: Formulas<T>, x: readonly T[]) => {
    const values = [...x];
    for (const { operation, operands, constants } of instructions) {
      values.push(
        ...operation.apply(
          formulas,
          operands.map((k) => values[k]),
          constants,
        ),
      );
    }
    return values[values.length - 1];
  };
}

/** The program as people read it. */
export function print(instructions: readonly Instruction[]): string {
  return instructions
    .map(({ operation, operands }) => `${operation.name}(${operands.join(' ')})`)
    .join(' ');
}
