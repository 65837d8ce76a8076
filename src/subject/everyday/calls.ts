import { type Calls, callsOf, isSpreadOver, type Written } from './calling.ts';
import { narrowed } from './narrowed.ts';

// what is outside of this file's part of the package reaches the calls through it
export {
  type Calls,
  callOf,
  callsOf,
  filling,
  isSpreadOver,
  tried,
  zerosLike,
} from './calling.ts';

/** The calls of two functions of a point, each as it wants to be called, at what has a gradient. */
export function pairCalls(written: Written, at: unknown): Calls {
  const calls = callsOf(written, at);
  return isSpreadOver(written.value, at) ? narrowed(calls, at) : calls;
}
