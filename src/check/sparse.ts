import type { SparseContext } from '../diagnosis/context.ts';
import { DEFAULT_THRESHOLD } from '../judge/threshold.ts';
import { colouringOf } from '../numeric/colouring.ts';
import { coarsest } from '../numeric/dtype.ts';
import { columnsIn } from '../numeric/pattern.ts';
import { FIRST_STEP } from '../numeric/step.ts';
import type { ResolvedOptions } from '../options/options.ts';
import { OutOfBudget } from '../probe/budget.ts';
import { companyIn } from '../probe/company.ts';
import type { Evaluator } from '../probe/evaluation.ts';
import { HERE } from '../probe/point.ts';
import { askAll, openProbes, type Probes } from '../probe/probes.ts';
import type { Check } from '../probe/request.ts';
import type { Wanted } from '../strategy/named.ts';
import { entriesOutside, MOST, type Structure } from '../strategy/outside.ts';
import type { Compressed, Repeated } from '../subject/jacobian/compressed.ts';
import { uniformNumbers } from '../subject/random.ts';
import type { Subject } from '../subject/subject.ts';

/** How a sparse matrix is looked at. */
export interface SparseLook {
  /** What is evaluated, which columns are moved together. */
  readonly probes: Probes;
  /** Columns of entries that the matrix should have and has not, by row. */
  readonly outside: ReadonlyMap<number, readonly number[]>;
  /** What it has more than once. */
  readonly repeated: readonly Repeated[];
}

export interface SparseTerms {
  readonly evaluator: Evaluator;
  readonly options: ResolvedOptions;
  readonly entries: Compressed;
}

/** Colours the columns of a sparse matrix, and looks for entries that it does not have. */
export function* lookAtPattern({ evaluator, options, entries }: SparseTerms): Check<SparseLook> {
  const { subject } = evaluator;
  const outside = new Map<number, readonly number[]>();
  const colourings = [undefined, mixed(subject.size)].map((order) =>
    colouringOf(entries.pattern, order),
  );
  const probes = openProbes(
    subject.rows,
    companyIn(colourings, (row) => outside.has(row)),
  );
  const structure = structureOf({ evaluator, options, entries });
  try {
    // before all else: without the value at the point nothing can be concluded
    yield* askAll(probes, [HERE]);
    const found = yield* entriesOutside({ ...structure, colouring: colourings[0], probes });
    for (const [row, columns] of found) outside.set(row, columns);
  } catch (error) {
    // the rows meet the same limit, and say so
    if (!(error instanceof OutOfBudget)) throw error;
  }
  return { probes, outside, repeated: entries.repeated };
}

function structureOf({
  evaluator,
  options,
  entries,
}: SparseTerms): Omit<Structure, 'colouring' | 'probes'> {
  const { subject, base } = evaluator;
  const { variables } = subject;
  const { pattern, values, dtype } = entries;
  const format = coarsest(...variables.map((variable) => variable.dtype), dtype);
  return {
    pattern,
    values: options.sign === -1 ? values.map((value) => -value) : values,
    base,
    variables,
    step: Math.fround(FIRST_STEP[format]),
    format,
    threshold: options.threshold ?? DEFAULT_THRESHOLD[format],
    random: uniformNumbers({ seed: options.seed, purpose: 'direction', set: 'outside' }),
  };
}

/** All columns in an order that has nothing to do with theirs: 2³²/φ, as in Fibonacci hashing, scatters what lies together. */
function mixed(count: number): Uint32Array {
  const key = Uint32Array.from({ length: count }, (_, k) => Math.imul(k, 2654435769));
  return Uint32Array.from(key.keys()).sort((a, b) => key[a] - key[b]);
}

/** What is wanted of a row, as far as it has entries there, or should have. */
export function entriesWanted(
  wanted: readonly Wanted[],
  columns: readonly number[],
): readonly Wanted[] {
  return wanted
    .map(({ variable, named }) => {
      const isNamed = named && new Set(named);
      const own = columns.filter(
        (k) =>
          k >= variable.offset && k < variable.offset + variable.size && isNamed?.has(k) !== false,
      );
      return { variable, named: own };
    })
    .filter(({ named }) => named.length > 0);
}

/** The columns of a row, with those that its pattern should have. */
export function columnsOf(
  { pattern }: Compressed,
  outside: ReadonlyMap<number, readonly number[]>,
  row: number,
): readonly number[] {
  return [...columnsIn(pattern, row), ...(outside.get(row) ?? [])].sort((a, b) => a - b);
}

/** What the rules may look at of a sparse matrix. */
export function sparseContext(
  { outside, repeated }: SparseLook,
  { size }: Pick<Subject, 'size'>,
): SparseContext {
  const places = [...outside].flatMap(([row, columns]) => columns.map((k) => row * size + k));
  return {
    outside: places,
    isMore: places.length >= MOST,
    repeated: repeated.map(({ row, column, values }) => ({ flat: row * size + column, values })),
  };
}
