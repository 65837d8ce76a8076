import { describe, expect, test } from 'vitest';
import { exactly } from './decimals.ts';
import { differentiate } from './duals.ts';
import type { Formula } from './formulas.ts';
import { toValue } from './numbers.ts';
import { toFloat64 } from './operations.ts';
import { sweep } from './tape.ts';

/** Function, point, derivative worked out by hand. */
const byHand: readonly (readonly [string, Formula, readonly number[], readonly number[]])[] = [
  ['x³ at 2', ({ pow }, [x]) => pow(x, 3), [2], [12]],
  ['x x x at 2', ({ cube }, [x]) => cube(x), [2], [12]],
  ['1/x at 4', ({ div }, [x]) => div(1, x), [4], [-1 / 16]],
  ['x/y at (3, 2)', ({ div }, [x, y]) => div(x, y), [3, 2], [0.5, -0.75]],
  ['x − y', ({ sub }, [x, y]) => sub(x, y), [3, 2], [1, -1]],
  ['−x', ({ neg }, [x]) => neg(x), [3], [-1]],
  ['exp at ln 3', ({ exp }, [x]) => exp(x), [Math.log(3)], [3]],
  ['expm1 at ln 3', ({ expm1 }, [x]) => expm1(x), [Math.log(3)], [3]],
  ['log at ½', ({ log }, [x]) => log(x), [0.5], [2]],
  ['log1p at 1', ({ log1p }, [x]) => log1p(x), [1], [0.5]],
  ['√ at 4', ({ sqrt }, [x]) => sqrt(x), [4], [0.25]],
  ['sin at π/3', ({ sin }, [x]) => sin(x), [Math.PI / 3], [0.5]],
  ['cos at π/6', ({ cos }, [x]) => cos(x), [Math.PI / 6], [-0.5]],
  ['tan at π/4', ({ tan }, [x]) => tan(x), [Math.PI / 4], [2]],
  ['asin at 3/5', ({ asin }, [x]) => asin(x), [0.6], [1.25]],
  ['acos at 3/5', ({ acos }, [x]) => acos(x), [0.6], [-1.25]],
  ['atan at 2', ({ atan }, [x]) => atan(x), [2], [0.2]],
  ['atan2 at (3, 4)', ({ atan2 }, [y, x]) => atan2(y, x), [3, 4], [0.16, -0.12]],
  ['sinh at ln 2', ({ sinh }, [x]) => sinh(x), [Math.LN2], [1.25]],
  ['cosh at ln 2', ({ cosh }, [x]) => cosh(x), [Math.LN2], [0.75]],
  ['tanh at ln 3', ({ tanh }, [x]) => tanh(x), [Math.log(3)], [0.36]],
  ['sigmoid at ln 3', ({ sigmoid }, [x]) => sigmoid(x), [Math.log(3)], [0.1875]],
  ['softplus at ln 3', ({ softplus }, [x]) => softplus(x), [Math.log(3)], [0.75]],
  ['erf at 0', ({ erf }, [x]) => erf(x), [0], [1.1283791670955126]],
  ['xˣ at 1', ({ power }, [x]) => power(x, x), [1], [1]],
  ['|x| at −2', ({ abs }, [x]) => abs(x), [-2], [-1]],
  ['relu at 2', ({ relu }, [x]) => relu(x), [2], [1]],
  ['max at (1, 2)', ({ max }, [x, y]) => max(x, y), [1, 2], [0, 1]],
  ['min at (1, 2)', ({ min }, [x, y]) => min(x, y), [1, 2], [1, 0]],
  [
    'Rosenbrock at (−6/5, 1)',
    ({ add, mul, sq, sub }, [x, y]) => add(mul(100, sq(sub(y, sq(x)))), sq(sub(1, x))),
    [-1.2, 1],
    [-215.6, -88],
  ],
  [
    'log-sum-exp of equals',
    ({ logSumExp }, x) => logSumExp(x),
    [1, 1, 1, 1],
    [0.25, 0.25, 0.25, 0.25],
  ],
  ['norm at (3, 4)', ({ norm }, x) => norm(x), [3, 4], [0.6, 0.8]],
];

describe('derivatives worked out by hand', () => {
  test.each(byHand)('%s is what the duals say', (_, formula, at, derivative) => {
    const { gradient } = differentiate(formula, at, toFloat64);
    for (const [i, d] of derivative.entries()) {
      expect(Math.abs(gradient[i] - d)).toBeLessThanOrEqual(1e-15 * Math.abs(d));
    }
  });

  test.each(byHand)('%s is what the tape says', (_, formula, at, derivative) => {
    const { gradient } = sweep(formula, at, { round: toFloat64 });
    for (const [i, d] of derivative.entries()) {
      expect(Math.abs(gradient[i] - d)).toBeLessThanOrEqual(1e-15 * Math.abs(d));
    }
  });
});

describe('one-sided slopes', () => {
  const slopes = (formula: Formula, at: readonly number[]) =>
    differentiate(formula, at, toFloat64).slopes;

  test('of relu at 0 are 0 and 1', () => {
    expect(slopes(({ relu }, [x]) => relu(x), [0])).toEqual([[0, 1]]);
  });

  test('of 3 |x| at 0 are −3 and 3', () => {
    expect(slopes(({ abs, mul }, [x]) => mul(3, abs(x)), [0])).toEqual([[-3, 3]]);
  });

  test('of −|x| come lower first', () => {
    expect(slopes(({ abs, neg }, [x]) => neg(abs(x)), [0])).toEqual([[-1, 1]]);
  });

  test('of a maximum tie only where it ties', () => {
    const formula: Formula = ({ add, max, sq }, [x, y, z]) => add(max(x, y), sq(z));
    expect(slopes(formula, [2, 2, 3])).toEqual([[0, 1], [0, 1], undefined]);
    expect(slopes(formula, [2, 1, 3])).toBeUndefined();
  });

  test('do not exist where two kinks cancel: relu(x) − relu(−x) is x', () => {
    const formula: Formula = ({ neg, relu, sub }, [x]) => sub(relu(x), relu(neg(x)));
    expect(differentiate(formula, [0], toFloat64)).toEqual({ value: 0, gradient: [1] });
  });
});

describe('decimals', () => {
  test('hold the double itself, not the number it prints as', () => {
    expect(exactly(0.1).toFixed(30)).toBe('0.100000000000000005551115123126');
  });

  test('and doubles give the error function of the tables', () => {
    // Abramowitz & Stegun, table 7.1
    const formula: Formula = ({ erf }, [x]) => erf(x);
    expect(toValue(formula, toFloat64)([0.5])).toBeCloseTo(0.5204998778, 10);
    expect(differentiate(formula, [0.5], toFloat64).value).toBeCloseTo(0.5204998778, 10);
    expect(differentiate(formula, [1], toFloat64).value).toBeCloseTo(0.8427007929, 10);
  });
});
