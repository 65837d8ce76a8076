import { formulas } from '../../../test/zoo/formulas.ts';
import { numbers } from '../../../test/zoo/numbers.ts';
import { toFloat64 } from '../../../test/zoo/operations.ts';
import type { Draws } from '../draws.ts';
import type { Instruction, Operation } from './instructions.ts';
import { operations } from './operations.ts';

/** A program and the point it was written for. */
export interface Program {
  readonly instructions: readonly Instruction[];
  readonly at: readonly number[];
}

/** Values stay in the range that people work in. */
const LARGEST = 1e6;
/** How often an operation is drawn again that does not suit its operands. */
const PATIENCE = 20;

const vocabulary = formulas(numbers(toFloat64));
const totalWeight = operations.reduce((total, { weight }) => total + weight, 0);

/** Draws a straight-line program over n inputs, in which every value is used, and its point. */
export function drawProgram(draws: Draws, n: number): Program {
  const at = drawPoint(draws, n);
  const writing = { values: [...at], unused: new Set(at.keys()), instructions: [] };
  const length = draws.integer({ low: 2, high: 4 + n });
  for (let i = 0; i < length; i++) drawInstruction(draws, writing);
  write(draws, writing, { operation: combine, operands: [...writing.unused] });
  return { instructions: writing.instructions, at };
}

/** Most points are of order one; some coordinates, or all of them, are large or small. */
function drawPoint(draws: Draws, n: number): number[] {
  const kind = draws.oneOf(['ordinary', 'ordinary', 'ordinary', 'uneven', 'scaled'] as const);
  const scale = kind === 'scaled' ? draws.magnitude({ low: -4, high: 3 }) : 1;
  return Array.from({ length: n }, () => {
    const own = kind === 'uneven' ? draws.magnitude({ low: -3, high: 2 }) : scale;
    return own * draws.normal();
  });
}

interface Writing {
  readonly values: number[];
  /** What no instruction has read yet. */
  readonly unused: Set<number>;
  readonly instructions: Instruction[];
}

function drawInstruction(draws: Draws, writing: Writing): void {
  for (let i = 0; i < PATIENCE; i++) {
    const operation = drawOperation(draws);
    const operands = drawOperands(draws, writing, operation);
    if (!operation.suits(operands.map((k) => writing.values[k]))) continue;
    if (write(draws, writing, { operation, operands })) return;
  }
}

function drawOperation(draws: Draws): Operation {
  let left = draws.between({ low: 0, high: totalWeight });
  for (const operation of operations) {
    left -= operation.weight;
    if (left < 0) return operation;
  }
  return operations[0];
}

/** What was not used yet is preferred, so that inputs do not fall by the wayside. */
function drawOperands(
  draws: Draws,
  { values, unused }: Writing,
  { takes }: Operation,
): readonly number[] {
  const count = takes === 'several' ? draws.integer({ low: 2, high: 5 }) : takes;
  const drawn = Array.from({ length: count }, () =>
    draws.chance(0.7) && unused.size > 0
      ? draws.oneOf([...unused])
      : draws.integer({ low: 0, high: values.length - 1 }),
  );
  return takes === 'several' ? [...new Set(drawn)] : drawn;
}

/** Appends an instruction, unless its results leave the range. */
function write(
  draws: Draws,
  { values, unused, instructions }: Writing,
  { operation, operands }: Pick<Instruction, 'operation' | 'operands'>,
): boolean {
  const constants = Array.from({ length: operation.holds(operands.length) }, () => draws.normal());
  const results = operation.apply(
    vocabulary,
    operands.map((k) => values[k]),
    constants,
  );
  if (!results.every((result) => Math.abs(result) < LARGEST)) return false;
  for (const k of operands) unused.delete(k);
  for (const result of results) unused.add(values.push(result) - 1);
  instructions.push({ operation, operands, constants });
  return true;
}

/** The end of every program: all that was not used yet, weighted and summed. */
const combine: Operation = {
  name: 'combine',
  takes: 'several',
  weight: 0,
  isSmooth: true,
  suits: () => true,
  holds: (operands) => operands,
  apply: (f, list, weights) => [f.dot(weights, list)],
};
