import type { ShapeMistake } from '../diagnosis/context.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import { calledIn, ignoresPoint } from '../judge/contract.ts';
import { coverageOf } from '../judge/coverage.ts';
import { SEVERITY } from '../judge/verdict.ts';
import { indexIn, nameAt, nameOfEntry } from '../naming.ts';
import type { ResolvedOptions } from '../options/options.ts';
import type { Evaluator } from '../probe/evaluation.ts';
import type {
  ContractViolation,
  Diagnosis,
  GradientCheck,
  VariableCheck,
  ViolationId,
} from '../record.ts';
import type { JacobianSubject } from '../subject/jacobian/jacobian-subject.ts';
import type { Variable } from '../subject/variable.ts';
import { overall } from './conclusion.ts';
import { contextOf } from './diagnoses.ts';
import { partOf } from './part-of.ts';
import { type Part, pool, poolMarks } from './pool.ts';
import { partsOf, type RowChecked } from './row-checked.ts';
import { sparseContext } from './sparse.ts';
import { type Looked, wholeOf } from './whole.ts';

/** What the check of a Jacobian has gathered when it ends. */
export interface Matrix extends Looked {
  readonly options: ResolvedOptions;
  readonly evaluator: Evaluator;
  readonly misshapen: ShapeMistake | undefined;
}

/** Makes the record: a block for each output and variable, which are judged row by row. */
export function concludeJacobian(matrix: Matrix): GradientCheck {
  const { options, evaluator, rows, misshapen } = matrix;
  const blocks = blocksOf(matrix);
  const variables = blocks.map(({ check }) => check);
  const contract = contractOf(matrix);
  const verdict = misshapen === undefined ? overall(variables, contract) : 'mismatch';
  const worst = worstRow(rows);
  const { thresholdReason } = worst.check;
  const { epsilon, seed } = options;
  return {
    version: 1,
    of: matrix.subject.second === undefined ? 'jacobian' : 'hessian',
    rows: rows.length,
    verdict,
    ...(verdict === 'inconclusive' && { reason: reasonOf(matrix), ...unfinishedIn(matrix) }),
    relativeError: worst.check.relativeError,
    threshold: worst.check.threshold,
    ...(thresholdReason !== undefined && { thresholdReason }),
    resolution: worst.check.resolution,
    variables,
    diagnoses: verdict === 'match' ? [] : diagnosesIn(matrix, blocks, contract),
    contract,
    coverage: coverageOf(variables, probesOf(matrix)),
    evaluations: { ...evaluator.evaluations },
    seed,
    ...(epsilon !== undefined && { epsilon }),
    ...partOf({ options, base: evaluator.base, row: 0, sizes: [] }),
  };
}

/** Directions that rows have looked along beside their entries, or that one has for all zeros of a sparse matrix. */
function probesOf({ rows, sparse }: Matrix): number {
  return rows.reduce((most, { check }) => Math.max(most, check.coverage.probes), sparse ? 1 : 0);
}

/** A block, and what it is pooled of. */
interface Block {
  readonly check: VariableCheck;
  readonly parts: readonly Part[];
}

function blocksOf({ subject, rows, sparse }: Matrix): readonly Block[] {
  const { second } = subject;
  return subject.outputs.flatMap((output) =>
    subject.variables.flatMap((variable) =>
      blockOf(rows, { output, variable, second, isSparse: sparse !== undefined }),
    ),
  );
}

/** An output and a variable, or two variables of what a Hessian is the second derivative of. */
interface Pair {
  readonly output: Variable;
  readonly variable: Variable;
  readonly second: string | undefined;
  readonly isSparse: boolean;
}

/** Nothing where nothing of it was wanted. */
function blockOf(
  rows: readonly RowChecked[],
  { output, variable, second, isSparse }: Pair,
): readonly Block[] {
  const own = rows.filter(({ row }) => row >= output.offset && row < output.offset + output.size);
  const parts = own.flatMap((one) =>
    partsOf(one, {
      isPart: ({ path }) => path === variable.path,
      offsetOf: () => (one.row - output.offset) * variable.size,
    }),
  );
  if (parts.length === 0) return [];
  const derivative = {
    of: output.path,
    by: variable.path,
    axes: output.shape.length,
    ...(second !== undefined && { second }),
  };
  const frame = {
    path: nameOfEntry({ path: '', shape: [], derivative: { ...derivative, axes: 0 } }, 0),
    shape: [...output.shape, ...variable.shape],
    derivative,
    dtype: variable.dtype,
    total: isSparse ? wantedOf(own, variable) : output.size * variable.size,
  };
  return [{ check: pool(frame, parts), parts }];
}

