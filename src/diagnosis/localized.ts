import type { CoordinateCheck, Diagnosis, VariableCheck } from '../record.ts';
import type { DiagnosisContext, Sign } from './context.ts';
import { kinkedRows } from './marked.ts';
import { brief, listed, nameOf, othersThatAgree } from './prose.ts';
import { regionOf } from './region.ts';
import { distance, type Row, type Scope, scopeOf, tolerance } from './scope.ts';

/** Largest share of the coordinates that counts as a place: the rest must show what is right. */
const SHARE = 1 / 4;

/** Where the error sits, for when no law says why. */
export const localized: Sign = { id: 'localized', find: findPlace };

function findPlace(
  variables: readonly VariableCheck[],
  context: DiagnosisContext,
): Omit<Diagnosis, 'id'> | undefined {
  const scope = scopeOf(variables);
  const { rows, wrong } = scope;
  const [checked, doubtful] = [sum(variables, 'checked'), sum(variables, 'wrong')];
  // where the numeric side is unknown or undecided there may be more
  if (rows.length < checked || wrong.length < doubtful) return;
  if (wrong.length === 0 || wrong.length > Math.max(1, SHARE * rows.length)) return;
  if (!othersAgree(scope, kinkedRows(variables, context))) return;
  const region = regionOf(scope, wrong);
  const { path } = wrong[0].variable;
  return {
    ...(wrong.every(({ variable }) => variable.path === path) && variables.length > 1 && { path }),
    title: region.kind === 'variable' ? `an error in ${path} alone` : `an error in ${region.text}`,
    evidence: evidence(scope),
    help: HELP[region.kind],
  };
}

// what agrees within a bar as wide as the error does not show that anything is right, but for the subgradients of a kink
function othersAgree({ rows, wrong }: Scope, isKinked: (row: Row) => boolean): boolean {
  const isWrong = new Set(wrong);
  const others = rows.filter((row) => !isWrong.has(row));
  const error = wrong.reduce((most, row) => Math.max(most, distance(row)), 0);
  const isSharp = (row: Row) =>
    tolerance(row, row) <= Math.max(error / 1e2, Math.abs(row.numeric) / 20);
  return (
    others.some(isSharp) &&
    others.every((row) => isSharp(row) || isKinked(row)) &&
    !mayBeFactor(wrong, others)
  );
}

// when one factor explains the wrong ones and hides in the bars of all others, the error may be everywhere
function mayBeFactor(wrong: readonly Row[], others: readonly Row[]): boolean {
  const [{ analytic, numeric, bar }] = wrong;
  const holds = (factor: number) => (row: Row) => {
    const scaled = { numeric: factor * row.numeric, bar: Math.abs(factor) * row.bar };
    return Math.abs(row.analytic - scaled.numeric) <= tolerance(row, scaled);
  };
  return (
    others.some((row) => row.analytic !== 0) &&
    [numeric, numeric + bar, numeric - bar]
      .map((possible) => analytic / possible)
      .filter((factor) => Math.abs(factor) <= MOST_FACTOR)
      .some((factor) => [...wrong, ...others].every(holds(factor)))
  );
}

/** Beyond this the bars of the others would hide anything. */
const MOST_FACTOR = 100;

function evidence({ rows, wrong }: Scope): string {
  const [worst] = [...wrong].sort((a, b) => distance(b) - distance(a));
  const rest = othersThatAgree(rows.length - wrong.length);
  const { slopes, either } = checkOf(worst) ?? {};
  if (slopes)
    return `${nameOf(worst)} sits on a kink with slopes ${listed(slopes.map(brief))}; ${rest}`;
  if (either) {
    const [fine, coarse] = either.map(brief);
    return `f moves in jumps along ${nameOf(worst)}: by ${fine} between two of them, by ${coarse} over many; ${rest}`;
  }
  const ratio = worst.analytic / worst.numeric;
  const factor = Number.isFinite(ratio) ? `${ratio.toPrecision(4)} × numeric, ` : '';
  const off = `off by ${brief(worst.analytic - worst.numeric)}`;
  const same = wrong.length > 1 && wrong.every((row) => isOffLike(row, worst));
  const what = same ? `each is ${off}` : `${nameOf(worst)} is ${factor}${off}`;
  return `${what}; ${rest}`;
}

function checkOf(row: Row): CoordinateCheck | undefined {
  return row.variable.worst.find(({ coordinate }) => coordinate === nameOf(row));
}

function isOffLike(row: Row, worst: Row): boolean {
  const [own, other] = [row.analytic - row.numeric, worst.analytic - worst.numeric];
  return Math.abs(own - other) <= tolerance(row, row);
}

function sum(variables: readonly VariableCheck[], count: 'checked' | 'wrong'): number {
  return variables.reduce((total, variable) => total + variable[count], 0);
}

const HELP = {
  everything: 'look at what all coordinates have in common',
  variable: 'the rest of the backward pass is right: look only at what leads to this variable',
  slice: 'look at what only this part goes through: a loop bound, an index, a special case',
  block: 'look at masks, slices and offsets that touch this part',
  last: 'look at how the last one is treated: a loop bound, padding, a bias stored at the end',
  one: 'look at what only this one goes through: a special case, a mask, an index',
  scattered: 'look at what these have in common and the others have not: a branch, a mask, a clamp',
} as const;
