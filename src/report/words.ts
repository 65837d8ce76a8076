import type { GradientCheck, VariableCheck } from '../record.ts';

/** What the derivative, and one number of it, is called in a report. */
export interface Words {
  /** `gradient`, `Jacobian`. */
  readonly derivative: string;
  /** `coordinate`, `entry`. */
  readonly one: string;
  readonly many: string;
  /** What has a line of its own: `variable`, `block`. */
  readonly part: string;
}

const GRADIENT = {
  derivative: 'gradient',
  one: 'coordinate',
  many: 'coordinates',
  part: 'variable',
};
const MATRIX = { one: 'entry', many: 'entries', part: 'block' };

const WORDS: Readonly<Record<GradientCheck['of'], Words>> = {
  gradient: GRADIENT,
  jacobian: { ...MATRIX, derivative: 'Jacobian' },
  hessian: { ...MATRIX, derivative: 'Hessian' },
  jvp: { ...MATRIX, derivative: 'Jacobian-vector product' },
  vjp: { ...MATRIX, derivative: 'vector-Jacobian product' },
};

export function wordsOf({ of }: Pick<GradientCheck, 'of'>): Words {
  return WORDS[of];
}

/** The same, as far as one variable tells. */
export function wordsFor({ derivative }: Pick<VariableCheck, 'derivative'>): Words {
  if (derivative === undefined) return GRADIENT;
  return derivative.second === undefined ? WORDS.jacobian : WORDS.hessian;
}
