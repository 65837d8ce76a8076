import { nameOfEntry } from '../naming.ts';
import type { Diagnosis, DiagnosisId } from '../record.ts';
import type { MatrixContext, Sign, SparseContext } from './context.ts';
import { brief, counted, listed } from './prose.ts';
import { type Row, scopeOf, tolerance } from './scope.ts';

/** What the pattern of a sparse matrix explains: all that is wrong, or some of it. */
interface Extent {
  readonly all: boolean;
}

/** Entries that a sparse matrix should have and has not. */
export const missingEntry = about('missing-entry', { all: true }, missing);
export const alsoMissingEntry = about('missing-entry', { all: false }, missing);

/** Entries that are given more than once, and are right when they are not. */
export const repeatedEntry = about('repeated-entry', { all: true }, repeated);
export const alsoRepeatedEntry = about('repeated-entry', { all: false }, repeated);

/** The wrong entries of a sparse matrix. */
interface Entries {
  readonly matrix: MatrixContext;
  readonly sparse: SparseContext;
  readonly wrong: readonly Row[];
}

interface Named extends Omit<Diagnosis, 'id'> {
  readonly explained: number;
}

function about(
  id: DiagnosisId,
  { all }: Extent,
  find: (entries: Entries) => Named | undefined,
): Sign {
  return {
    id,
    find: (_, { matrix }) => {
      if (matrix?.sparse === undefined) return;
      const { wrong } = scopeOf([matrix.whole]);
      const found = find({ matrix, sparse: matrix.sparse, wrong });
      if (found === undefined || (all && found.explained < wrong.length)) return;
      const { explained: _explained, ...words } = found;
      return words;
    },
  };
}

function missing({ matrix, sparse, wrong }: Entries): Named | undefined {
  const isOutside = new Set(sparse.outside);
  const found = wrong.filter(({ flat }) => isOutside.has(flat));
  if (found.length === 0) return;
  const names = listed(found.map(({ flat }) => nameIn(matrix, flat)));
  const count = found.length === 1 ? 'an entry' : counted(found.length, [matrix.whole]);
  const more = sparse.isMore
    ? '; there are more rows that move along columns that they have no entry for'
    : '';
  const [{ numeric }] = found;
  return {
    explained: found.length,
    title: `${sparse.isMore ? 'at least ' : ''}${count} that the pattern does not have`,
    evidence: `there is nothing at ${names}, where ${found.length === 1 ? 'the derivative is' : 'the first derivative is'} ${brief(numeric)}${more}`,
    help: 'is a term left out where the pattern is built, or a branch that is taken here and was not there?',
  };
}

function repeated({ matrix, sparse, wrong }: Entries): Named | undefined {
  const partsAt = new Map(sparse.repeated.map(({ flat, values }) => [flat, values]));
  const isOneOf = (row: Row) =>
    partsAt
      .get(row.flat)
      ?.some((part) => Math.abs(part - row.numeric) <= tolerance({ ...row, analytic: part }, row));
  const found = wrong.filter(isOneOf);
  if (found.length === 0) return;
  const names = listed(found.map(({ flat }) => nameIn(matrix, flat)));
  const parts = partsAt.get(found[0].flat) ?? [];
  return {
    explained: found.length,
    title:
      found.length === 1
        ? 'an entry that is given twice'
        : `${counted(found.length, [matrix.whole])} that are given twice`,
    evidence: `${listed(parts.map(brief))} are given for ${names}; what is given for the same place adds up, and one of them alone is right`,
    help: 'is the same entry added in two loops, or a shared edge from both of its ends?',
  };
}

/** An entry by its output and input, whatever arrays these are numbers of. */
function nameIn({ whole, outputs, inputs }: MatrixContext, flat: number): string {
  const [of, by] = [outputs[Math.floor(flat / inputs.length)], inputs[flat % inputs.length]];
  const derivative = { ...whole.derivative, of, by, axes: 0 };
  return nameOfEntry({ path: '', shape: [], derivative }, 0);
}
