import { DEEPEST } from '../arrays.ts';
import { isObject } from '../kinds.ts';
import { isRunningStatistic } from './names.ts';
import { nameIn, partsOf } from './parts.ts';

/** Names of a layer's running statistics that have changed since they were remembered. */
export type ChangedStatistics = () => readonly string[];

/** Remembers the running statistics of a layer and of those inside it: `runningMean`, `moving_variance` … */
export function rememberStatistics(layer: object): ChangedStatistics {
  const statistics = partsOf(layer).flatMap((part) =>
    Object.keys(part.members)
      .filter(isRunningStatistic)
      .map((key) => ({
        name: nameIn(part, key),
        now: () => numbersIn(part.members[key]),
        before: numbersIn(part.members[key]),
      })),
  );
  return () => statistics.filter(({ before, now }) => !same(before, now())).map(({ name }) => name);
}

/** All numbers of a number, an array of any kind, or `{ data }`. */
function numbersIn(value: unknown, depth = 0): readonly number[] {
  if (typeof value === 'number') return [value];
  if (depth > DEEPEST) return [];
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  if (Array.isArray(value)) return value.flatMap((item) => numbersIn(item, depth + 1));
  return isObject(value) ? numbersIn(value.data, depth + 1) : [];
}

function same(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && other.every((x, i) => Object.is(x, one[i]));
}
