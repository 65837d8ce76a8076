import type { Uniform } from '../subject/random.ts';
import type { Variable } from '../subject/subject.ts';
import type { Request } from './named.ts';

/** The coordinates of one variable, divided into those to be checked one by one and the rest. */
export interface Selection {
  readonly variable: Variable;
  /** Flat coordinates, ascending. */
  readonly checked: readonly number[];
  readonly rest: readonly number[];
}

/**
 * Chooses which coordinates of a variable to check: those that were named and nothing else; or all when there are few, else
 * the first, the last, and one drawn from each of as many equal strata as remain, so that no row or block is left out for long.
 */
export function selectCoordinates(
  { variable, named }: Request,
  { count, random }: { readonly count: number; readonly random: Uniform },
): Selection {
  if (named !== undefined) return { variable, checked: named, rest: [] };
  const { offset, size } = variable;
  const all = Array.from({ length: size }, (_, k) => offset + k);
  if (count >= size) return { variable, checked: all, rest: [] };
  const chosen = new Set([offset, offset + size - 1].slice(0, count));
  const strata = count - chosen.size;
  const edge = (k: number) => 1 + Math.floor((k * (size - 2)) / strata);
  for (let k = 0; k < strata; k++) {
    chosen.add(offset + edge(k) + Math.floor(random() * (edge(k + 1) - edge(k))));
  }
  return {
    variable,
    checked: all.filter((k) => chosen.has(k)),
    rest: all.filter((k) => !chosen.has(k)),
  };
}

/** A flat coordinate as people write it: `W[2,3]`, or the bare path of a single number. */
export function nameCoordinate(variable: Variable, coordinate: number): string {
  const index = indexOf(variable, coordinate);
  return index.length === 0 ? variable.path : `${variable.path}[${index.join(',')}]`;
}

/** Its position along each axis of its variable; row-major. */
export function indexOf({ shape, offset }: Variable, coordinate: number): readonly number[] {
  const index: number[] = [];
  let rest = coordinate - offset;
  for (const size of [...shape].reverse()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index;
}
