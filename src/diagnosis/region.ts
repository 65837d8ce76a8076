import { indexIn, nameAt, nameOfEntry } from '../naming.ts';
import type { VariableCheck } from '../record.ts';
import { counted, nounsFor } from './prose.ts';
import type { Row, Scope } from './scope.ts';

/** Where some rows of a scope sit. */
export interface Region {
  readonly kind: 'everything' | 'variable' | 'slice' | 'block' | 'last' | 'one' | 'scattered';
  /** `row 2 of W`, `one coordinate of x`, `b`. */
  readonly text: string;
}

/** Describes where the marked rows sit, in the simplest words that hold. */
export function regionOf(scope: Scope, marked: readonly Row[]): Region {
  const variables = [...new Set(marked.map(({ variable }) => variable))];
  if (marked.length === scope.rows.length) return { kind: 'everything', text: 'everything' };
  if (variables.length !== 1) {
    return {
      kind: 'scattered',
      text: `${marked.length} ${nounsFor(variables).many} of several ${variables[0].derivative ? 'blocks' : 'variables'}`,
    };
  }
  return within(
    scope.rows.filter(({ variable }) => variable === variables[0]),
    marked,
  );
}

function within(own: readonly Row[], marked: readonly Row[]): Region {
  const { path, total } = marked[0].variable;
  if (marked.length === own.length) return { kind: 'variable', text: path };
  const [{ variable, flat }] = marked;
  if (marked.length === 1 && variable.derivative !== undefined)
    return { kind: 'one', text: nameOfEntry(variable, flat) };
  if (marked.length === 1) {
    // of two numbers neither is the end of anything
    const last = total > 2 && marked[0].flat === total - 1;
    return last
      ? { kind: 'last', text: `the last coordinate of ${path}` }
      : { kind: 'one', text: `one coordinate of ${path}` };
  }
  const sets = { own: own.map(toIndex), marked: marked.map(toIndex) };
  const slice = sliceOf(sets);
  if (slice) return { kind: 'slice', text: sliceText(slice, marked[0].variable) };
  const block = blockOf(sets);
  if (block) return { kind: 'block', text: `the block ${block} of ${path}` };
  return { kind: 'scattered', text: `${counted(marked.length, [variable])} of ${path}` };
}

interface Sets {
  readonly own: readonly (readonly number[])[];
  readonly marked: readonly (readonly number[])[];
}

interface Slice {
  readonly axis: number;
  readonly at: number;
}

// a slice is marked when nothing outside it is and everything inside it
function sliceOf({ own, marked }: Sets): Slice | undefined {
  const [first] = marked;
  if (first.length < 2) return;
  for (const [axis, at] of first.entries()) {
    const inside = own.filter((index) => index[axis] === at).length;
    if (inside === marked.length && marked.every((index) => index[axis] === at)) {
      return { axis, at };
    }
  }
  return;
}

function sliceText({ axis, at }: Slice, { path, shape, derivative }: VariableCheck): string {
  if (derivative === undefined) return `${sliceName({ axis, at, shape })} of ${path}`;
  const { of, by, axes } = derivative;
  // a row of a Jacobian is an output, a column an input
  if (axis === 0 && axes === 1) return `the row of ${nameAt(of, [at])}`;
  const isInput = axis === axes && shape.length === axes + 1;
  return isInput
    ? `the column of ${nameAt(by, [at])}`
    : `the slice ${at} of axis ${axis} of ${path}`;
}

function sliceName({ axis, at, shape }: Slice & { readonly shape: readonly number[] }): string {
  if (shape.length !== 2) return `the slice ${at} of axis ${axis}`;
  return `${axis === 0 ? 'row' : 'column'} ${at}`;
}

function blockOf({ own, marked }: Sets): string | undefined {
  const bounds = marked[0].map((_, axis) => {
    const along = marked.map((index) => index[axis]);
    return {
      low: along.reduce((a, b) => Math.min(a, b)),
      high: along.reduce((a, b) => Math.max(a, b)),
    };
  });
  const isInside = (index: readonly number[]) =>
    bounds.every(({ low, high }, axis) => index[axis] >= low && index[axis] <= high);
  if (own.filter(isInside).length !== marked.length) return;
  return `[${bounds.map(({ low, high }) => (low === high ? low : `${low}..${high}`)).join(',')}]`;
}

function toIndex({ variable: { shape }, flat }: Row): readonly number[] {
  return indexIn(shape, flat);
}
