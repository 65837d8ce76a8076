import type { Form, Law, Words } from './law.ts';
import { unchanged } from './law.ts';
import { brief, counted, everyCoordinate, nameOf, othersThatAgree } from './prose.ts';
import { regionOf } from './region.ts';
import type { Row, Scope } from './scope.ts';

/** analytic = 0 wherever it is wrong. */
export const missingGradient: Law = {
  id: 'missing-gradient',
  forms: (scope) => {
    const gone = scope.wrong.filter(({ analytic }) => analytic === 0);
    return gone.length === 0 ? [] : [form(scope, gone)];
  },
};

function form(scope: Scope, gone: readonly Row[]): Form {
  const isGone = new Set(gone);
  return {
    predictions: scope.rows.map((row) => (isGone.has(row) ? ZERO : unchanged(row))),
    cost: gone.length === scope.rows.length ? 1 : 4,
    fitted: 0,
    words: () => words(scope, gone),
  };
}

const ZERO = { numeric: 0, bar: 0 };

function words(scope: Scope, gone: readonly Row[]): Words {
  const region = regionOf(scope, gone);
  const whole = region.kind === 'everything';
  const variable = whole && scope.variables.length < scope.present.length;
  const isJacobian = gone[0].variable.derivative !== undefined;
  const title = isJacobian
    ? `zeros ${whole ? 'everywhere' : `in ${region.text}`}`
    : `a missing gradient${whole ? '' : ` of ${region.text}`}`;
  return {
    title,
    evidence: evidence(scope, gone) + rest(scope, gone),
    help: HELP[variable ? 'variable' : region.kind],
  };
}

function evidence(scope: Scope, gone: readonly Row[]): string {
  const [largest] = [...gone].sort((a, b) => Math.abs(b.numeric) - Math.abs(a.numeric));
  if (gone.length === 1) {
    return `analytic is exactly 0 in ${nameOf(largest)}, numeric is ${brief(largest.numeric)}`;
  }
  const where =
    gone.length === scope.rows.length
      ? everyCoordinate(scope)
      : counted(gone.length, scope.variables);
  return `analytic is exactly 0 in ${where}, where numeric is up to ${brief(Math.abs(largest.numeric))} in size`;
}

function rest({ rows }: Scope, gone: readonly Row[]): string {
  const others = rows.length - gone.length;
  return others === 0 ? '' : `; ${othersThatAgree(others)}`;
}

const HELP = {
  everything:
    'is anything written into the gradient at all, or is it detached, masked or reset after it was?',
  variable: 'is it left out of the backward pass, or frozen?',
  slice: 'does a loop stop one too early or start one too late, or a mask leave it out?',
  block: 'does a mask or a slice leave this part out?',
  last: 'does a loop stop one too early?',
  one: 'is it skipped, or overwritten with zero?',
  scattered: 'is a mask upside down, or a term left out that only these depend on?',
} as const;
