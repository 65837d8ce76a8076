import type { Dtype } from '../numeric/dtype.ts';
import { roundTo } from '../numeric/float.ts';
import type { AccessedArray } from './adapter.ts';
import { arrived } from './arrived.ts';
import { type Cells, indexAt, rowCells, shapeText, sizeOf } from './cells.ts';
import { floatFormat, isFloatArray, isNumberRow, isObject } from './kinds.ts';
import { memberPath } from './path.ts';
import { notFinite, nothingInside } from './reject.ts';
import { isPromise } from './then.ts';
import { callUsers } from './users-code.ts';

/** The numbers of an accessed array, and the way to hand on what was written to them. */
export interface Accessed {
  readonly cells: Cells;
  /** Writes the numbers to the owner if any of them has changed since. */
  flush(): void;
}

/** Whether this gives its numbers through functions. */
export function isAccessed(value: unknown): value is AccessedArray {
  return isObject(value) && typeof value.read === 'function' && typeof value.write === 'function';
}

function numbersFrom(array: AccessedArray, name: string): ArrayLike<number> {
  const found: unknown = callUsers(() => array.read());
  if (isPromise(found)) throw notAtOnce(`${name}.read()`, found);
  if (isFloatArray(found) || isNumberRow(found)) return found;
  const isAlike = isObject(found) && !Array.isArray(found);
  const items = isAlike ? Array.from(found as unknown as ArrayLike<unknown>) : undefined;
  if (isNumberRow(items)) return items;
  throw new TypeError(`\`${name}.read()\` must give numbers, got ${arrived(found)}`);
}

/** Numbers in float64 that are rounded to a format as they are written, and whoever is to hear of a change. */
export function roundedCells(
  { numbers, shape, dtype }: Pick<Cells, 'shape' | 'dtype'> & { readonly numbers: Float64Array },
  { onChange }: { readonly onChange?: () => void } = {},
): Cells {
  const put = (index: number, value: number) => {
    const rounded = roundTo(value, dtype);
    if (!Object.is(numbers[index], rounded)) onChange?.();
    numbers[index] = rounded;
  };
  return {
    ...rowCells({ shape, dtype, rows: [numbers] }),
    write: put,
    store: (from, offset) => {
      for (let i = 0; i < numbers.length; i++) put(i, from[offset + i]);
    },
  };
}

/** Keeps a copy of the numbers that is written to in the owner's place, rounded as the owner would. */
export function accessedCells(array: AccessedArray, name: string): Accessed {
  const found = numbersFrom(array, name);
  const dtype: Dtype = array.dtype ?? floatFormat(found) ?? 'float64';
  if (found.length === 0) throw nothingInside(`${name}.read()`, found);
  const numbers = Float64Array.from(found);
  const shape = array.shape === undefined ? [numbers.length] : [...array.shape];
  if (sizeOf(shape) !== numbers.length)
    throw new RangeError(
      `\`${name}.read()\` must give the ${sizeOf(shape)} numbers of shape ${shapeText(shape)}, got ${arrived(found)}`,
    );
  const entry = numbers.findIndex((number) => !Number.isFinite(number));
  if (entry >= 0)
    throw notFinite(indexAt({ shape, entry }).reduce(memberPath, name), numbers[entry]);
  let isCurrent = true;
  const cells = roundedCells(
    { numbers, shape, dtype },
    {
      onChange: () => {
        isCurrent = false;
      },
    },
  );
  let isConfirmed = false;
  const confirm = () => {
    const stored = numbersFrom(array, name);
    const entry = numbers.findIndex((number, i) => number !== stored[i]);
    if (entry >= 0) throw notStored(name, { written: numbers[entry], stored: stored[entry] });
  };
  return {
    cells,
    flush: () => {
      if (isCurrent) return;
      const reply: unknown = callUsers(() => array.write(numbers));
      isCurrent = true;
      if (isPromise(reply)) throw notAtOnce(`${name}.write()`, reply);
      // once: to read numbers back may take as long as an evaluation
      if (!isConfirmed) confirm();
      isConfirmed = true;
    },
  };
}

/** The error for a promise; what it may still say, nobody waits for. */
function notAtOnce(call: string, promise: PromiseLike<unknown>): TypeError {
  Promise.resolve(promise).catch(() => {});
  return new TypeError(
    `\`${call}\` must be done when it returns, got a promise; wait in \`value\` and \`gradient\` instead`,
  );
}

function notStored(name: string, { written, stored }: { written: number; stored: unknown }) {
  const hint =
    Math.fround(written) === stored
      ? "if it stores them as float32, say `dtype: 'float32'`"
      : 'must `write` do more, or does `read` give what it was at first?';
  return new TypeError(
    `\`${name}.write()\` must store the numbers it is given: it got ${arrived(written)}, and \`read()\` gives ${arrived(stored)}; ${hint}`,
  );
}
