import type { Diagnosis, DiagnosisId } from '../record.ts';
import type { MatrixContext, Sign } from './context.ts';
import type { Form, Words } from './law.ts';
import { unchanged } from './law.ts';
import type { Lines } from './lines.ts';
import type { MatrixLaw } from './matrix-law.ts';
import { brief } from './prose.ts';
import { distance, type Prediction, type Row, scopeOf, tolerance } from './scope.ts';

/** Which entries of a Hessian a mistake is about, and what it makes of them. */
interface Slip {
  readonly id: DiagnosisId;
  readonly isAbout: (place: Place) => boolean;
  /** What numeric is multiplied by there. */
  readonly factor: number;
  readonly words: Words;
}

interface Place {
  readonly row: number;
  readonly column: number;
}

const isOffDiagonal = ({ row, column }: Place) => row !== column;

const SLIPS: readonly Slip[] = [
  {
    id: 'off-diagonal-doubled',
    isAbout: isOffDiagonal,
    factor: 2,
    words: {
      title: 'off-diagonal entries that are doubled',
      evidence: 'analytic = 2 × numeric off the diagonal; the diagonal agrees',
      help: 'is each pair of variables added to both of its entries, or a symmetric sum taken twice?',
    },
  },
  {
    id: 'off-diagonal-doubled',
    isAbout: isOffDiagonal,
    factor: 1 / 2,
    words: {
      title: 'off-diagonal entries that are halved',
      evidence: 'analytic = numeric / 2 off the diagonal; the diagonal agrees',
      help: 'are both entries of a pair meant to share what each of them is?',
    },
  },
  {
    id: 'diagonal-alone',
    isAbout: isOffDiagonal,
    factor: 0,
    words: {
      title: 'a diagonal alone',
      evidence: 'analytic is 0 off the diagonal, where numeric is not; the diagonal agrees',
      help: 'are mixed derivatives left out?',
    },
  },
  ...(['below', 'above'] as const).map((side) => ({
    id: 'triangle-alone' as const,
    isAbout: ({ row, column }: Place) => (side === 'below' ? row > column : row < column),
    factor: 0,
    words: {
      title: `a triangle alone: nothing ${side} the diagonal`,
      evidence: `analytic is 0 ${side} the diagonal, where numeric is not; the rest agrees`,
      help: `if only that half is meant to be there, say triangle: '${side === 'below' ? 'upper' : 'lower'}'`,
    },
  })),
];

/** The slips that a Hessian is known for, each over all of it. */
export const hessianLaws: readonly MatrixLaw[] = [...new Set(SLIPS.map(({ id }) => id))].map(
  (id) => ({
    id,
    forms: (lines) =>
      lines.noun === 'row' && lines.isSymmetric
        ? SLIPS.filter((slip) => slip.id === id).map((slip) => formOf(lines, slip))
        : [],
  }),
);

function formOf({ scope, lines }: Lines, { isAbout, factor, words }: Slip): Form {
  const predictions = new Map<Row, Prediction>();
  for (const [row, line] of lines.entries())
    for (const [column, entry] of line.entries())
      if (isAbout({ row, column }))
        predictions.set(entry, { numeric: factor * entry.numeric, bar: factor * entry.bar });
  return {
    predictions: scope.rows.map((row) => predictions.get(row) ?? unchanged(row)),
    // what a Hessian is known for is thought of before anything else
    cost: 0,
    fitted: 0,
    words: () => words,
  };
}

/** A Hessian that is not its own transpose, for when no law says why. */
export const asymmetric: Sign = {
  id: 'asymmetric',
  find: (_, { matrix }) => (matrix?.isSymmetric ? worstPairIn(matrix) : undefined),
};

function worstPairIn({ whole, outputs, inputs }: MatrixContext): Omit<Diagnosis, 'id'> | undefined {
  const { rows } = scopeOf([whole]);
  const [size] = whole.shape;
  const byPlace = new Map(rows.map((row) => [row.flat, row]));
  const pairs = rows.flatMap((row) => {
    const [i, j] = [Math.floor(row.flat / size), row.flat % size];
    const other = byPlace.get(j * size + i);
    return other !== undefined && i < j && isApart(row, other) ? [[row, other] as const] : [];
  });
  const [worst] = [...pairs].sort(([a, b], [c, d]) => gap(c, d) - gap(a, b));
  if (worst === undefined) return undefined;
  const nameOf = ({ flat }: Row) =>
    `∂²${whole.derivative?.second}/∂${outputs[Math.floor(flat / size)]}∂${inputs[flat % size]}`;
  const [row, other] = worst;
  const wrong = distance(row) > distance(other) ? row : other;
  return {
    title: 'a matrix that is not symmetric',
    evidence: `analytic is ${brief(row.analytic)} in ${nameOf(row)} and ${brief(other.analytic)} in ${nameOf(other)}, of which ${nameOf(wrong)} is further off`,
    help: 'a Hessian is its own transpose: look at what the two entries do not share',
  };
}

function gap(row: Row, other: Row): number {
  return Math.abs(row.analytic - other.analytic);
}

function isApart(row: Row, other: Row): boolean {
  return gap(row, other) > tolerance(row, row) + tolerance(other, other);
}
