import { coarsest, type Dtype } from '../../numeric/dtype.ts';
import type { Variable } from '../variable.ts';
import { type Compressed, compressedIn } from './compressed.ts';
import type { Frame, Layout } from './frame.ts';
import { type ShapeMistake, shapeMistake } from './misfit.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { type Sparse, sparseIn, transposed } from './sparse.ts';
import { compressedOf } from './sparse-blocks.ts';

/** A Jacobian as it was found: its numbers, outputs by inputs, or what keeps it from being compared entry by entry. */
export interface FittedJacobian {
  readonly values: Float64Array;
  readonly dtypes: readonly Dtype[];
  readonly pieces: readonly Piece[];
  /** What it is in the place of all its numbers, where it is sparse. */
  readonly compressed?: Compressed;
  readonly mistake?: ShapeMistake;
}

const OTHER: Readonly<Record<Layout, Layout>> = {
  'outputs-by-inputs': 'inputs-by-outputs',
  'inputs-by-outputs': 'outputs-by-inputs',
};

/**
 * Fits a Jacobian to the sides it must have.
 *
 * One that fits only the other way round is read so, and said to be transposed; one that has other rows or other columns than it should
 * has only its size in common with what is meant, until it is known which they are.
 *
 * @throws TypeError - when it is none at all: with the shape it must have, and what arrived
 */
export function fitJacobian(found: unknown, frame: Frame): FittedJacobian {
  const other = { ...frame, layout: OTHER[frame.layout] };
  const straight = fitted(found, frame);
  if (straight !== undefined) return straight;
  const turned = fitted(found, other);
  if (turned !== undefined) return { ...turned, mistake: { kind: 'transposed' } };
  const mistake = shapeMistake(found, frame);
  const values = new Float64Array(frame.outputs.size * frame.inputs.size).fill(Number.NaN);
  return { values, dtypes: frame.variables.map(({ dtype }) => dtype), pieces: [], mistake };
}

function fitted(found: unknown, frame: Frame): FittedJacobian | undefined {
  const sparse = sparseIn(found);
  if (sparse !== undefined) return fittedSparse(sparse, frame);
  const pieces = piecesIn(found, frame);
  if (pieces === undefined) return undefined;
  const isSparse = pieces.some(({ numbers }) => numbers.entries !== undefined);
  const compressed = isSparse ? compressedOf(pieces, frame) : undefined;
  return compressed ? inEntries(compressed, frame) : assembled(pieces, frame);
}

function fittedSparse(
  sparse: Sparse,
  { outputs, inputs, layout, variables }: Frame,
): FittedJacobian | undefined {
  const straight = layout === 'outputs-by-inputs' ? sparse : transposed(sparse);
  const compressed = compressedIn(straight, { rows: outputs.size, columns: inputs.size });
  return compressed && inEntries(compressed, { variables });
}

function inEntries(
  compressed: Compressed,
  { variables }: Pick<Frame, 'variables'>,
): FittedJacobian {
  const dtypes = variables.map(() => compressed.dtype);
  return { values: new Float64Array(), dtypes, pieces: [], compressed };
}

function piecesIn(
  found: unknown,
  { outputs, inputs, layout }: Frame,
): readonly Piece[] | undefined {
  const isByOutputs = layout === 'outputs-by-inputs';
  const [first, second] = isByOutputs ? [outputs, inputs] : [inputs, outputs];
  return piecesOf(found, { first, second });
}

function assembled(pieces: readonly Piece[], frame: Frame): FittedJacobian {
  const { outputs, inputs, layout, variables } = frame;
  const values = new Float64Array(outputs.size * inputs.size);
  const strides = layout === 'outputs-by-inputs' ? [inputs.size, 1] : [1, inputs.size];
  for (const piece of pieces) place(piece, values, { down: strides[0], across: strides[1] });
  const dtypes = variables.map((variable) => formatOf(pieces, variable, layout));
  return { values, dtypes, pieces };
}

/** How far apart neighbours lie among the values. */
interface Strides {
  readonly down: number;
  readonly across: number;
}

function place({ first, second, numbers }: Piece, into: Float64Array, strides: Strides): void {
  const { down, across } = strides;
  for (let i = 0; i < first.size; i++)
    for (let j = 0; j < second.size; j++)
      into[(first.offset + i) * down + (second.offset + j) * across] = numbers.read(
        i * second.size + j,
      );
}

function formatOf(pieces: readonly Piece[], { offset, size }: Variable, layout: Layout): Dtype {
  const touching = pieces.filter(({ first, second }) => {
    const inputs = layout === 'outputs-by-inputs' ? second : first;
    return inputs.offset < offset + size && offset < inputs.offset + inputs.size;
  });
  return coarsest(...new Set(touching.map(({ numbers }) => numbers.dtype)));
}
