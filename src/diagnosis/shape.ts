import type { Diagnosis, DiagnosisId } from '../record.ts';
import type { MatrixContext, ShapeMistake, Sign } from './context.ts';
import { listed } from './prose.ts';

/** A matrix that fits the other way round. */
export const turnedRound: Sign = {
  id: 'transposed',
  find: (_, { matrix }) => matrix && turned(matrix),
};

/** A matrix that has other rows or columns than it should. */
export const shapes: readonly Sign[] = [
  lines('missing-row', 'rows', 'missing'),
  lines('extra-row', 'rows', 'extra'),
  lines('missing-column', 'columns', 'missing'),
  lines('extra-column', 'columns', 'extra'),
];

function turned({ whole, misshapen }: MatrixContext): Omit<Diagnosis, 'id'> | undefined {
  if (misshapen?.kind !== 'transposed') return undefined;
  const [rows, columns] = whole.shape;
  const agree = `${whole.checked - whole.wrong} of ${whole.checked}`;
  return {
    title: 'a transposed matrix',
    evidence: `its shape is [${columns}, ${rows}], for ${rows} outputs and ${columns} inputs; read the other way round ${agree} entries agree`,
    help: TURN,
  };
}

/** What to do with a matrix that is the other way round. */
export const TURN =
  "rows are outputs, and columns inputs, unless the option `layout` is 'inputs-by-outputs'; transpose it, or say so";

type Lines = Exclude<ShapeMistake, { kind: 'transposed' }>;

function lines(id: DiagnosisId, kind: Lines['kind'], which: 'missing' | 'extra'): Sign {
  return {
    id,
    find: (_, { matrix }) => {
      const { misshapen } = matrix ?? {};
      if (matrix === undefined || misshapen?.kind !== kind) return undefined;
      const found = misshapen[which];
      return found.length === 0 ? undefined : words(matrix, misshapen, which);
    },
  };
}

function words(
  { outputs, inputs }: MatrixContext,
  mistake: Lines,
  which: 'missing' | 'extra',
): Omit<Diagnosis, 'id'> {
  const { kind, count } = mistake;
  const found = mistake[which];
  const isRows = kind === 'rows';
  const noun = kind.slice(0, -1);
  const [names, wanted] = isRows ? [outputs, 'outputs'] : [inputs, 'inputs'];
  const named = found.map((i) => (which === 'missing' ? names[i] : String(i)));
  const evidence = `there are ${count} ${kind} for ${names.length} ${wanted}, and the others fit in their order`;
  const many = `${found.length} ${which} ${kind}`;
  const of =
    which === 'missing' ? `${isRows ? 'of' : 'by'} ${listed(named)}` : `at ${listed(named)}`;
  const one = which === 'missing' ? `a missing ${noun}` : `a ${noun} too many`;
  return {
    title: `${found.length === 1 ? one : many}, that ${of}`,
    evidence,
    help: HELP[which],
  };
}

const HELP = {
  missing: 'does a loop stop one too early, or is one pushed in a branch that is not taken?',
  extra:
    'does a loop stop one too late, or is something differentiated by that is no variable: a time, a weight?',
} as const;
