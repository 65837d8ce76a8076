import type { Arithmetic } from './arithmetic.ts';
import { type Decimal, decimalBinary, decimalUnary, exactly, one, zero } from './decimals.ts';
import { type Formula, formulas } from './formulas.ts';
import type { Round } from './operations.ts';

/** A value with its derivatives along all coordinates; an empty list is all zeros. */
interface Dual {
  readonly value: Decimal;
  readonly slopes: readonly Decimal[];
}

/** What the exact arithmetic says about a function at a point. */
export interface Exact {
  readonly value: number;
  readonly gradient: readonly number[];
  /**
   * At a kink, where a maximum ties: left and right slope along each coordinate, lower first.
   * Absent where the function is differentiable.
   */
  readonly slopes?: readonly (readonly [low: number, high: number] | undefined)[] | undefined;
}

/**
 * The exact derivative in fifty digits, by forward accumulation; shares no rule with the tape.
 *
 * `round` is applied to the point and to the constants of the formula: the float32 program is
 * another function than the float64 one, with other constants.
 */
export function differentiate(formula: Formula, at: ArrayLike<number>, round: Round): Exact {
  const right = along(formula, at, { round, direction: one });
  const value = right.value.toNumber();
  const gradient = right.slopes.map((slope) => slope.toNumber());
  if (right.ties === 0) return { value, gradient };
  const left = along(formula, at, { round, direction: one.neg() }).slopes.map((s) => s.neg());
  const slopes = right.slopes.map((slope, i) => {
    if (slope.eq(left[i])) return undefined;
    const [a, b] = [slope.toNumber(), left[i].toNumber()];
    // adding 0 turns −0 into 0
    return [Math.min(a, b) + 0, Math.max(a, b) + 0] as const;
  });
  if (slopes.every((interval) => interval === undefined)) return { value, gradient };
  return { value, gradient: gradient.map((g, i) => middle(slopes[i]) ?? g), slopes };
}

function middle(interval: readonly [number, number] | undefined): number | undefined {
  return interval && (interval[0] + interval[1]) / 2;
}

/** Derivatives along ±eᵢ for every i, and how often a maximum tied. */
function along(
  formula: Formula,
  at: ArrayLike<number>,
  { round, direction }: { readonly round: Round; readonly direction: Decimal },
): { value: Decimal; slopes: readonly Decimal[]; ties: number } {
  const x = Array.from(at, (xi, i) => ({
    value: exactly(round(xi)),
    slopes: Array.from(at, (_, j) => (i === j ? direction : zero)),
  }));
  const count = { ties: 0 };
  const { value, slopes } = formula(formulas(duals(round, count)), x);
  return { value, slopes: slopes.length ? slopes : x.map(() => zero), ties: count.ties };
}

function duals(round: Round, count: { ties: number }): Arithmetic<Dual> {
  // directional derivatives of max obey the chain rule also at a tie: max′(a, b; da, db) = max(da, db)
  const larger = (a: Dual, b: Dual, sign: 1 | -1): Dual => {
    const order = a.value.cmp(b.value) * sign;
    if (order !== 0) return order > 0 ? a : b;
    count.ties += 1;
    return {
      value: a.value,
      slopes: zip(a.slopes, b.slopes, (da, db) => (da.cmp(db) * sign > 0 ? da : db)),
    };
  };
  const negated = ({ value, slopes }: Dual): Dual => ({
    value: value.neg(),
    slopes: slopes.map((slope) => slope.neg()),
  });
  const nothing: Dual = { value: zero, slopes: [] };
  return {
    constant: (value) => ({ value: exactly(round(value)), slopes: [] }),
    unary: (name, x) => {
      if (name === 'abs') return larger(x, negated(x), 1);
      if (name === 'relu') return larger(x, nothing, 1);
      const { y, slope } = decimalUnary[name](x.value);
      return { value: y, slopes: scaled(x.slopes, slope) };
    },
    binary: (name, a, b) => {
      if (name === 'max') return larger(a, b, 1);
      if (name === 'min') return larger(a, b, -1);
      const { y, slopes } = decimalBinary[name](a.value, b.value);
      const [da, db] = [scaled(a.slopes, slopes[0]), scaled(b.slopes, slopes[1])];
      return { value: y, slopes: zip(da, db, (u, v) => u.add(v)) };
    },
    pow: (x, p) => {
      const exponent = exactly(p);
      const slope = exponent.mul(x.value.pow(exponent.sub(one)));
      return { value: x.value.pow(exponent), slopes: scaled(x.slopes, slope) };
    },
    number: ({ value }) => value.toNumber(),
  };
}

function scaled(slopes: readonly Decimal[], factor: Decimal): readonly Decimal[] {
  return slopes.map((slope) => (slope === zero ? zero : slope.mul(factor)));
}

function zip(
  a: readonly Decimal[],
  b: readonly Decimal[],
  combine: (a: Decimal, b: Decimal) => Decimal,
): readonly Decimal[] {
  const longer = a.length >= b.length ? a : b;
  return longer.map((_, i) => {
    const [u, v] = [a[i] ?? zero, b[i] ?? zero];
    return u === zero && v === zero ? zero : combine(u, v);
  });
}