/** How many entries a sparse matrix has for a variable, or should have. */
function wantedOf(rows: readonly RowChecked[], { path }: Variable): number {
  return rows.reduce((total, { check, wanted }) => {
    const at = check.variables.findIndex((one) => one.path === path);
    return total + (wanted[at] ?? 0);
  }, 0);
}

function diagnosesIn(
  matrix: Matrix,
  blocks: readonly Block[],
  contract: readonly ContractViolation[],
): readonly Diagnosis[] {
  const { subject, misshapen, sparse } = matrix;
  const context = contextOf(
    blocks.map(({ parts }) => poolMarks(parts)),
    contract,
  );
  return diagnose(
    blocks.map(({ check }) => check),
    {
      ...context,
      matrix: {
        whole: wholeOf(matrix),
        outputs: namesOf(subject.outputs),
        inputs: namesOf(subject.variables),
        isSymmetric: subject.second !== undefined,
        ...(sparse && { sparse: sparseContext(sparse, subject) }),
        ...(misshapen && { misshapen }),
      },
    },
  );
}

function namesOf(variables: readonly Variable[]): readonly string[] {
  return variables.flatMap(({ path, shape, size }) =>
    Array.from({ length: size }, (_, flat) => nameAt(path, indexIn(shape, flat))),
  );
}

/** What is seen again in every row, as the last has seen it; the rest as the first row that shows it. */
const CUMULATIVE: readonly ViolationId[] = ['input-mutated', 'statistics-updated'];

function contractOf({ rows, subject }: Matrix): readonly ContractViolation[] {
  const found = new Map<ViolationId, readonly ContractViolation[]>();
  for (const { check } of rows) {
    const ids = new Set(check.contract.map(({ id }) => id));
    for (const id of ids)
      if (!found.has(id) || CUMULATIVE.includes(id))
        found.set(
          id,
          check.contract.filter((one) => one.id === id),
        );
  }
  found.delete('value-ignores-point');
  const ignored = ignoresPoint(ignoredBy(rows, subject), calledIn(subject));
  return [...[...found.values()].flat(), ...(ignored ? [ignored] : [])];
}

/** The variables along which no step changed any output, although some row says it would. */
function ignoredBy(rows: readonly RowChecked[], { variables }: JacobianSubject): readonly string[] {
  const isIgnored = ({ path }: Variable) => {
    const own = rows.flatMap(({ check, marks }) =>
      check.variables.flatMap((one, i) => (one.path === path ? [{ one, marks: marks[i] }] : [])),
    );
    const isStill = own.every(({ marks }) => !marks.moved.includes(true));
    return isStill && own.some(({ one }) => one.verdict === 'mismatch');
  };
  return variables.filter(isIgnored).map(({ path }) => path);
}

/** The row that decides: by its verdict, then by its relative error. */
function worstRow(rows: readonly RowChecked[]): RowChecked {
  const error = ({ check: { relativeError } }: RowChecked) =>
    Number.isNaN(relativeError) ? 2 : relativeError;
  const severity = ({ check }: RowChecked) => SEVERITY[check.verdict];
  return rows.reduce((worst, one) =>
    severity(one) < severity(worst) ||
    (severity(one) === severity(worst) && error(one) > error(worst))
      ? one
      : worst,
  );
}

/** What the dearest row would still cost: evaluations serve all of them. */
function unfinishedIn({ rows }: Matrix): Pick<GradientCheck, 'unfinished'> {
  const open = rows.flatMap(({ check: { unfinished } }) => unfinished ?? []);
  if (open.length === 0) return {};
  return {
    unfinished: open.reduce((most, one) => (one.evaluations > most.evaluations ? one : most)),
  };
}

function reasonOf({ subject, rows }: Matrix): string {
  const [first] = rows.filter(({ check }) => check.reason !== undefined);
  const { row, check, isItself } = first ?? rows[0];
  const reason = check.reason ?? 'nothing was compared';
  return isItself ? `in the row of ${namesOf(subject.outputs)[row]}, ${reason}` : reason;
}
