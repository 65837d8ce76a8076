import { copyTree } from '../copy.ts';
import { memberPath } from '../path.ts';
import { andThen, isPromise } from '../then.ts';
import { callUsers } from '../users-code.ts';
import type { Calls } from './calling.ts';
import { findersFor } from './input-gradients.ts';

/**
 * The calls of functions of several arguments at those that have a gradient; the others are given as they are.
 *
 * The gradient is asked for once, to see whose it is: a loss has none of its target.
 */
export function narrowed(calls: Calls, at: readonly unknown[]): Calls {
  const result = callUsers(() => calls.gradient(copyTree(at)));
  // whose it is nobody has waited for; what it throws, whoever asks for a gradient is told
  if (isPromise(result))
    return { ...calls, gradient: (point) => andThen(result, () => calls.gradient(point)) };
  const names = calls.names ?? at.map((_, i) => memberPath('at', i));
  const { byName, isList } = findersFor({}, { names, values: at, result });
  const isWhole = isList && byName.size === at.length;
  if (isWhole || byName.size === 0) return calls;
  const found = names.filter((name) => byName.has(name));
  const filled = (point: unknown) =>
    names.map((name, i) => {
      const place = found.indexOf(name);
      return place < 0 ? copyTree(at[i]) : (point as readonly unknown[])[place];
    });
  return {
    value: (point) => calls.value(filled(point)),
    gradient: (point) =>
      andThen(calls.gradient(filled(point)), (gradients) =>
        found.map((name) => byName.get(name)?.(gradients, {})),
      ),
    names: found,
    at: at.filter((_, i) => byName.has(names[i] as string)),
    unchecked: names.filter((name) => !byName.has(name)),
  };
}
