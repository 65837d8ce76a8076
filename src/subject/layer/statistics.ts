import { isObject } from '../kinds.ts';
import { isRunningStatistic } from './names.ts';

/** Names of a layer's running statistics that have changed since they were remembered. */
export type ChangedStatistics = () => readonly string[];

/** Remembers the running statistics of a layer: `runningMean`, `moving_variance` … */
export function rememberStatistics(layer: object): ChangedStatistics {
  const members = layer as Record<string, unknown>;
  const names = Object.keys(members).filter(isRunningStatistic);
  const before = new Map(names.map((name) => [name, numbersIn(members[name])]));
  return () => names.filter((name) => !same(before.get(name), numbersIn(members[name])));
}

/** All numbers of a number, an array of any kind and depth, or `{ data }`. */
function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  if (Array.isArray(value)) return value.flatMap(numbersIn);
  return isObject(value) ? numbersIn(value.data) : [];
}

function same(one: readonly number[] | undefined, other: readonly number[]): boolean {
  return one?.length === other.length && other.every((x, i) => Object.is(x, one[i]));
}
