import type { Form, Law } from './law.ts';
import { counted, listed } from './prose.ts';
import { type Row, type Scope, tolerance } from './scope.ts';

/** analytic = numeric/k with a whole k that differs from coordinate to coordinate: one of k equal uses is left. */
export const overwrittenNotAccumulated: Law = {
  id: 'overwritten-not-accumulated',
  forms: (scope) => {
    const uses = scope.rows.map(usesOf);
    if (uses.some((count, k) => !isKnown(scope.rows[k], count))) return [];
    const several = new Set(uses).size > 1 && uses.some((count) => count > 1);
    const likely = uses.some((count) => !isPowerOfTwo(count)) || isByRow(scope, uses);
    return several && likely ? [form(scope, uses)] : [];
  },
};

/** A value used more often than this hardly has the same derivative each time. */
const MOST_USES = 8;

function usesOf({ analytic, numeric }: Row): number {
  const ratio = Math.round(numeric / analytic);
  return ratio >= 1 && ratio <= MOST_USES ? ratio : 1;
}

// whether the next whole number is out of the question
function isKnown(row: Row, uses: number): boolean {
  const next = Math.abs(row.numeric) / (uses * (uses + 1));
  return uses === 1 || 2 * tolerance(row, row) < next;
}

// halves alone also come from a square whose 2 is missing
function isPowerOfTwo(count: number): boolean {
  return [1, 2, 4, 8].includes(count);
}

// as when rows of a table are looked up, some of them twice
function isByRow({ rows, variables: [{ shape }], variables }: Scope, uses: readonly number[]) {
  if (variables.length > 1 || shape.length < 2) return false;
  const stride = shape.slice(1).reduce((a, b) => a * b, 1);
  const byRow = new Map<number, number>();
  return rows.every(({ flat }, k) => {
    const row = Math.floor(flat / stride);
    const known = byRow.get(row) ?? uses[k];
    byRow.set(row, known);
    return stride > 1 && known === uses[k];
  });
}

function form({ rows, wrong, variables }: Scope, uses: readonly number[]): Form {
  const counts = [...new Set(uses)].filter((count) => count > 1).sort((a, b) => a - b);
  const ratios = counts.map((count) => {
    const times = uses.filter((other) => other === count).length;
    return `${count} in ${counted(times, variables)}`;
  });
  return {
    predictions: rows.map(({ numeric, bar }, k) => ({
      numeric: numeric / uses[k],
      bar: bar / uses[k],
    })),
    cost: 6 + Math.log2(MOST_USES) * wrong.length,
    fitted: 0,
    words: () => ({
      title: 'contributions that are overwritten instead of added up',
      evidence: `numeric / analytic is a whole number: ${listed(ratios)}`,
      help: 'where a value is used more than once, does the backward pass assign with = instead of +=?',
    }),
  };
}
