import type { VariableCheck } from '../record.ts';
import type { Form, Law, Words } from './law.ts';
import { unchanged } from './law.ts';
import { nameOf, nounsFor } from './prose.ts';
import { axisOrders, type Rearrangement, rollsOfAll, shifts } from './rearrangement.ts';
import { type Prediction, type Row, type Scope, tolerance } from './scope.ts';
import { TURN } from './shape.ts';

/** analytic = numericᵀ, or the same numbers written column by column. */
export const transposed: Law = {
  id: 'transposed',
  forms: (scope) => {
    const orders = (shape: readonly number[]) => (shape.length === 2 ? axisOrders(shape) : []);
    return inEachVariable(scope, orders, { cost: 3, words: transposedWords });
  },
};

/** The right numbers in the wrong places. */
export const permuted: Law = {
  id: 'permuted',
  forms: (scope) => [
    ...inEachVariable(scope, shifts, { cost: 5, words: permutedWords }),
    ...inEachVariable(scope, (shape) => (shape.length > 2 ? axisOrders(shape) : []), {
      cost: 6,
      words: permutedWords,
    }),
    ...overAll(scope),
    ...anyOrder(scope),
  ],
};

interface Style {
  readonly cost: number;
  readonly words: (moved: Moved) => Words;
}

/** A rearrangement by name, with the row that each row shows. */
interface Moved {
  readonly name: string;
  readonly scope: Scope;
  readonly sources: readonly (Row | undefined)[];
}

/** One form for each rearrangement by name, applied to every variable of the scope that has it. */
function inEachVariable(
  scope: Scope,
  known: (shape: readonly number[]) => readonly Rearrangement[],
  { cost, words }: Style,
): readonly Form[] {
  const perVariable = new Map(
    scope.variables.map((variable) => [variable, known(variable.shape)] as const),
  );
  const names = new Set([...perVariable.values()].flat().map(({ name }) => name));
  const places = rowsByPlace(scope);
  return [...names].map((name) => {
    const sources = scope.rows.map((row) => {
      const order = perVariable.get(row.variable)?.find((one) => one.name === name);
      return order ? places.get(row.variable)?.get(order.source(row.flat)) : row;
    });
    const predictions = sources.map(toPrediction);
    return { predictions, cost, fitted: 0, words: () => words({ name, scope, sources }) };
  });
}

function rowsByPlace({ rows }: Scope): ReadonlyMap<VariableCheck, ReadonlyMap<number, Row>> {
  const places = new Map<VariableCheck, Map<number, Row>>();
  for (const row of rows) {
    const own = places.get(row.variable) ?? new Map<number, Row>();
    places.set(row.variable, own.set(row.flat, row));
  }
  return places;
}

function overAll(scope: Scope): readonly Form[] {
  const { rows, variables, complete } = scope;
  if (!complete || variables.length < 2) return [];
  const total = rows.length;
  const reversed = { name: 'all coordinates reversed', source: (k: number) => total - 1 - k };
  return [...rollsOfAll({ total }), reversed].map(({ name, source }) => {
    const sources = rows.map((_, k) => rows[source(k)]);
    const moved = { name: `${name}, from one variable into the next`, scope, sources };
    const predictions = sources.map(toPrediction);
    return { predictions, cost: 6, fitted: 0, words: () => permutedWords(moved) };
  });
}

/** The wrong rows hold each other's numbers: paired by size, both sides are the same. */
function anyOrder(scope: Scope): readonly Form[] {
  const { rows, wrong, complete } = scope;
  if (!complete || wrong.length < 2 || isPairOfSigns(wrong)) return [];
  const byNumeric = [...wrong].sort((a, b) => a.numeric - b.numeric);
  const byAnalytic = [...wrong].sort((a, b) => a.analytic - b.analytic);
  const sources = new Map(byAnalytic.map((row, k) => [row, byNumeric[k]]));
  return [
    {
      predictions: rows.map((row) =>
        sources.has(row) ? toPrediction(sources.get(row)) : unchanged(row),
      ),
      // two that are swapped are simpler than any rule that happens to swap them
      cost: wrong.length === 2 ? 4 : 8 + bitsOfOrders(wrong.length),
      fitted: 0,
      words: () => anyOrderWords(wrong),
    },
  ];
}

/** Two that are minus each other are swapped by a sign as well, and lost signs are what people lose. */
function isPairOfSigns(wrong: readonly Row[]): boolean {
  const isFlipped = (row: Row) =>
    Math.abs(row.analytic + row.numeric) <= tolerance(row, { ...row, numeric: -row.numeric });
  return wrong.length === 2 && wrong.every(isFlipped);
}

// log₂ n! by Stirling's formula
function bitsOfOrders(n: number): number {
  return n * Math.log2(n / Math.E) + Math.log2(2 * Math.PI * n) / 2;
}

function toPrediction(row: Row | undefined): Prediction | undefined {
  return row && { numeric: row.numeric, bar: row.bar };
}

function transposedWords({ scope: { variables, wrong } }: Moved): Words {
  const matrices = variables.filter(({ shape }) => shape.length === 2);
  const isJacobian = matrices.some(({ derivative }) => derivative !== undefined);
  const square = matrices.every(({ shape: [rows, columns] }) => rows === columns);
  const equation = square
    ? 'analytic[i,j] = numeric[j,i]'
    : 'analytic lists numeric column by column';
  return {
    title: matrices.length > 1 ? 'transposed matrices' : 'a transposed matrix',
    evidence: `${equation}: this explains all ${wrong.length} wrong ${nounsFor(matrices).many}`,
    help: isJacobian
      ? TURN
      : 'are the factors of an outer product swapped, or is a matrix stored column by column?',
  };
}

function permutedWords({ name, scope, sources }: Moved): Words {
  const first = scope.rows.findIndex((row, k) => scope.wrong.includes(row) && sources[k]);
  const source = sources[first];
  const example = source && `analytic ${nameOf(scope.rows[first])} = numeric ${nameOf(source)}`;
  return {
    title: name,
    evidence: `${example}, and so on: this explains all ${scope.wrong.length} wrong ${nounsFor(scope.variables).many}`,
    help: 'look for an index that is off by one, a kernel flipped on one side only, or axes read in another order',
  };
}

function anyOrderWords(wrong: readonly Row[]): Words {
  const [first, second] = wrong;
  const pair = wrong.length === 2;
  const { many } = nounsFor([first.variable]);
  return {
    title: pair ? `two swapped ${many}` : `${wrong.length} ${many} in another order`,
    evidence: pair
      ? `analytic ${nameOf(first)} = numeric ${nameOf(second)}, and the other way round`
      : `both sides hold the same ${wrong.length} numbers, in another order`,
    help: 'is something returned, sliced or stacked in another order than it is taken in?',
  };
}
