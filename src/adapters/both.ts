import { isRecord } from '../subject/kinds.ts';
import { type Point, partsOf } from './point.ts';

/** A value and its gradient, from one call. */
export interface Both {
  readonly value: unknown;
  readonly gradient: unknown;
}

const GRADIENTS = ['gradient', 'grad', 'grads'];

/**
 * The value and the gradient in a result: `{ value, gradient }`, the same with `grad` or `grads`, or
 * `[value, gradient]` where the value is a scalar and the gradient fits the point, because a function may as well
 * return two arrays.
 *
 * @param result - already read: numbers for scalars, `{ data, shape }` for arrays
 * @returns `undefined` when it is neither
 */
export function bothIn(result: unknown, point: Pick<Point<unknown>, 'tree'>): Both | undefined {
  if (Array.isArray(result) && result.length === 2) {
    const [value, gradient] = result;
    return typeof value === 'number' && fits(point, gradient) ? { value, gradient } : undefined;
  }
  if (!isRecord(result) || !('value' in result)) return undefined;
  const name = GRADIENTS.find((candidate) => candidate in result);
  return name === undefined ? undefined : { value: result.value, gradient: result[name] };
}

function fits(point: Pick<Point<unknown>, 'tree'>, gradient: unknown): boolean {
  try {
    partsOf(point, gradient);
    return true;
  } catch {
    return false;
  }
}
