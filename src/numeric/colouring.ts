import { columnsIn, type Pattern, turned } from './pattern.ts';

/** Columns of one colour share no row: moved together, they show as if each were moved alone. */
export interface Colouring {
  /** The colour of each column. */
  readonly colours: Uint32Array;
  /** The columns of each colour, ascending. */
  readonly groups: readonly Uint32Array[];
}

/**
 * Colours the columns of a matrix, each in turn with the first colour that no column has whose rows it shares (Curtis, Powell and Reid,
 * On the Estimation of Sparse Jacobian Matrices, doi:10.1093/imamat/13.1.117).
 *
 * @param order - in which the columns take their turn; as they come when left out
 */
export function colouringOf(pattern: Pattern, order?: Iterable<number>): Colouring {
  const colours = new Uint32Array(pattern.width).fill(NONE);
  const rowsBy = turned(pattern);
  // the last column that could not take a colour, for each colour: nothing has to be cleared for the next
  const takenFor: number[] = [];
  for (const column of order ?? colours.keys()) {
    for (const row of columnsIn(rowsBy, column))
      for (const other of columnsIn(pattern, row))
        if (colours[other] !== NONE) takenFor[colours[other]] = column;
    let colour = 0;
    while (takenFor[colour] === column) colour += 1;
    colours[column] = colour;
    takenFor[colour] ??= NONE;
  }
  return { colours, groups: groupsOf(colours, takenFor.length) };
}

const NONE = 2 ** 32 - 1;

function groupsOf(colours: Uint32Array, count: number): readonly Uint32Array[] {
  const groups = Array.from({ length: count }, () => [] as number[]);
  for (const [column, colour] of colours.entries()) groups[colour].push(column);
  return groups.map((group) => Uint32Array.from(group));
}
