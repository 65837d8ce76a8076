import type { MatrixContext } from './context.ts';
import type { Form } from './law.ts';
import { unchanged } from './law.ts';
import { type Prediction, type Row, type Scope, scopeOf, tolerance } from './scope.ts';

/** The rows of a Jacobian, or its columns: what a mistake in the order or the factors of whole lines is looked for in. */
export interface Lines {
  readonly scope: Scope;
  /** Whether they are those of a Hessian. */
  readonly isSymmetric: boolean;
  /** `row` or `column`. */
  readonly noun: 'row' | 'column';
  /** What each of them is called: `y[2]`. */
  readonly names: readonly string[];
  /** What is called each line of the other direction. */
  readonly across: readonly string[];
  readonly lines: readonly (readonly Row[])[];
  /** Which of them have an entry that is certainly wrong. */
  readonly wrong: readonly number[];
}

/** The lines of a matrix, in both directions, where every entry of those rows and columns that were compared at all is known. */
export function linesOf({ whole, outputs, inputs, isSymmetric }: MatrixContext): readonly Lines[] {
  const scope = scopeOf([whole]);
  const [, width] = whole.shape;
  const rows = distinct(scope.rows.map(({ flat }) => Math.floor(flat / width)));
  const columns = distinct(scope.rows.map(({ flat }) => flat % width));
  const count = columns.length;
  if (scope.rows.length < rows.length * count) return [];
  const byRow = rows.map((_, i) => scope.rows.slice(i * count, (i + 1) * count));
  const byColumn = columns.map((_, j) => byRow.map((line) => line[j]));
  const own = { scope, isSymmetric };
  const namesOf = (all: readonly string[], some: readonly number[]) => some.map((i) => all[i]);
  const [down, across] = [namesOf(outputs, rows), namesOf(inputs, columns)];
  return [
    { ...own, noun: 'row', names: down, across, ...marked(scope, byRow) },
    { ...own, noun: 'column', names: across, across: down, ...marked(scope, byColumn) },
  ];
}

function distinct(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function marked(scope: Scope, lines: Lines['lines']): Pick<Lines, 'lines' | 'wrong'> {
  return { lines, wrong: wrongIn(scope, lines) };
}

function wrongIn({ wrong }: Scope, lines: Lines['lines']): readonly number[] {
  const isWrong = new Set(wrong);
  return [...lines.keys()].filter((i) => lines[i].some((row) => isWrong.has(row)));
}

/** What each wrong line is predicted to be, entry by entry; the others are left as they are. */
export function predicting(
  { scope, lines, wrong }: Lines,
  predict: (line: number, at: number) => Prediction,
): Form['predictions'] {
  const predictions = new Map<Row, Prediction>();
  for (const line of wrong)
    for (const [at, row] of lines[line].entries()) predictions.set(row, predict(line, at));
  return scope.rows.map((row) => predictions.get(row) ?? unchanged(row));
}

/** Whether the analytic side of a line is the numeric side of another. */
export function isCopy(line: readonly Row[], source: readonly Row[]): boolean {
  return line.every(
    (row, at) => Math.abs(row.analytic - source[at].numeric) <= tolerance(row, source[at]),
  );
}
