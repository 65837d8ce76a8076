import { unchanged } from './law.ts';
import type { Lines } from './lines.ts';
import type { MatrixLaw } from './matrix-law.ts';
import type { Prediction, Row } from './scope.ts';

/**
 * Of complex numbers as pairs of reals, what couples a real part with an imaginary one has the other sign.
 *
 * With f′ = a + bi the pairs have the matrix [[a, −b], [b, a]], and backwards its transpose, conj(f′)·w; libraries in which a
 * gradient is ∂f/∂z have f′·w.
 */
export const conjugated: MatrixLaw = {
  id: 'conjugated',
  forms: (lines) => {
    if (lines.noun !== 'row' || !isOfPairs(lines)) return [];
    const predictions = new Map<Row, Prediction>();
    for (const [i, line] of lines.lines.entries())
      for (const [j, row] of line.entries())
        if (partOf(lines.names[i]) !== partOf(lines.across[j]))
          predictions.set(row, { numeric: -row.numeric, bar: row.bar });
    return [
      {
        predictions: lines.scope.rows.map((row) => predictions.get(row) ?? unchanged(row)),
        // of pairs it is thought of before anything else
        cost: 0,
        fitted: 0,
        words: () => WORDS,
      },
    ];
  },
};

const WORDS = {
  title: 'a derivative that is conjugated',
  evidence: 'every entry that couples a real part with an imaginary one has the other sign',
  help: 'as pairs of reals a product backwards is conj(f′)·w; where a gradient is ∂f/∂z, as in jax, it is f′·w: conjugate w and what comes back',
};

type Part = 're' | 'im';

function isOfPairs({ names, across }: Lines): boolean {
  const parts = [names, across].map((side) => side.map(partOf));
  return parts.every((side) => !side.includes(undefined) && new Set(side).size === 2);
}

/** Which part of a complex number has this name: `z.re`, `im[3]`, `x.real`. */
function partOf(name: string): Part | undefined {
  const [, part] = /(?:^|\.)(re|im|real|imag)(?:\[[\d,]*\])?$/.exec(name) ?? [];
  return part?.slice(0, 2) as Part | undefined;
}
