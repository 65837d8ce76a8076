import { coarsest } from '../../numeric/dtype.ts';
import { columnsIn } from '../../numeric/pattern.ts';
import { type Compressed, compressedIn, type Repeated } from './compressed.ts';
import type { Frame } from './frame.ts';
import type { Piece } from './pieces.ts';

/** One entry of a block, where it is in the whole matrix. */
interface Entry {
  readonly row: number;
  readonly column: number;
  readonly value: number;
}

/** Blocks some of which are sparse as one sparse matrix; the others have all of their entries. */
export function compressedOf(pieces: readonly Piece[], frame: Frame): Compressed | undefined {
  const entries = pieces.flatMap((piece) => [...entriesOf(piece)].map(placed(piece, frame)));
  const sizes = { rows: frame.outputs.size, columns: frame.inputs.size };
  const all = {
    rows: entries.map(({ row }) => row),
    columns: entries.map(({ column }) => column),
    values: Float64Array.from(entries, ({ value }) => value),
  };
  const compressed = compressedIn(all, sizes);
  return (
    compressed && {
      ...compressed,
      dtype: coarsest(...new Set(pieces.map(({ numbers }) => numbers.dtype))),
      repeated: pieces.flatMap((piece) =>
        (piece.numbers.entries?.repeated ?? []).map(placed(piece, frame)),
      ),
    }
  );
}

function* entriesOf({ numbers, first, second }: Piece): Iterable<Entry> {
  const { entries, read } = numbers;
  for (let row = 0; row < first.size; row++) {
    const given = entries && columnsIn(entries.pattern, row);
    const start = entries?.pattern.starts[row] ?? 0;
    for (let k = 0; k < (given?.length ?? second.size); k++)
      yield entries
        ? { row, column: given?.[k] as number, value: entries.values[start + k] as number }
        : { row, column: k, value: read(row * second.size + k) };
  }
}

/** From a place in a block to that in the whole matrix, outputs by inputs. */
function placed({ first, second }: Piece, { layout }: Frame) {
  return <Place extends Pick<Repeated, 'row' | 'column'>>(place: Place): Place => {
    const [down, across] = [first.offset + place.row, second.offset + place.column];
    const [row, column] = layout === 'outputs-by-inputs' ? [down, across] : [across, down];
    return { ...place, row, column };
  };
}
