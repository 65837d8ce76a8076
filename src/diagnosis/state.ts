import type { VariableCheck } from '../check/record.ts';
import type { Sign } from './context.ts';
import { brief, listed, nameOf } from './prose.ts';
import { distance, type Row, scopeOf } from './scope.ts';

/** Each call adds to what the one before has left. */
export const accumulated: Sign = {
  id: 'accumulated',
  find: (_, context) =>
    context.accumulated
      ? {
          title: 'a gradient added to that of the call before',
          evidence: 'a second call at the same point returned twice the first',
          help: 'is the gradient set to zero before the backward pass?',
        }
      : undefined,
};

/** The first call was wrong, the second at the same point right: the first belonged to the point before. */
export const stale: Sign = {
  id: 'stale',
  find: (variables, { second }) => {
    if (second === undefined || scopeOf(variables).wrong.length === 0) return;
    const later = scopeOf(variables.map((variable, k) => withAnalytic(variable, second[k])));
    if (later.rows.length === 0 || later.wrong.length > 0) return;
    const { wrong } = scopeOf(variables);
    return {
      title: 'the gradient of another point',
      evidence: `a second call at the same point agrees in all ${later.rows.length} coordinates, the first is wrong in ${wrong.length}`,
      help: 'does the backward pass read a cache that only the call before has filled? run the forward pass at the point first',
    };
  },
};

/** No step along some variables changed the value, and nothing else is wrong. */
export const valueIgnoresInput: Sign = {
  id: 'value-ignores-input',
  find: (variables, { ignored = [] }) => {
    const { rows, wrong } = scopeOf(variables);
    const isIgnored = ({ variable: { path } }: Row) => ignored.includes(path);
    // a few entries that are wrong where the right ones are zero are no whole gradient
    const isWhole = 2 * wrong.length > rows.filter(isIgnored).length;
    if (wrong.length === 0 || !wrong.every(isIgnored) || !isWhole) return;
    const [worst] = [...wrong].sort((a, b) => distance(b) - distance(a));
    const everything = variables.every(({ path }) => ignored.includes(path));
    const unread = everything ? 'its input' : listed(ignored);
    return {
      title: `a value that does not read ${unread}`,
      evidence: `no step along ${everything ? 'any coordinate' : unread} changes the value, but analytic is ${brief(worst.analytic)} in ${nameOf(worst)}`,
      help: 'does the value use its argument, or arrays that it closes over, or a result kept from before?',
    };
  },
};

function withAnalytic(variable: VariableCheck, analytic: ArrayLike<number>): VariableCheck {
  return { ...variable, analytic: Float64Array.from(analytic) };
}
