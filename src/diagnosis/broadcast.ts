import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import { byRow, groupedAlong, mean } from './groups.ts';
import type { Form, Law } from './law.ts';
import type { Row, Scope } from './scope.ts';

/** Along an axis analytic repeats one number: the sum, the mean or one entry of what numeric has there. */
export const broadcastNotReduced: Law = {
  id: 'broadcast-not-reduced',
  forms: (scope) => {
    const [variable, ...others] = scope.variables;
    if (!scope.complete || others.length > 0 || scope.rows.length < 2) return [];
    const { shape } = variable;
    const along = shape.length < 2 ? [] : shape.flatMap((_, axis) => alongAxis(scope, axis));
    const everywhere = { groups: [scope.rows], one: 'every entry', many: 'the entries' };
    return [...along, ...(scope.rows.length > 2 ? repetitions(scope, everywhere, SUMS) : [])];
  },
};

function alongAxis(scope: Scope, axis: number): readonly Form[] {
  const groups = groupedAlong(scope.rows, axis);
  const { shape } = scope.variables[0];
  if (shape[axis] < 2) return [];
  const noun = shape.length === 2 ? ['row', 'column'][axis] : `slice of axis ${axis}`;
  const many = shape.length === 2 ? `the ${noun}s` : `the slices of axis ${axis}`;
  return repetitions(scope, { groups, one: `every ${noun}`, many }, [...SUMS, ...ENTRIES]);
}

/** Groups of rows that hold one number each. */
interface Repetition {
  readonly groups: readonly (readonly Row[])[];
  readonly one: string;
  readonly many: string;
}

type Of = (row: Row) => number;

interface Repeated {
  readonly name: string;
  readonly of: (group: readonly Row[], value: Of) => number;
}

const SUMS: readonly Repeated[] = [
  { name: 'the sum', of: (group, value) => group.length * mean(group, value) },
  { name: 'the mean', of: mean },
];

const ENTRIES: readonly Repeated[] = [
  { name: 'the first', of: ([first], value) => value(first) },
  { name: 'the last', of: (group, value) => value(group[group.length - 1]) },
];

function repetitions(
  { rows }: Scope,
  { groups, one, many }: Repetition,
  repeated: readonly Repeated[],
): readonly Form[] {
  if (!groups.every(isRepeated)) return [];
  return repeated.map(({ name, of }) => {
    const numeric = byRow(groups, (group) => of(group, (row) => row.numeric));
    const bars = byRow(groups, (group) => of(group, (row) => row.bar));
    return {
      predictions: rows.map((row) => ({ numeric: numeric.get(row) ?? 0, bar: bars.get(row) ?? 0 })),
      cost: 7,
      fitted: 0,
      words: () => ({
        title: 'a misplaced sum over a broadcast axis',
        evidence: `${one} of analytic is ${name} of ${many} of numeric`,
        help: 'is the sum over the broadcast axis missing, or taken over an axis that is not broadcast?',
      }),
    };
  });
}

/** Units in the last place that numbers written from one sum may be apart. */
const SAME = 8;

// of one number: and what has one entry that is not zero is its own sum
function isRepeated(group: readonly Row[]): boolean {
  const [first] = group;
  const apart = SAME * UNIT_ROUNDOFF[first.variable.dtype] * Math.abs(first.analytic);
  return (
    group.every(({ analytic }) => Math.abs(analytic - first.analytic) <= apart) &&
    group.filter(({ numeric }) => numeric !== 0).length > 1
  );
}
