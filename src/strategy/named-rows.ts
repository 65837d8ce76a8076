import type { ResolvedOptions } from '../options/options.ts';
import type { Variable } from '../subject/variable.ts';
import { type Wanted, wantedIn, wantedOf } from './named.ts';

/** The two sides of a Jacobian. */
export interface Axes {
  readonly outputs: readonly Variable[];
  readonly variables: readonly Variable[];
  /** How many numbers the output has. */
  readonly rows: number;
}

/**
 * What the option `variables` asks for of each row of a Jacobian; nothing of those that are left out.
 *
 * A name is that of an input, for its columns; of an output, for its rows; or of entries, `∂y[1]/∂x[2]`, each part of which may stand
 * for more than one number.
 *
 * @throws RangeError - for a name that stands for nothing
 */
export function wantedRows(
  axes: Axes,
  options: Pick<ResolvedOptions, 'variables'>,
): ReadonlyMap<number, readonly Wanted[]> {
  const { variables, rows } = axes;
  const { variables: names } = options;
  const all = Array.from({ length: rows }, (_, row) => row);
  if (names === undefined) return new Map(all.map((row) => [row, wantedIn(variables, options)]));
  const selections = names.map((name) => selectionBy(name, axes));
  const byRow = all.map((row) => {
    const own = selections.filter(({ isRow }) => isRow(row)).flatMap(({ columns }) => columns);
    return [row, own.length === 0 ? [] : wantedOf(variables, own)] as const;
  });
  return new Map(byRow.filter(([, wanted]) => wanted.length > 0));
}

interface Selected {
  readonly isRow: (row: number) => boolean;
  /** Names of the inputs. */
  readonly columns: readonly string[];
}

function selectionBy(name: string, axes: Axes): Selected {
  const [, of, by] = /^∂²[^/]+\/∂(.+)∂(.+)$/su.exec(name) ?? /^∂(.+)\/∂(.+)$/su.exec(name) ?? [];
  if (of !== undefined && by !== undefined) return { isRow: rowsNamed(of, axes), columns: [by] };
  if (isAbout(name, axes.variables) || !isAbout(name, axes.outputs))
    return { isRow: () => true, columns: [name] };
  return { isRow: rowsNamed(name, axes), columns: axes.variables.map(({ path }) => path) };
}

function rowsNamed(name: string, { outputs }: Axes): Selected['isRow'] {
  const wanted = wantedOf(outputs, [name]);
  return (row) =>
    wanted.some(({ variable: { offset, size }, named }) =>
      named ? named.includes(row) : row >= offset && row < offset + size,
    );
}

function isAbout(name: string, variables: readonly Variable[]): boolean {
  try {
    return wantedOf(variables, [name]).length > 0;
  } catch {
    return false;
  }
}
