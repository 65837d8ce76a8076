import type { VariableCheck } from '../record.ts';
import type { DiagnosisContext, Sign } from './context.ts';
import { stillRows } from './marked.ts';
import { brief, listed, nameOf } from './prose.ts';
import { distance, isKnownNonZero, type Row, scopeOf, tolerance } from './scope.ts';

/** The first call was wrong, the second at the same point right: the first belonged to the point before. */
export const stale: Sign = {
  id: 'stale',
  find: (variables, context) => {
    const { first, second } = calls(variables, context);
    const wrong = first.filter((row) => !isRight(row)).length;
    if (wrong === 0 || !second.every(isRight)) return;
    return {
      title: 'the gradient of an earlier call',
      evidence: `a second call at the same point agrees in ${all(second)}, the first is wrong in ${wrong}`,
      help: 'does the backward pass read a cache that only the call before has filled? run the forward pass at the point first',
    };
  },
};

/** Each call adds to what the one before has left: what it adds is right. */
export const accumulated: Sign = {
  id: 'accumulated',
  find: (variables, context) => {
    const { first, second } = calls(variables, context);
    const added = second.map((row, k) => ({ ...row, analytic: row.analytic - first[k].analytic }));
    if (!added.every(isRight) || !added.some(isKnownNonZero)) return;
    return {
      title: 'a gradient added to that of the call before',
      evidence: `a second call at the same point returned the first plus the numeric gradient, in ${all(added)}`,
      help: 'what one call adds is right: set the gradient to zero before the backward pass, or return a new array',
    };
  },
};

/** No step along some variables changed the value, and nothing else is wrong. */
export const valueIgnoresInput: Sign = {
  id: 'value-ignores-input',
  find: (variables, context) => {
    const isStill = stillRows(variables, context);
    const isIgnored = (variable: VariableCheck) => {
      const own = scopeOf([variable]);
      // a few entries that are wrong where the right ones are zero are no whole gradient
      return own.rows.every(isStill) && 2 * own.wrong.length > own.rows.length;
    };
    const wrong = variables.filter((variable) => scopeOf([variable]).wrong.length > 0);
    if (wrong.length === 0 || !wrong.every(isIgnored)) return;
    const [worst] = [...scopeOf(wrong).wrong].sort((a, b) => distance(b) - distance(a));
    const unread = wrong.length === variables.length ? '' : listed(wrong.map(({ path }) => path));
    return {
      title: `a value that does not react to ${unread || 'its input'}`,
      evidence: `no step along ${unread || 'any coordinate'} changes the value, but analytic is ${brief(worst.analytic)} in ${nameOf(worst)}`,
      help: 'does the value read its argument, and not an array that it closes over? if it is only flat here (a clamp, a dead unit), the gradient has to be zero',
    };
  },
};

/** What two calls at the same point returned, row by row; nothing when there was only one. */
function calls(
  variables: readonly VariableCheck[],
  { second }: DiagnosisContext,
): Record<'first' | 'second', readonly Row[]> {
  if (second === undefined) return { first: [], second: [] };
  const later = variables.map((variable, k) => ({
    ...variable,
    analytic: Float64Array.from(second[k]),
  }));
  return { first: scopeOf(variables).rows, second: scopeOf(later).rows };
}

function isRight(row: Row): boolean {
  return distance(row) <= tolerance(row, row);
}

function all(rows: readonly Row[]): string {
  if (rows.length === 1) return 'the only coordinate';
  const variables = new Set(rows.map(({ variable }) => variable));
  const total = [...variables].reduce((sum, variable) => sum + variable.total, 0);
  return `all ${rows.length} ${rows.length < total ? 'checked ' : ''}coordinates`;
}
