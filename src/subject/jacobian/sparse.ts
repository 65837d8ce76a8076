import { isFloatArray, isIntegerArray, isNumberRow, isObject } from '../kinds.ts';
import { methodOf } from '../members.ts';

/** A sparse matrix as its entries, in any order; those at the same place add up. */
export interface Sparse {
  /** Its sizes, where it says them. */
  readonly shape?: readonly [rows: number, columns: number];
  /** Of each entry, as they were given. */
  readonly rows: Numbers;
  readonly columns: Numbers;
  readonly values: Numbers;
}

type Numbers = ArrayLike<number>;

/** What the parts of a sparse matrix are called. */
const NAMES = {
  values: ['values', 'data', 'vals', '_values'],
  rows: ['rows', 'row', 'rowIndices', 'rowIndex', 'rowInd'],
  columns: [
    'cols',
    'columns',
    'col',
    'column',
    'colIndices',
    'columnIndices',
    'colIndex',
    'colInd',
  ],
  rowPointers: ['rowPtr', 'rowPointers', 'rowPtrs', 'rowStarts'],
  columnPointers: ['colPtr', 'columnPointers', 'colPtrs', 'colStarts'],
  /** Either of rows or of columns: which, another member says. */
  pointers: ['indptr', 'ptr', '_ptr'],
  indices: ['indices', 'index', '_index'],
  shape: ['shape', 'size', '_size'],
} as const;

/** Understands a sparse matrix: a class that can be iterated, triplets, compressed rows, compressed columns. */
export function sparseIn(found: unknown): Sparse | undefined {
  if (!isObject(found) || Array.isArray(found) || ArrayBuffer.isView(found)) return undefined;
  const shape = shapeOf(found);
  const entries = iterated(found) ?? compressed(found) ?? indexed(found);
  return entries && { ...entries, ...(shape && { shape }) };
}

function iterated(matrix: object): Sparse | undefined {
  const each = methodOf(matrix, 'forEachNonZero');
  const list = methodOf(matrix, 'nzEntries');
  const entries = { rows: [] as number[], columns: [] as number[], values: [] as number[] };
  // the value it is given back is the one it keeps
  const keep = (row: number, column: number, value: number) => {
    entries.rows.push(row);
    entries.columns.push(column);
    entries.values.push(value);
    return value;
  };
  if (list !== undefined)
    for (const entry of list.call(matrix) as Iterable<[number, number, number]>) keep(...entry);
  else if (each !== undefined) each.call(matrix, keep);
  else return undefined;
  return entries;
}

/** Pointers to where each row, or each column, begins. */
function compressed(matrix: Record<string, unknown>): Sparse | undefined {
  const values = numbersIn(matrix, NAMES.values);
  if (values === undefined) return undefined;
  const rows = numbersIn(matrix, NAMES.rowPointers);
  const columns = numbersIn(matrix, NAMES.columnPointers);
  const pointers = numbersIn(matrix, NAMES.pointers);
  const others = numbersIn(matrix, NAMES.indices);
  if (rows !== undefined) {
    const indices = numbersIn(matrix, NAMES.columns) ?? others;
    return indices && byRows({ pointers: rows, indices, values });
  }
  if (columns !== undefined) {
    const indices = numbersIn(matrix, NAMES.rows) ?? others;
    return indices && transposed(byRows({ pointers: columns, indices, values }));
  }
  if (pointers === undefined || others === undefined) return undefined;
  const entries = byRows({ pointers, indices: others, values });
  return isByColumns(matrix, pointers) ? transposed(entries) : entries;
}

/** Indices of rows and columns; one of both lists may be pointers. */
function indexed(matrix: Record<string, unknown>): Sparse | undefined {
  const values = numbersIn(matrix, NAMES.values);
  const rows = numbersIn(matrix, NAMES.rows);
  const columns = numbersIn(matrix, NAMES.columns);
  if (values === undefined || rows === undefined || columns === undefined) return undefined;
  if (rows.length === values.length && columns.length === values.length)
    return { rows, columns, values };
  if (columns.length === values.length) return byRows({ pointers: rows, indices: columns, values });
  if (rows.length === values.length)
    return transposed(byRows({ pointers: columns, indices: rows, values }));
  return undefined;
}

interface Compressed {
  readonly pointers: Numbers;
  readonly indices: Numbers;
  readonly values: Numbers;
}

function byRows({ pointers, indices, values }: Compressed): Sparse {
  const rows = new Float64Array(values.length).fill(Number.NaN);
  for (let row = 0; row + 1 < pointers.length; row++)
    rows.fill(row, pointers[row] as number, pointers[row + 1] as number);
  return { rows, columns: indices, values };
}

// mathjs compresses columns; SciPy says which, and rows unless it does
function isByColumns(matrix: Record<string, unknown>, pointers: Numbers): boolean {
  if ('_ptr' in matrix || matrix.mathjs === 'SparseMatrix' || matrix.format === 'csc') return true;
  const [rows, columns] = shapeOf(matrix) ?? [];
  return pointers.length !== (rows ?? 0) + 1 && pointers.length === (columns ?? Number.NaN) + 1;
}

const COUNTS = [
  ['rows', 'columns'],
  ['rows', 'cols'],
  ['m', 'n'],
] as const;

function shapeOf(matrix: Record<string, unknown>): Sparse['shape'] {
  const shape = numbersIn(matrix, NAMES.shape);
  if (shape?.length === 2) return [shape[0] as number, shape[1] as number];
  const counts = COUNTS.find((names) => names.every((name) => typeof matrix[name] === 'number'));
  return counts && [matrix[counts[0]] as number, matrix[counts[1]] as number];
}

function numbersIn(matrix: Record<string, unknown>, names: readonly string[]): Numbers | undefined {
  const lists = names.map((name) => matrix[name]);
  return lists.find(
    (list): list is number[] => isNumberRow(list) || isFloatArray(list) || isIntegerArray(list),
  );
}

/** The same with rows for columns. */
export function transposed<Given extends Sparse>(given: Given): Given {
  const { rows, columns, shape } = given;
  return {
    ...given,
    rows: columns,
    columns: rows,
    ...(shape && { shape: [shape[1], shape[0]] }),
  };
}
