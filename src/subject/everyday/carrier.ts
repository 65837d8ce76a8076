import { asArray } from '../arrays.ts';
import { type Cells, sizeOf } from '../cells.ts';
import { isNumberRow, isObject } from '../kinds.ts';
import { descriptorOf, memberOf, methodOf } from '../members.ts';
import { BACKWARDS, CARRIERS } from '../spellings.ts';

/** An object that carries its numbers and their gradient: `Value { data, grad }`, `{ name, data, grad }`, `Tensor { w, dw }`. */
export interface Carrier {
  readonly holder: Record<string, unknown>;
  /** The members that hold the one and the other. */
  readonly value: string;
  readonly gradient: string;
}

/** How an object carries numbers and a gradient; `undefined` when it does not. */
export function carrierOf(holder: unknown): Carrier | undefined {
  if (!isObject(holder) || Array.isArray(holder) || ArrayBuffer.isView(holder)) return undefined;
  const has = (name: string) => descriptorOf(holder, name) !== undefined;
  const names = CARRIERS.find(
    ({ value, gradient }) =>
      has(value) && has(gradient) && numbersOf(readable(holder, value)) !== undefined,
  );
  return names && { holder, ...names };
}

/** Whether this carries numbers and can run backward: a node of a graph. */
export function isNode(value: unknown): value is object {
  return isObject(value) && backwardOf(value) !== undefined && carrierOf(value) !== undefined;
}

/** The method that runs an object backward. */
export function backwardOf(holder: object): string | undefined {
  return BACKWARDS.find((name) => methodOf(holder, name) !== undefined);
}

// What can run backward is a node, and its names are known: then a getter alone is no search.
function readable(holder: object, key: string): unknown {
  const isKnown = backwardOf(holder) !== undefined;
  return isKnown ? (holder as Record<string, unknown>)[key] : memberOf(holder, key);
}

/** Numbers that lie somewhere, and their shape. */
export type Numbers = Pick<Cells, 'shape' | 'dtype' | 'size' | 'load' | 'write'>;

/** The numbers a member holds: a number, an array, `{ data, shape }`, or what carries numbers itself. */
export function numbersOf(value: unknown): Omit<Numbers, 'write'> | undefined {
  if (typeof value === 'number')
    return {
      shape: [],
      dtype: 'float64',
      size: 1,
      load: (into, offset) => {
        into[offset] = value;
      },
    };
  return cellsOf(value);
}

/** The numbers of an array in place, however it is wrapped. */
export function cellsOf(value: unknown): Cells | undefined {
  const cells = asArray(value, 'typed');
  if (cells !== undefined) return cells.size === 0 ? undefined : cells;
  if (!isObject(value) || Array.isArray(value)) return undefined;
  const inside = asArray(memberOf(value, 'data'), 'typed');
  return inside && shapedLike(inside, value);
}

// Flat numbers have the shape that their owner says they have.
function shapedLike(cells: Cells, owner: object): Cells {
  const shape = ['shape', 'dims']
    .map((name) => (owner as Record<string, unknown>)[name])
    .find((sizes): sizes is number[] => isNumberRow(sizes) && sizeOf(sizes) === cells.size);
  return shape === undefined || cells.shape.length > 1 ? cells : { ...cells, shape };
}

/** The numbers that a carrier holds now. */
export function numbersIn({ holder, value }: Carrier): Omit<Numbers, 'write'> {
  const numbers = numbersOf(holder[value]);
  if (numbers === undefined) throw new TypeError(`\`${value}\` must stay numbers`);
  return numbers.shape.length === 1 ? shapedLike(numbers as Cells, holder) : numbers;
}

/** The gradient that a carrier holds now: numbers, or nothing before the first backward pass. */
export function gradientOf({ holder, gradient }: Carrier): Float64Array | undefined {
  const held = holder[gradient];
  const inner = carrierOf(held);
  const numbers = inner ? numbersIn(inner) : numbersOf(held);
  return numbers && copyOf(numbers);
}

/** Copies numbers out. */
export function copyOf(numbers: Pick<Numbers, 'size' | 'load'>): Float64Array {
  const values = new Float64Array(numbers.size);
  numbers.load(values, 0);
  return values;
}

/** Stores numbers where a member has them: in its array, or in its place. */
export function storeAt(
  holder: Record<string, unknown>,
  key: string,
  numbers: ArrayLike<number>,
): void {
  const held = holder[key];
  if (typeof held === 'number') {
    holder[key] = numbers[0];
    return;
  }
  const inner = carrierOf(held);
  const cells = inner ? cellsOf(inner.holder[inner.value]) : cellsOf(held);
  if (cells === undefined) return;
  for (let i = 0; i < cells.size; i++) cells.write(i, numbers[i] as number);
}
