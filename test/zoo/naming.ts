import type { MistakeId, SlipContext } from './slips.ts';
import { part, transposed } from './variables.ts';

interface Pair {
  readonly wrong: readonly number[];
  readonly right: readonly number[];
  /** Relative to the largest coordinate, what counts as equal. */
  readonly tolerance: number;
}

/**
 * All laws that a wrong gradient happens to obey at this point, the simplest first.
 *
 * A mistaken backward rule often amounts to a plain factor, and a slip at an unlucky point obeys
 * two laws at once; a diagnosis may name any of them.
 */
export function lawsObeyed(pair: Pair, context: SlipContext): MistakeId[] {
  const laws: readonly (readonly [MistakeId, boolean])[] = [
    ['missing-gradient', lacks(pair)],
    ['sign-flipped', hasFactor(pair, -1)],
    ['constant-factor', hasSomeFactor(pair) || eachVariableHasSomeFactor(pair, context)],
    ['transposed', isTransposed(pair, context)],
    ['permuted', isPermuted(pair)],
    ['weight-decay', hasDecay(pair, context)],
    ['missing-centering', isShifted(pair)],
    ['localized', isLocalized(pair)],
  ];
  return laws.filter(([, holds]) => holds).map(([id]) => id);
}

function agree({ wrong, right, tolerance }: Pair): boolean {
  const scale = Math.max(...right.map(Math.abs), ...wrong.map(Math.abs));
  return wrong.every((wi, i) => Math.abs(wi - right[i]) <= tolerance * scale);
}

function against(pair: Pair, right: readonly number[]): boolean {
  return agree({ ...pair, right });
}

function hasFactor(pair: Pair, factor: number): boolean {
  return against(
    pair,
    pair.right.map((ri) => factor * ri),
  );
}

function hasSomeFactor(pair: Pair): boolean {
  const k = pair.right.reduce(
    (best, ri, i) => (Math.abs(ri) > Math.abs(pair.right[best]) ? i : best),
    0,
  );
  const factor = pair.wrong[k] / pair.right[k];
  return Number.isFinite(factor) && factor !== 0 && factor !== -1 && hasFactor(pair, factor);
}

function eachVariableHasSomeFactor(pair: Pair, { variables }: SlipContext): boolean {
  if (variables.length < 2) return false;
  return variables.every((variable) => {
    const own = { ...pair, wrong: part(pair.wrong, variable), right: part(pair.right, variable) };
    return agree(own) || hasSomeFactor(own);
  });
}

function lacks({ wrong, right, tolerance }: Pair): boolean {
  return wrong.every((wi, i) => wi === 0 || Math.abs(wi - right[i]) <= tolerance * Math.abs(wi));
}

function isTransposed(pair: Pair, { variables }: SlipContext): boolean {
  const matrices = variables.filter(({ shape }) => shape.length === 2 && Math.min(...shape) > 1);
  return matrices.some((variable) => {
    const own = { ...pair, wrong: part(pair.wrong, variable), right: part(pair.right, variable) };
    return !agree(own) && against(own, transposed(own.right, variable.shape));
  });
}

function isPermuted({ wrong, right, tolerance }: Pair): boolean {
  const ascending = (a: number, b: number) => a - b;
  const sorted = {
    wrong: [...wrong].sort(ascending),
    right: [...right].sort(ascending),
    tolerance,
  };
  return wrong.length > 1 && agree(sorted);
}

function hasDecay({ wrong, right, tolerance }: Pair, { x }: SlipContext): boolean {
  const k = x.reduce((best, xi, i) => (Math.abs(xi) > Math.abs(x[best]) ? i : best), 0);
  const lambda = (wrong[k] - right[k]) / x[k];
  return agree({ wrong, right: right.map((ri, i) => ri + lambda * x[i]), tolerance });
}

function isShifted({ wrong, right, tolerance }: Pair): boolean {
  const mean = right.reduce((a, b) => a + b, 0) / right.length;
  return agree({ wrong, right: right.map((ri) => ri - mean), tolerance });
}

// at most a quarter of the coordinates, so that the rest shows what is right
function isLocalized({ wrong, right, tolerance }: Pair): boolean {
  const differing = wrong.filter(
    (wi, i) => Math.abs(wi - right[i]) > tolerance * (Math.abs(wi) + Math.abs(right[i])),
  );
  return differing.length <= Math.max(1, wrong.length / 4) && wrong.length > 1;
}
