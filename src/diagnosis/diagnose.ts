import type { Diagnosis, VariableCheck } from '../record.ts';
import { inPart, laws, matrixLaws, plain, remains, signs } from './catalogue.ts';
import type { DiagnosisContext, Sign } from './context.ts';
import { type Explanation, explain } from './law.ts';
import { linesOf } from './lines.ts';
import { transposed } from './order.ts';
import { listed } from './prose.ts';
import { type Scope, scopeOf } from './scope.ts';
import { shapes, turnedRound } from './shape.ts';

/**
 * Names the mistake that explains every checked coordinate, if one does.
 *
 * The simplest explanation wins, over all variables or variable by variable; where two are equally simple, or none holds,
 * nothing is said. Where the error sits is said only when no law holds.
 */
export function diagnose(
  variables: readonly VariableCheck[],
  context: DiagnosisContext,
): readonly Diagnosis[] {
  const shape = firstOf([turnedRound, ...shapes], variables, context);
  return [...(shape ? [shape] : []), ...ofNumbers(variables, context)];
}

function ofNumbers(
  variables: readonly VariableCheck[],
  context: DiagnosisContext,
): readonly Diagnosis[] {
  const certain = context.repeatable && variables.some(({ verdict }) => verdict === 'mismatch');
  const sign = firstOf(certain ? [...plain, ...signs] : plain, variables, context);
  if (sign || !certain) return sign ? [sign] : [];
  const explained = simplest([...explanations(variables), ...ofMatrix(context)]);
  if (explained && !isAlone(variables, explained)) return explained.diagnoses;
  const rest = firstOf([...inPart, ...remains], variables, context);
  return rest ? [rest] : [];
}

function firstOf(
  some: readonly Sign[],
  variables: readonly VariableCheck[],
  context: DiagnosisContext,
): Diagnosis | undefined {
  for (const { id, find } of some) {
    const found = find(variables, context);
    if (found) return { id, ...found };
  }
  return;
}

/** One way to explain all that is wrong. */
interface Account {
  /** The ids it names: two accounts that name the same are no contradiction. */
  readonly names: string;
  readonly cost: number;
  readonly diagnoses: readonly Diagnosis[];
}

/** Costs this close are no reason to prefer one name to another. */
const TIE_BITS = 0.5;

function simplest(accounts: readonly Account[]): Account | undefined {
  const [best, ...others] = [...accounts].sort((a, b) => a.cost - b.cost);
  const tied = others.some(
    ({ cost, names }) => cost - best.cost < TIE_BITS && names !== best.names,
  );
  return tied ? undefined : best;
}

// where one coordinate is wrong among others, which do not confirm it, the place says more than any factor
function isAlone(variables: readonly VariableCheck[], { names }: Account): boolean {
  const { rows, wrong } = scopeOf(variables);
  return wrong.length === 1 && rows.length > 1 && names !== 'missing-gradient';
}

/** Every law on the wrong variables together, on all together, and the simplest one for each wrong variable. */
function explanations(variables: readonly VariableCheck[]): readonly Account[] {
  const isWrong = (variable: VariableCheck) => scopeOf([variable]).wrong.length > 0;
  const wrong = variables.filter(isWrong);
  if (wrong.length === 0) return [];
  const scopes = wrong.length < variables.length ? [wrong, variables] : [variables];
  const together = scopes.flatMap((chosen) => {
    const scope = scopeOf(chosen, variables);
    return explainAll(scope).map((explanation) => toAccount(scope, explanation));
  });
  return [...together, ...oneByOne(wrong, variables)];
}

/** What explains a Jacobian as a whole: its order, its rows, its columns. */
function ofMatrix({ matrix }: DiagnosisContext): readonly Account[] {
  if (matrix === undefined) return [];
  const scope = scopeOf([matrix.whole]);
  const turned = transposed
    .forms(scope)
    .flatMap((form) => explain(scope, transposed.id, form) ?? []);
  const inLines = linesOf(matrix).flatMap((lines) =>
    matrixLaws.flatMap(({ id, forms }) =>
      forms(lines).flatMap((form) => explain(lines.scope, id, form) ?? []),
    ),
  );
  return [...turned, ...inLines].map((explanation) => toAccount(scope, explanation));
}

function explainAll(scope: Scope): readonly Explanation[] {
  return laws.flatMap(({ id, forms }) =>
    forms(scope).flatMap((form) => explain(scope, id, form) ?? []),
  );
}

/** What one slip can leave in several variables at once, zero here and doubled there: no two of them are two mistakes. */
const FAR_REACHING = ['sign-flipped', 'missing-gradient', 'constant-factor'];

/** A law of its own for each wrong variable; all of them must have one. */
function oneByOne(
  wrong: readonly VariableCheck[],
  present: readonly VariableCheck[],
): readonly Account[] {
  if (wrong.length < 2) return [];
  const accounts = wrong.map((variable) => {
    const scope = scopeOf([variable], present);
    return simplest(explainAll(scope).map((explanation) => toAccount(scope, explanation)));
  });
  if (accounts.some((account) => account === undefined)) return [];
  const found = accounts.flatMap((account) => account ?? []);
  const names = new Set(found.map((account) => account.names));
  if (FAR_REACHING.filter((id) => names.has(id)).length > 1) return [];
  return [
    {
      names: [...names].join(),
      cost: found.reduce((total, { cost }) => total + cost, 0),
      diagnoses: found.flatMap(({ diagnoses }) => diagnoses),
    },
  ];
}

function toAccount({ variables, present }: Scope, { id, cost, words }: Explanation): Account {
  const paths = variables.map(({ path }) => path);
  const { title, evidence, help } = words();
  const some = variables.length < present.length;
  const diagnosis = {
    id,
    ...(some && paths.length === 1 && { path: paths[0] }),
    title: some && paths.length > 1 ? `${title} in ${listed(paths)}` : title,
    evidence,
    help,
  };
  return { names: id, cost, diagnoses: [diagnosis] };
}
