import type { ShapeMistake } from '../diagnosis/context.ts';
import type { ResolvedOptions } from '../options/options.ts';
import type { Budget } from '../probe/budget.ts';
import { drive } from '../probe/driver.ts';
import { createEvaluator, type Evaluator } from '../probe/evaluation.ts';
import { openProbes, type Probes } from '../probe/probes.ts';
import type { Check } from '../probe/request.ts';
import type { GradientCheck } from '../record.ts';
import type { Wanted } from '../strategy/named.ts';
import { wantedRows } from '../strategy/named-rows.ts';
import type { JacobianSubject } from '../subject/jacobian/jacobian-subject.ts';
import { withSign } from '../subject/signed.ts';
import type { MaybePromise } from '../subject/then.ts';
import { lookAt } from './gradient.ts';
import { concludeJacobian } from './jacobian-conclusion.ts';
import { shareOfRow } from './looking.ts';
import { arrange } from './misshapen.ts';
import { type RowChecked, rowChecked } from './row-checked.ts';
import { columnsOf, entriesWanted, lookAtPattern } from './sparse.ts';

/** Checks every row of a Jacobian as the gradient of its output; an evaluation serves them all. */
export function checkJacobianSubject(
  subject: JacobianSubject,
  options: ResolvedOptions,
  budget: Budget,
): MaybePromise<GradientCheck> {
  const { concurrency, sign } = options;
  const evaluator = createEvaluator(withSign(subject, sign), { budget, concurrency });
  return drive(checkMatrix(subject, { evaluator, options }), evaluator.answer);
}

interface Terms {
  readonly evaluator: Evaluator;
  readonly options: ResolvedOptions;
}

function* checkMatrix(subject: JacobianSubject, terms: Terms): Check<GradientCheck> {
  const wanted = wantedRows(subject, terms.options);
  const misshapen = yield* arrange(subject, terms.evaluator.base);
  const { entries } = subject;
  if (entries === undefined) {
    const probes = openProbes(subject.rows);
    const rows = yield* checkRows({ ...terms, probes }, comparable(wanted, misshapen));
    return concludeJacobian({ subject, rows, misshapen, ...terms });
  }
  const sparse = yield* lookAtPattern({ ...terms, entries });
  const own = withEntries(wanted, (row) => columnsOf(entries, sparse.outside, row));
  const rows = yield* checkRows({ ...terms, probes: sparse.probes }, own);
  return concludeJacobian({ subject, rows, misshapen, sparse, ...terms });
}

/** What is wanted, without the zeros of a sparse matrix; of one that has nothing else the first of them. */
function withEntries(
  wanted: RowsWanted,
  columnsIn: (row: number) => readonly number[],
): RowsWanted {
  const own = [...wanted].map(([row, some]) => [row, entriesWanted(some, columnsIn(row))] as const);
  const left = new Map(own.filter(([, some]) => some.length > 0));
  if (left.size > 0) return left;
  const [[row, [{ variable, named = [variable.offset] }]]] = wanted;
  return new Map([[row, [{ variable, named: named.slice(0, 1) }]]]);
}

type RowsWanted = ReadonlyMap<number, readonly Wanted[]>;

function* checkRows(
  { evaluator, options, probes }: Terms & { readonly probes: Probes },
  wanted: RowsWanted,
): Check<RowChecked[]> {
  const rows: RowChecked[] = [];
  for (const [row, some] of wanted) {
    const place = shareOfRow({ row: rows.length, rows: wanted.size });
    const end = evaluator.budget.progress.within(place);
    try {
      const gathered = yield* lookAt({ evaluator, options, probes, row, wanted: some });
      rows.push(rowChecked(row, gathered));
    } finally {
      end();
    }
  }
  return rows;
}

/** What is wanted, without the rows or columns that are not there. */
function comparable(wanted: RowsWanted, misshapen: ShapeMistake | undefined): RowsWanted {
  if (misshapen === undefined || misshapen.kind === 'transposed') return wanted;
  const { kind, missing } = misshapen;
  if (missing.length === 0) return wanted;
  const isThere = (at: number) => !missing.includes(at);
  const rows =
    kind === 'rows'
      ? [...wanted].filter(([row]) => isThere(row))
      : [...wanted].map(([row, some]) => [row, withColumns(some, isThere)] as const);
  const left = new Map(rows.filter(([, some]) => some.length > 0));
  if (left.size > 0) return left;
  throw new RangeError(
    `\`variables\` must name something that the Jacobian has: these are the ${kind} that are missing`,
  );
}

function withColumns(
  wanted: readonly Wanted[],
  isThere: (coordinate: number) => boolean,
): readonly Wanted[] {
  const all = ({ offset, size }: Wanted['variable']) =>
    Array.from({ length: size }, (_, k) => offset + k);
  return wanted
    .map(({ variable, named = all(variable) }) => ({ variable, named: named.filter(isThere) }))
    .filter(({ named }) => named.length > 0);
}
