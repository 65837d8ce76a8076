import { largestOf } from '../numeric/vector.ts';
import { variableAt } from '../subject/variable.ts';
import type { Study } from './study.ts';

/** Nearer to 0 the point itself may be the length scale. */
const NEAR_ZERO = 1e-3;
/** So many others show how large a variable is. */
const ENOUGH_OTHERS = 256;

/** Whether a coordinate lies next to 0, and not at it. */
export function isNextToZero({ base }: Pick<Study, 'base'>, coordinate: number): boolean {
  return base[coordinate] !== 0 && Math.abs(base[coordinate]) < NEAR_ZERO;
}

/** How far from 0 a coordinate next to it lies; one at 0 as far as the others of its variable, where these are next to it. */
export function nearZeroAt(
  { base, subject }: Pick<Study, 'base' | 'subject'>,
  coordinate: number,
): { readonly nearZero?: number } {
  const largestBeside = () => {
    const { offset, size } = variableAt(subject.variables, coordinate);
    return largestOf(base.subarray(offset, offset + Math.min(size, ENOUGH_OTHERS)));
  };
  const distance = Math.abs(base[coordinate]) || largestBeside();
  return distance > 0 && distance < NEAR_ZERO ? { nearZero: distance } : {};
}
