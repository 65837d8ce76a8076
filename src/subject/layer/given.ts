import { asArray } from '../arrays.ts';
import { type NamedCells, numbersIn, putNumbersBack } from '../arriving.ts';
import { putBackEach } from '../put-back.ts';
import type { Holding } from './inventory.ts';
import { follow, setMember } from './trail.ts';

/** Numbers that a layer is checked at, as they were before any pass. */
export interface Given {
  /** Whether this array holds other numbers than it was given. */
  isChanged(numbers: NamedCells): boolean;
  /** Takes what the array holds now for what it was given. */
  accept(numbers: NamedCells): void;
  /** Writes the given numbers back to where they have been overwritten. */
  settle(all: readonly NamedCells[]): void;
}

/** Remembers numbers. Of what comes later those are taken that it is first asked for. */
export function rememberGiven(all: readonly NamedCells[]): Given {
  const given = new Map<unknown, Float64Array>();
  const keyOf = ({ cells }: NamedCells) => cells.rows[0] ?? cells;
  const accept = (numbers: NamedCells) => {
    given.set(keyOf(numbers), numbersIn(numbers));
  };
  const of = (numbers: NamedCells) => {
    if (!given.has(keyOf(numbers))) accept(numbers);
    return given.get(keyOf(numbers)) as Float64Array;
  };
  all.forEach(accept);
  return {
    isChanged: (numbers) => !numbers.cells.holds(of(numbers), 0),
    accept,
    settle: (changed) => putBackEach(changed, (numbers) => putNumbersBack(numbers, of(numbers))),
  };
}

/** Whether an array is no longer as long as it was when it was found. */
export function isResized({ value, cells }: Holding): boolean {
  return cells.rows.length > 0 && asArray(value, 'typed')?.size !== cells.size;
}

/** Whether a layer still holds the array it held, and not another in its place. */
export function isSeated(layer: object, { trail, value, cells }: Holding): boolean {
  return cells.rows.length === 0 || follow(layer, trail) === value;
}

/** Has a layer hold an array again in whose place it has put another. */
export function seat(layer: object, holding: Holding): void {
  if (isSeated(layer, holding)) return;
  const { trail, value } = holding;
  setMember(follow(layer, trail.slice(0, -1)), trail.at(-1) as string, value);
}
