import { arrived } from '../arrived.ts';
import { sameShape, shapeText } from '../cells.ts';
import { isFloatArray, isIntegerArray, isNumberRow, isObject } from '../kinds.ts';
import { isPromise } from '../then.ts';
import { type Sizes, strayIn } from './compressed.ts';
import { type Numbers, numbersIn } from './dense.ts';
import { type Frame, TANGENT } from './frame.ts';
import { matrixIn } from './matrix-in.ts';
import type { Side } from './side.ts';
import { type Sparse, sparseIn } from './sparse.ts';

/** What keeps a matrix from being compared entry by entry. */
export type ShapeMistake = { readonly kind: 'transposed' } | WrongCount;

/** A matrix that has more, or fewer, rows or columns than it should. */
export interface WrongCount {
  readonly kind: 'rows' | 'columns';
  /** How many it has. */
  readonly count: number;
  /** Its numbers, outputs by inputs. */
  readonly values: Float64Array;
}

/**
 * What is wrong with a matrix whose one side is right.
 *
 * @throws TypeError - when neither is
 */
export function shapeMistake(found: unknown, frame: Frame): WrongCount {
  const { outputs, inputs, layout } = frame;
  const matrix = matrixIn(found, layout);
  if (matrix?.columns === inputs.size)
    return { kind: 'rows', count: matrix.rows, values: matrix.values };
  if (matrix?.rows === outputs.size)
    return { kind: 'columns', count: matrix.columns, values: matrix.values };
  throw notJacobian(found, frame);
}

function notJacobian(found: unknown, frame: Frame): TypeError {
  const { outputs, inputs, layout, noun } = frame;
  const isByOutputs = layout === 'outputs-by-inputs';
  const [down, across] = isByOutputs ? [outputs, inputs] : [inputs, outputs];
  const sides = isByOutputs ? 'a row for each output' : 'a row for each input';
  const shape = `the ${noun} must have shape ${shapeText([down.size, across.size])}`;
  const law = noun === 'Hessian' ? shape : `${shape}, ${sides}`;
  return new TypeError(`${law}, got ${describe(found, frame)}${adviceFor(found, frame)}`);
}

function describe(found: unknown, frame: Frame): string {
  const sparse = sparseIn(found);
  if (sparse !== undefined) return describeSparse(sparse, frame);
  const shape = numbersIn(found)?.shape;
  return shape === undefined || shape.length === 0 ? arrived(found) : shapeText(shape);
}

function describeSparse(sparse: Sparse, { outputs, inputs, layout }: Frame): string {
  const [down, across] = layout === 'outputs-by-inputs' ? [outputs, inputs] : [inputs, outputs];
  const sizes = { rows: down.size, columns: across.size };
  if (sparse.shape !== undefined && !sameShape(sparse.shape, [down.size, across.size]))
    return `a sparse matrix of shape ${shapeText(sparse.shape)}`;
  const at = `a sparse matrix with an entry at ${shapeText(strayIn(sparse, sizes) ?? [])}`;
  return countsFromOne(sparse, sizes)
    ? `${at}; its indices seem to count from 1, and must from 0`
    : at;
}

function countsFromOne({ rows, columns }: Sparse, sizes: Sizes): boolean {
  const isCounting = (indices: ArrayLike<number>, size: number) =>
    Array.from(indices).every((at) => at >= 1 && at <= size);
  return isCounting(rows, sizes.rows) && isCounting(columns, sizes.columns);
}

function adviceFor(found: unknown, { outputs, inputs, noun }: Frame): string {
  if (isPromise(found)) return '; await it first';
  if (isComplex(found))
    return '; complex numbers are pairs of reals here, { re, im }, and an entry a + bi is the block [[a, -b], [b, a]]';
  if (noun === 'Hessian' && inputs.members?.has(TANGENT))
    return '; with `retract` it is that of f(x ⊕ δ) by δ';
  const [flat, ...more] = numbersIn(found)?.shape ?? [];
  if (noun === 'Hessian' && more.length === 0 && flat === (inputs.size * (inputs.size + 1)) / 2)
    return "; say which half of it is packed there: triangle: 'lower' or 'upper'";
  if (more.length === 0 && flat === outputs.size * inputs.size)
    return `; a flat array does not say whether it lists rows or columns: { data, shape: ${shapeText([outputs.size, inputs.size])} }, or with shape ${shapeText([inputs.size, outputs.size])} and layout: 'inputs-by-outputs' when it lists columns`;
  const missing = isObject(found)
    ? (missingIn(found, outputs) ?? missingIn(found, inputs))
    : undefined;
  if (missing !== undefined) return `; there is no \`${missing}\` in it`;
  if (
    isListOfEntries(numbersIn(found), { rows: outputs.size, columns: inputs.size }) ||
    isOfLists(found)
  )
    return '; entries are { rows, cols, values, shape }, or compressed { rowPtr, colIndices, values }';
  return '';
}

/** Whether it seems to be a list of [row, column, value]. */
function isListOfEntries(numbers: Numbers | undefined, sizes: Sizes): boolean {
  const [count = 0, width] = numbers?.shape ?? [];
  if (numbers === undefined || width !== 3) return false;
  const isWithin = (at: number, size: number) => Number.isInteger(at) && at >= 0 && at <= size;
  return Array.from({ length: count }, (_, k) => k).every(
    (k) =>
      isWithin(numbers.read(3 * k), sizes.rows) && isWithin(numbers.read(3 * k + 1), sizes.columns),
  );
}

/** Whether it is an object of lists of numbers, as sparse matrices are. */
function isOfLists(found: unknown): boolean {
  if (!isObject(found) || Array.isArray(found)) return false;
  const lists = Object.values(found).filter(
    (one) => isNumberRow(one) || isFloatArray(one) || isIntegerArray(one),
  );
  return lists.length >= 3;
}

function isComplex(found: unknown, axes = 4): boolean {
  if (Array.isArray(found)) return axes > 0 && found.some((item) => isComplex(item, axes - 1));
  return isObject(found) && typeof found.re === 'number' && typeof found.im === 'number';
}

function missingIn(found: object, { members }: Side): string | undefined {
  const keys = [...(members?.keys() ?? [])].filter((key) => typeof key === 'string');
  return keys.some((key) => key in found) ? keys.find((key) => !(key in found)) : undefined;
}
