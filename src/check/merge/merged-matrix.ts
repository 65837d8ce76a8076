import type { MatrixContext } from '../../diagnosis/context.ts';
import { indexIn, nameAt } from '../../naming.ts';
import type { VariableCheck } from '../../record.ts';
import { isComplete } from './merge-variable.ts';

/** An output or a variable of a Jacobian, and where it begins among all of them. */
interface Side {
  readonly path: string;
  readonly shape: readonly number[];
  readonly size: number;
  readonly offset: number;
}

/** All of a Jacobian from its blocks, for mistakes that do not stop at their bounds; nothing where entries are missing. */
export function matrixOf(blocks: readonly VariableCheck[]): MatrixContext | undefined {
  const outputs = sidesOf(blocks, 'of');
  const inputs = sidesOf(blocks, 'by');
  const isWhole = blocks.length === outputs.size * inputs.size && blocks.every(isComplete);
  if (!isWhole || blocks.some(({ derivative }) => derivative === undefined)) return;
  const [{ dtype, derivative }] = blocks;
  const shape = [lengthOf(outputs), lengthOf(inputs)];
  const total = shape[0] * shape[1];
  const { second } = derivative ?? {};
  const whole: VariableCheck = {
    ...blocks[0],
    path: 'the matrix',
    shape,
    derivative: { of: 'y', by: 'x', axes: 1, ...(second !== undefined && { second }) },
    dtype,
    checked: total,
    total,
    wrong: sumOf(blocks, ({ wrong }) => wrong),
    kinks: sumOf(blocks, ({ kinks }) => kinks),
    ...columnsOf(blocks, { outputs, inputs, total, width: shape[1] }),
    worst: blocks.flatMap(({ worst }) => worst),
  };
  const namesOf = (sides: ReadonlyMap<string, Side>) => [...sides.values()].flatMap(namesIn);
  return {
    whole,
    outputs: namesOf(outputs),
    inputs: namesOf(inputs),
    isSymmetric: second !== undefined,
  };
}

function sidesOf(blocks: readonly VariableCheck[], side: 'of' | 'by'): ReadonlyMap<string, Side> {
  const sides = new Map<string, Side>();
  let offset = 0;
  for (const { shape, derivative } of blocks) {
    if (derivative === undefined || sides.has(derivative[side])) continue;
    const { axes } = derivative;
    const own = side === 'of' ? shape.slice(0, axes) : shape.slice(axes);
    const size = own.reduce((all, length) => all * length, 1);
    sides.set(derivative[side], { path: derivative[side], shape: own, size, offset });
    offset += size;
  }
  return sides;
}

function lengthOf(sides: ReadonlyMap<string, Side>): number {
  return [...sides.values()].reduce((sum, { size }) => sum + size, 0);
}

function namesIn({ path, shape, size }: Side): readonly string[] {
  return Array.from({ length: size }, (_, flat) => nameAt(path, indexIn(shape, flat)));
}

interface Frame {
  readonly outputs: ReadonlyMap<string, Side>;
  readonly inputs: ReadonlyMap<string, Side>;
  readonly total: number;
  /** How many columns it has. */
  readonly width: number;
}

const COLUMNS = ['at', 'analytic', 'numeric', 'bars'] as const;

function columnsOf(blocks: readonly VariableCheck[], { outputs, inputs, total, width }: Frame) {
  const empty = () => new Float64Array(total);
  const columns = { at: empty(), analytic: empty(), numeric: empty(), bars: empty() };
  for (const block of blocks) {
    const output = outputs.get(block.derivative?.of ?? '') as Side;
    const input = inputs.get(block.derivative?.by ?? '') as Side;
    block.coordinates.forEach((flat, k) => {
      const row = output.offset + Math.floor(flat / input.size);
      const place = row * width + input.offset + (flat % input.size);
      for (const name of COLUMNS) columns[name][place] = block[name][k];
    });
  }
  return { ...columns, coordinates: Uint32Array.from({ length: total }, (_, flat) => flat) };
}

function sumOf(blocks: readonly VariableCheck[], count: (block: VariableCheck) => number): number {
  return blocks.reduce((sum, block) => sum + count(block), 0);
}
