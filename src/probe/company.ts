import type { Colouring } from '../numeric/colouring.ts';
import type { Company } from './probes.ts';

/** Moves the columns of one colour together, but for some rows each of theirs alone. */
export function companyIn(
  colourings: readonly Colouring[],
  isAlone: (row: number) => boolean,
): Company {
  const [{ colours, groups }, ...others] = colourings;
  return {
    of: (coordinate, row) => (isAlone(row) ? undefined : groups[colours[coordinate]]),
    ...(others.length > 0 && { other: companyIn(others, isAlone) }),
  };
}
