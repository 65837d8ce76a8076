import { arrived } from './arrived.ts';
import { ofArray, Resized } from './blocks.ts';
import { type Cells, fill, indexAt, valuesOf } from './cells.ts';
import { memberPath } from './path.ts';
import { putBackEach } from './put-back.ts';

/** Numbers, and what they are called. */
export interface NamedCells {
  readonly path: string;
  readonly cells: Cells;
}

/** Whether a number that is written may not arrive: arrays may be frozen or behind a Proxy, records have setters; typed arrays take it. */
export function canRefuse({ rows }: Cells): boolean {
  return rows.length === 0 || !rows.every(ArrayBuffer.isView);
}

/**
 * Writes a number where it may be refused, and reads it back.
 *
 * @throws TypeError - naming the place that has not taken it
 */
export function writeArriving(numbers: NamedCells, index: number, value: number): void {
  const { cells } = numbers;
  tryTo(numbers, index, () => cells.write(index, value));
  if (!Object.is(cells.read(index), value)) throw refused(numbers, index);
}

/** The same for all of them, from where they lie in a longer array. */
export function storeArriving(numbers: NamedCells, from: Float64Array, offset: number): void {
  const { cells } = numbers;
  tryTo(numbers, 0, () => cells.store(from, offset));
  if (cells.holds(from, offset)) return;
  let index = 0;
  while (index < cells.size && Object.is(cells.read(index), from[offset + index])) index++;
  if (index < cells.size) throw refused(numbers, index);
}

/** Copies numbers in. */
export function fillArriving(numbers: NamedCells, values: Float64Array): void {
  if (canRefuse(numbers.cells)) storeArriving(numbers, values, 0);
  else fill(numbers.cells, values);
}

/** Copies numbers out; the error of an array that is no longer as long as it was names it. */
export function numbersIn({ path, cells }: NamedCells): Float64Array {
  try {
    return valuesOf(cells);
  } catch (error) {
    throw ofArray(path, error);
  }
}

/** Copies in those numbers that have changed, each whatever becomes of the others. */
export function putNumbersBack(numbers: NamedCells, values: Float64Array): void {
  const { cells } = numbers;
  const write = canRefuse(cells)
    ? (i: number) => writeArriving(numbers, i, values[i] as number)
    : (i: number) => cells.write(i, values[i] as number);
  putBackEach(values.keys(), (i) => {
    if (!Object.is(cells.read(i), values[i])) write(i);
  });
}

function tryTo(numbers: NamedCells, index: number, write: () => void): void {
  try {
    write();
  } catch (error) {
    if (error instanceof Resized) throw ofArray(numbers.path, error);
    throw refused(numbers, index, { cause: error });
  }
}

function refused({ path, cells }: NamedCells, index: number, reason?: ErrorOptions): TypeError {
  const name = indexAt({ shape: cells.shape, entry: index }).reduce(memberPath, path);
  const why = cells.rows.some(Object.isFrozen)
    ? 'it is frozen: freeze a copy instead'
    : 'is there a setter or a Proxy that drops what is written?';
  return new TypeError(
    `\`${name}\` must take the numbers that are written to it, but still holds ${arrived(cells.read(index))}; ${why}`,
    reason,
  );
}
