import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { checkGradient, formatGradientCheck, type GradientCheckOptions } from '../../src/index.ts';
import { gradientCheck, variable } from '../report/record.ts';
import { gradient, type Layer, point, value } from './least-squares.ts';
import { SIX, sketch } from './sketch.ts';

type Gradient = ReturnType<typeof gradient>;

/** The whole message for a layer whose right gradient was changed. */
function message(
  change: (right: Gradient, at: Layer) => Gradient,
  options: GradientCheckOptions = {},
): string {
  const wrong = (at: Layer) => change(gradient(at), at);
  // a fixed step, which is exact for a parabola, so that no digit here depends on how steps are chosen
  const fixed = { at: point, epsilon: 1e-3, ...options };
  return formatGradientCheck(checkGradient({ value, gradient: wrong }, fixed));
}

const each = ({ W, b }: Gradient, change: (entry: number) => number): Gradient => ({
  W: W.map((row) => row.map(change)),
  b: b.map(change),
});

const inW = ({ W, b }: Gradient, change: (entry: number, i: number, j: number) => number) => ({
  W: W.map((row, i) => row.map((entry, j) => change(entry, i, j))),
  b,
});

describe('sign-flipped', () => {
  test('over all variables has no path', () => {
    expect(message((right) => each(right, (entry) => -entry))).toMatchInlineSnapshot(`
      "gradient mismatch in all 12 coordinates: looks like a sign flip

      relative error  1.0e+0
      threshold       1.0e-7

        variable  shape   checked  relative error  verdict
        W         [3, 3]  9/9      1.0e+0          mismatch
        b         [3]     3/3      1.0e+0          mismatch

        coordinate  analytic           numeric ± bar                relative error
        W[1,0]      -0.89475000000000   0.89475000000006 ± 2.5e-13  1.0e+0
        W[0,2]      -0.757125           0.75712499999980 ± 2.5e-13  1.0e+0
        b[1]         0.71987500000000  -0.71987500000015 ± 2.5e-13  1.0e+0
        W[0,1]       0.71431250000000  -0.71431249999976 ± 2.5e-13  1.0e+0
        W[1,2]       0.7004            -0.70040000000016 ± 2.5e-13  1.0e+0
        b[2]        -0.54725            0.54725000000011 ± 2.5e-13  1.0e+0
        W[0,0]       0.34235000000000  -0.34235000000016 ± 2.5e-13  1.0e+0
        W[1,1]      -0.3247             0.32470000000018 ± 2.5e-13  1.0e+0
        … and 4 more (the largest 1.0e+0)

      diagnosis: a sign flip (sign-flipped)
        analytic = -1.000000000 × numeric in all 12 coordinates
        help: is a difference taken the wrong way round, or a minus lost on the
          way back?
      note: 25 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['W[1,0]'], seed: 1 }"
    `);
  });

  test('in one variable names it', () => {
    expect(message((right) => inW(right, (entry) => -entry))).toMatchInlineSnapshot(`
      "gradient mismatch in all 9 coordinates of W: looks like a sign flip in W

      relative error  8.7e-1
      threshold       1.0e-7

        variable  shape   checked  relative error  verdict
        W         [3, 3]  9/9      1.0e+0          mismatch
        b         [3]     3/3      1.7e-13         match

        coordinate  analytic           numeric ± bar                relative error
        W[1,0]      -0.89475000000000   0.89475000000006 ± 2.5e-13  1.0e+0
        W[0,2]      -0.757125           0.75712499999980 ± 2.5e-13  1.0e+0
        W[0,1]       0.71431250000000  -0.71431249999976 ± 2.5e-13  1.0e+0
        W[1,2]       0.7004            -0.70040000000016 ± 2.5e-13  1.0e+0
        W[0,0]       0.34235000000000  -0.34235000000016 ± 2.5e-13  1.0e+0
        W[1,1]      -0.3247             0.32470000000018 ± 2.5e-13  1.0e+0
        W[2,0]       0.17505000000000  -0.17504999999995 ± 2.5e-13  1.0e+0
        W[2,2]       0.04506250000000  -0.04506250000036 ± 2.5e-13  1.0e+0
        … and 1 more (the largest 1.0e+0)

      diagnosis: a sign flip in W (sign-flipped)
        analytic = -1.000000000 × numeric in all 9 coordinates
        help: is a difference taken the wrong way round, or a minus lost on the
          way back?
      note: 25 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['W[1,0]'], seed: 1 }"
    `);
  });
});

describe('constant-factor', () => {
  test('says which size it is', () => {
    expect(message((right) => each(right, (entry) => entry / 12))).toMatchInlineSnapshot(`
      "gradient mismatch in all 12 coordinates: looks like a constant factor of
        1/12

      relative error  8.5e-1
      threshold       1.0e-7

        variable  shape   checked  relative error  verdict
        W         [3, 3]  9/9      8.5e-1          mismatch
        b         [3]     3/3      8.5e-1          mismatch

        coordinate  analytic           numeric ± bar                relative error
        W[1,0]       0.07456250000000   0.89475000000006 ± 2.5e-13  8.5e-1
        W[0,2]       0.06309375         0.75712499999980 ± 2.5e-13  8.5e-1
        b[1]        -0.05998958333333  -0.71987500000015 ± 2.5e-13  8.5e-1
        W[0,1]      -0.05952604166667  -0.71431249999976 ± 2.5e-13  8.5e-1
        W[1,2]      -0.05836666666667  -0.70040000000016 ± 2.5e-13  8.5e-1
        b[2]         0.04560416666667   0.54725000000011 ± 2.5e-13  8.5e-1
        W[0,0]      -0.02852916666667  -0.34235000000016 ± 2.5e-13  8.5e-1
        W[1,1]       0.02705833333333   0.32470000000018 ± 2.5e-13  8.5e-1
        … and 4 more (the largest 8.5e-1)

      diagnosis: a constant factor of 1/12 (constant-factor)
        analytic = 0.08333333333 × numeric in all 12 coordinates; 12 is the number
          of all coordinates
        help: does the gradient take a mean where the value takes a sum, or divide
          by the size twice?
      note: 25 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['W[1,0]'], seed: 1 }"
    `);
  });

  test('keeps to the digits that are known when it is only fitted', () => {
    expect(message((right) => each(right, (entry) => 1.3712345 * entry))).toMatchInlineSnapshot(`
      "gradient mismatch in all 12 coordinates: looks like a constant factor of
        1.371

      relative error  1.6e-1
      threshold       1.0e-7

        variable  shape   checked  relative error  verdict
        W         [3, 3]  9/9      1.6e-1          mismatch
        b         [3]     3/3      1.6e-1          mismatch

        coordinate  analytic           numeric ± bar                relative error
        W[1,0]       1.226912068875     0.89475000000006 ± 2.5e-13  1.6e-1
        W[0,2]       1.0381959208125    0.75712499999980 ± 2.5e-13  1.6e-1
        b[1]        -0.98711743568750  -0.71987500000015 ± 2.5e-13  1.6e-1
        W[0,1]      -0.97948994378125  -0.71431249999976 ± 2.5e-13  1.6e-1
        W[1,2]      -0.9604126438      -0.70040000000016 ± 2.5e-13  1.6e-1
        b[2]         0.75040808012500   0.54725000000011 ± 2.5e-13  1.6e-1
        W[0,0]      -0.46944213107500  -0.34235000000016 ± 2.5e-13  1.6e-1
        W[1,1]       0.44523984215000   0.32470000000018 ± 2.5e-13  1.6e-1
        … and 4 more (the largest 1.6e-1)

      diagnosis: a constant factor of 1.371 (constant-factor)
        analytic = 1.371234500 × numeric in all 12 coordinates
        help: look for a factor that only one of value and gradient has: a rate, a
          weight, a mean for a sum
      note: 25 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['W[1,0]'], seed: 1 }"
    `);
  });

  test('may be another one in each variable', () => {
    const change = ({ W, b }: Gradient) => ({
      W: W.map((row) => row.map((entry) => 3 * entry)),
      b: b.map((entry) => entry / 2),
    });
    expect(message(change)).toMatchInlineSnapshot(`
      "gradient mismatch in all 12 coordinates: looks like a constant factor of 3
        in W and a constant factor of 1/2 in b

      relative error  4.8e-1
      threshold       1.0e-7

        variable  shape   checked  relative error  verdict
        W         [3, 3]  9/9      5.0e-1          mismatch
        b         [3]     3/3      3.3e-1          mismatch

        coordinate  analytic           numeric ± bar                relative error
        W[1,0]       2.68425000000000   0.89475000000006 ± 2.5e-13  5.0e-1
        W[0,2]       2.271375           0.75712499999980 ± 2.5e-13  5.0e-1
        W[0,1]      -2.14293750000000  -0.71431249999976 ± 2.5e-13  5.0e-1
        W[1,2]      -2.1012            -0.70040000000016 ± 2.5e-13  5.0e-1
        W[0,0]      -1.02705           -0.34235000000016 ± 2.5e-13  5.0e-1
        W[1,1]       0.9741             0.32470000000018 ± 2.5e-13  5.0e-1
        b[1]        -0.35993750000000  -0.71987500000015 ± 2.5e-13  3.3e-1
        W[2,0]      -0.52515           -0.17504999999995 ± 2.5e-13  5.0e-1
        … and 4 more (the largest 5.0e-1)

      diagnosis: a constant factor of 3 in W (constant-factor)
        analytic = 3.000000000 × numeric in all 9 coordinates; 3 is the number of
          rows of W, among others
        help: does the value take a mean where the gradient takes a sum?
      diagnosis: a constant factor of 1/2 in b (constant-factor)
        analytic = 0.5000000000 × numeric in all 3 coordinates
        help: is the 2 of a square missing, or one of two uses of the same value?
      note: 25 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['W[1,0]'], seed: 1 }"
    `);
  });
});

describe('missing-gradient', () => {
  test('of a variable', () => {
    expect(message(({ W }) => ({ W, b: [0, 0, 0] }))).toMatchInlineSnapshot(`
      "gradient mismatch in all 3 coordinates of b: looks like a missing gradient
        in b

      relative error  2.7e-1
      threshold       1.0e-7

        variable  shape   checked  relative error  verdict
        b         [3]     3/3      1.0e+0          mismatch
        W         [3, 3]  9/9      1.9e-13         match

        coordinate  analytic  numeric ± bar                relative error
        b[1]        0         -0.71987500000015 ± 2.5e-13  1.0e+0
        b[2]        0          0.54725000000011 ± 2.5e-13  1.0e+0
        b[0]        0         -0.24599999999975 ± 2.5e-13  1.0e+0

      diagnosis: a missing gradient in b (missing-gradient)
        analytic is exactly 0 in all 3 coordinates, where numeric is up to 0.72 in
          size
        help: is it left out of the backward pass, or frozen?
      note: 25 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['b[1]'], seed: 1 }"
    `);
  });

  test('of a row', () => {
    expect(message((right) => inW(right, (v, i) => (i === 2 ? 0 : v)))).toMatchInlineSnapshot(`
      "gradient mismatch in 3 of 9 coordinates of W: looks like a missing gradient
        of row 2 of W

      relative error  4.9e-2
      threshold       1.0e-7

        variable  shape   checked  relative error  verdict
        W         [3, 3]  9/9      5.6e-2          mismatch
        b         [3]     3/3      1.7e-13         match

        coordinate  analytic  numeric ± bar                relative error
        W[2,0]      0         -0.17504999999995 ± 2.5e-13  1.0e+0
        W[2,2]      0         -0.04506250000036 ± 2.5e-13  1.0e+0
        W[2,1]      0         -0.01451875000025 ± 2.5e-13  1.0e+0

      where W [3, 3] is wrong:
           0
        0  ···
        1  ···
        2  ███

        relative error: · agrees, █ from 1e-1

      diagnosis: a missing gradient of row 2 of W (missing-gradient)
        analytic is exactly 0 in 3 coordinates, where numeric is up to 0.175 in
          size; the other 6 agree
        help: does a loop stop one too early or start one too late, or a mask
          leave it out?
      note: 25 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['W[2,0]'], seed: 1 }"
    `);
  });

  test('of the last coordinate', () => {
    expect(message(({ W, b: [b0, b1] }) => ({ W, b: [b0, b1, 0] }))).toMatchInlineSnapshot(`
      "gradient mismatch in 1 of 3 coordinates of b: looks like a missing gradient
        of the last coordinate of b

      relative error  1.5e-1
      threshold       1.0e-7

        variable  shape   checked  relative error  verdict
        b         [3]     3/3      3.2e-1          mismatch
        W         [3, 3]  9/9      1.9e-13         match

        coordinate  analytic  numeric ± bar               relative error
        b[2]        0         0.54725000000011 ± 2.5e-13  1.0e+0

      diagnosis: a missing gradient of the last coordinate of b (missing-gradient)
        analytic is exactly 0 in b[2], numeric is 0.547; the other 2 agree
        help: does a loop stop one too early?
      note: 25 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['b[2]'], seed: 1 }"
    `);
  });
});

test('transposed', () => {
  const change = (right: Gradient) => inW(right, (_, i, j) => right.W[j][i]);
  expect(message(change)).toMatchInlineSnapshot(`
    "gradient mismatch in 6 of 9 coordinates of W: looks like a transposed matrix
      in W

    relative error  7.5e-1
    threshold       1.0e-7

      variable  shape   checked  relative error  verdict
      W         [3, 3]  9/9      8.6e-1          mismatch
      b         [3]     3/3      1.7e-13         match

      coordinate  analytic           numeric ± bar                relative error
      W[1,0]      -0.71431250000000   0.89475000000006 ± 2.5e-13  1.0e+0
      W[0,1]       0.89475000000000  -0.71431249999976 ± 2.5e-13  1.0e+0
      W[2,0]       0.757125          -0.17504999999995 ± 2.5e-13  1.0e+0
      W[0,2]      -0.17505000000000   0.75712499999980 ± 2.5e-13  1.0e+0
      W[1,2]      -0.01451875000000  -0.70040000000016 ± 2.5e-13  9.6e-1
      W[2,1]      -0.7004            -0.01451875000025 ± 2.5e-13  9.6e-1

    where W [3, 3] is wrong:
         0
      0  ·██
      1  █·█
      2  ██·

      relative error: · agrees, █ from 1e-1

    diagnosis: a transposed matrix in W (transposed)
      analytic[i,j] = numeric[j,i]: this explains all 6 wrong coordinates
      help: are the factors of an outer product swapped, or is a matrix stored
        column by column?
    note: 25 evaluations of the value, 2 of the gradient; seed 1
    note: epsilon 0.001, plain central differences; bars of round-off only
    note: for the worst coordinate alone: { variables: ['W[1,0]'], seed: 1 }"
  `);
});

describe('permuted', () => {
  test('by a rule', () => {
    const change = (right: Gradient) => inW(right, (_, i, j) => right.W[i][(j + 2) % 3]);
    expect(message(change)).toMatchInlineSnapshot(`
      "gradient mismatch in all 9 coordinates of W: looks like columns rolled by 1
        in W

      relative error  7.3e-1
      threshold       1.0e-7

        variable  shape   checked  relative error  verdict
        W         [3, 3]  9/9      8.4e-1          mismatch
        b         [3]     3/3      1.7e-13         match

        coordinate  analytic           numeric ± bar                relative error
        W[1,0]      -0.7004             0.89475000000006 ± 2.5e-13  1.0e+0
        W[0,2]      -0.71431250000000   0.75712499999980 ± 2.5e-13  1.0e+0
        W[0,0]       0.757125          -0.34235000000016 ± 2.5e-13  1.0e+0
        W[1,2]       0.3247            -0.70040000000016 ± 2.5e-13  1.0e+0
        W[1,1]       0.89475000000000   0.32470000000018 ± 2.5e-13  4.7e-1
        W[0,1]      -0.34235000000000  -0.71431249999976 ± 2.5e-13  3.5e-1
        W[2,1]      -0.17505000000000  -0.01451875000025 ± 2.5e-13  8.5e-1
        W[2,0]      -0.04506250000000  -0.17504999999995 ± 2.5e-13  5.9e-1
        … and 1 more (the largest 5.1e-1)

      diagnosis: columns rolled by 1 in W (permuted)
        analytic W[0,0] = numeric W[0,2], and so on: this explains all 9 wrong
          coordinates
        help: look for an index that is off by one, a kernel flipped on one side
          only, or axes read in another order
      note: 25 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['W[1,0]'], seed: 1 }"
    `);
  });

  test('two swapped', () => {
    const change = ({ W, b: [b0, b1, b2] }: Gradient) => ({ W, b: [b2, b1, b0] });
    expect(message(change)).toMatchInlineSnapshot(`
      "gradient mismatch in 2 of 3 coordinates of b: looks like two swapped
        coordinates in b

      relative error  3.0e-1
      threshold       1.0e-7

        variable  shape   checked  relative error  verdict
        b         [3]     3/3      6.0e-1          mismatch
        W         [3, 3]  9/9      1.9e-13         match

        coordinate  analytic  numeric ± bar                relative error
        b[2]        -0.246     0.54725000000011 ± 2.5e-13  1.0e+0
        b[0]         0.54725  -0.24599999999975 ± 2.5e-13  1.0e+0

      diagnosis: two swapped coordinates in b (permuted)
        analytic b[0] = numeric b[2], and the other way round
        help: is something returned, sliced or stacked in another order than it is
          taken in?
      note: 25 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['b[2]'], seed: 1 }"
    `);
  });
});

test('weight-decay', () => {
  const change = (right: Gradient, { W }: Layer) => inW(right, (v, i, j) => v + 0.01 * W[i][j]);
  expect(message(change)).toMatchInlineSnapshot(`
    "gradient mismatch in all 9 coordinates of W: looks like weight decay in W

    relative error  5.4e-3
    threshold       1.0e-7

      variable  shape   checked  relative error  verdict
      W         [3, 3]  9/9      6.2e-3          mismatch
      b         [3]     3/3      1.7e-13         match

      coordinate  analytic           numeric ± bar                relative error
      W[1,0]       0.90715000000000   0.89475000000006 ± 2.5e-13  6.9e-3
      W[2,1]      -0.00481875000000  -0.01451875000025 ± 2.5e-13  5.0e-1
      W[0,1]      -0.72151250000000  -0.71431249999976 ± 2.5e-13  5.0e-3
      W[2,0]      -0.18165000000000  -0.17504999999995 ± 2.5e-13  1.9e-2
      W[0,2]       0.762625           0.75712499999980 ± 2.5e-13  3.6e-3
      W[1,2]      -0.7047            -0.70040000000016 ± 2.5e-13  3.1e-3
      W[0,0]      -0.33925000000000  -0.34235000000016 ± 2.5e-13  4.5e-3
      W[1,1]       0.3265             0.32470000000018 ± 2.5e-13  2.8e-3
      … and 1 more (the largest 1.3e-2)

    where W [3, 3] is wrong:
         0
      0  ▒▒▒
      1  ▒▒▒
      2  ▓█▓

      relative error: ▒ below 1e-2, ▓ below 1e-1, █ from 1e-1

    diagnosis: weight decay in W (weight-decay)
      analytic - numeric = 0.01000000000 × the point in all 9 coordinates
      help: is a penalty on the weights part of the gradient but not of the
        value?
    note: 25 evaluations of the value, 2 of the gradient; seed 1
    note: epsilon 0.001, plain central differences; bars of round-off only
    note: for the worst coordinate alone: { variables: ['W[1,0]'], seed: 1 }"
  `);
});

describe('missing-centering', () => {
  test('when the gradient has no mean to subtract', () => {
    const change = ({ W, b }: Gradient) => {
      const mean = b.reduce((sum, entry) => sum + entry, 0) / b.length;
      return { W, b: b.map((entry) => entry - mean) };
    };
    expect(message(change)).toMatchInlineSnapshot(`
      "gradient mismatch in all 3 coordinates of b: looks like needless centering
        in b

      relative error  6.5e-2
      threshold       1.0e-7

        variable  shape   checked  relative error  verdict
        b         [3]     3/3      1.3e-1          mismatch
        W         [3, 3]  9/9      1.9e-13         match

        coordinate  analytic           numeric ± bar                relative error
        b[1]        -0.58033333333333  -0.71987500000015 ± 2.5e-13  1.1e-1
        b[2]         0.68679166666667   0.54725000000011 ± 2.5e-13  1.1e-1
        b[0]        -0.10645833333333  -0.24599999999975 ± 2.5e-13  4.0e-1

      diagnosis: needless centering in b (missing-centering)
        analytic = numeric - mean of numeric in all 3 coordinates
        help: does the gradient subtract a mean that the value does not subtract?
      note: 25 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['b[1]'], seed: 1 }"
    `);
  });

  test('when the value subtracts a mean and the gradient does not', () => {
    const centred = (x: number[]) => x.map((v) => v - x.reduce((a, b) => a + b, 0) / x.length);
    const subject = {
      value: (x: number[]) => centred(x).reduce((sum, v) => sum + v ** 4, 0),
      gradient: (x: number[]) => centred(x).map((v) => 4 * v ** 3),
    };
    const check = checkGradient(subject, { at: [0.7, -1.3, 2.1, 0.4], epsilon: 1e-4 });
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient mismatch in all 4 coordinates

      relative error  4.6e-2
      threshold       1.0e-7

        coordinate  analytic          numeric ± bar               relative error
        x[2]         17.1640625        18.454437528490 ± 1.9e-11  3.6e-2
        x[0]          0.045562500000    1.335937503963 ± 1.9e-11  9.3e-1
        x[3]         -0.001687500000    1.288687498722 ± 1.9e-11  1.0e+0
        x[1]        -22.369437500000  -21.079062531051 ± 1.9e-11  3.0e-2

      note: 9 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.0001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['x[2]'], seed: 1 }"
    `);
  });
});

test('broadcast-not-reduced', () => {
  const change = (right: Gradient) =>
    inW(right, (_, i) => right.W[i].reduce((sum, entry) => sum + entry, 0));
  expect(message(change)).toMatchInlineSnapshot(`
    "gradient mismatch in all 9 coordinates of W: looks like a misplaced sum over
      a broadcast axis in W

    relative error  5.2e-1
    threshold       1.0e-7

      variable  shape   checked  relative error  verdict
      W         [3, 3]  9/9      6.4e-1          mismatch
      b         [3]     3/3      1.7e-13         match

      coordinate  analytic           numeric ± bar                relative error
      W[1,2]       0.51905000000000  -0.70040000000016 ± 2.5e-13  1.0e+0
      W[0,2]      -0.29953750000000   0.75712499999980 ± 2.5e-13  1.0e+0
      W[0,1]      -0.29953750000000  -0.71431249999976 ± 2.5e-13  4.1e-1
      W[1,0]       0.51905000000000   0.89475000000006 ± 2.5e-13  2.7e-1
      W[2,1]      -0.23463125        -0.01451875000025 ± 2.5e-13  8.8e-1
      W[1,1]       0.51905000000000   0.32470000000018 ± 2.5e-13  2.3e-1
      W[2,2]      -0.23463125        -0.04506250000036 ± 2.5e-13  6.8e-1
      W[2,0]      -0.23463125        -0.17504999999995 ± 2.5e-13  1.5e-1
      … and 1 more (the largest 6.7e-2)

    where W [3, 3] is wrong:
         0
      0  ▓██
      1  ███
      2  ███

      relative error: ▓ below 1e-1, █ from 1e-1

    diagnosis: a misplaced sum over a broadcast axis in W
      (broadcast-not-reduced)
      every column of analytic is the sum of the columns of numeric
      help: is the sum over the broadcast axis missing, or taken over an axis
        that is not broadcast?
    note: 25 evaluations of the value, 2 of the gradient; seed 1
    note: epsilon 0.001, plain central differences; bars of round-off only
    note: for the worst coordinate alone: { variables: ['W[1,2]'], seed: 1 }"
  `);
});

test('overwritten-not-accumulated', () => {
  const words = [0, 1, 1, 2, 2, 2];
  const subject = {
    value: (table: number[][]) =>
      words.reduce((sum, w) => sum + Math.sin(table[w][0]) * table[w][1], 0),
    gradient: (table: number[][]) => table.map(([a, b]) => [Math.cos(a) * b, Math.sin(a)]),
  };
  const at = [
    [0.4, 1.3],
    [-0.8, 0.6],
    [1.1, -0.5],
  ];
  expect(formatGradientCheck(checkGradient(subject, { at, epsilon: 1e-4 }))).toMatchInlineSnapshot(`
    "gradient mismatch in 4 of 6 coordinates: looks like contributions that are
      overwritten instead of added up

    relative error  3.9e-1
    threshold       1.0e-7

      coordinate  analytic          numeric ± bar               relative error
      x[2,1]       0.8912073600614   2.6736220801826 ± 1.9e-12  5.0e-1
      x[1,1]      -0.7173560908995  -1.4347121817992 ± 1.9e-12  3.3e-1
      x[2,0]      -0.2267980607128  -0.6803941810030 ± 1.9e-12  5.0e-1
      x[1,0]       0.4180240256083   0.8360480498237 ± 1.9e-12  3.3e-1

    diagnosis: contributions that are overwritten instead of added up
      (overwritten-not-accumulated)
      numeric / analytic is a whole number: 2 in 2 coordinates and 3 in 2
        coordinates
      help: where a value is used more than once, does the backward pass assign
        with = instead of +=?
    note: 13 evaluations of the value, 2 of the gradient; seed 1
    note: epsilon 0.0001, plain central differences; bars of round-off only
    note: for the worst coordinate alone: { variables: ['x[2,1]'], seed: 1 }"
  `);
});

test('not-finite', () => {
  const change = (right: Gradient) => inW(right, (v, i, j) => (i === j ? Number.NaN : v));
  expect(message(change)).toMatchInlineSnapshot(`
    "gradient mismatch in 3 of 9 coordinates of W: looks like a gradient that is
      not finite

    relative error  NaN
    threshold       1.0e-7

      variable  shape   checked  relative error  verdict
      W         [3, 3]  9/9      NaN             mismatch
      b         [3]     3/3      1.7e-13         match

      coordinate  analytic  numeric ± bar                relative error
      W[0,0]      NaN       -0.34235000000016 ± 2.5e-13  NaN
      W[1,1]      NaN        0.32470000000018 ± 2.5e-13  NaN
      W[2,2]      NaN       -0.04506250000036 ± 2.5e-13  NaN

    where W [3, 3] is wrong:
         0
      0  █··
      1  ·█·
      2  ··█

      relative error: · agrees, █ from 1e-1

    diagnosis: a gradient that is not finite (not-finite)
      analytic is NaN in 3 of 12 coordinates, first in W[0,0]
      help: look for 0/0, log(0), the root of 0, an overflowing exp, or an entry
        that was never written
    note: 25 evaluations of the value, 2 of the gradient; seed 1
    note: epsilon 0.001, plain central differences; bars of round-off only
    note: for the worst coordinate alone: { variables: ['W[0,0]'], seed: 1 }"
  `);
});

test('single-precision', () => {
  const change = (right: Gradient) => each(right, Math.fround);
  expect(message(change, { threshold: 1e-9 })).toMatchInlineSnapshot(`
    "gradient mismatch in 11 of 12 coordinates: looks like a gradient computed in
      single precision

    relative error  1.1e-8
    threshold       1.0e-9

      variable  shape   checked  relative error  verdict
      W         [3, 3]  9/9      7.2e-9          mismatch
      b         [3]     3/3      1.9e-8          mismatch

      coordinate  analytic           numeric ± bar                relative error
      b[2]         0.54724997282028   0.54725000000011 ± 2.5e-13  2.5e-8
      b[1]        -0.71987497806549  -0.71987500000015 ± 2.5e-13  1.5e-8
      W[0,2]       0.75712502002716   0.75712499999980 ± 2.5e-13  1.3e-8
      b[0]        -0.24600000679493  -0.24599999999975 ± 2.5e-13  1.4e-8
      W[0,1]      -0.71431249380112  -0.71431249999976 ± 2.5e-13  4.3e-9
      W[0,0]      -0.34235000610352  -0.34235000000016 ± 2.5e-13  8.9e-9
      W[2,0]      -0.17505000531673  -0.17504999999995 ± 2.5e-13  1.5e-8
      W[1,2]      -0.70039999485016  -0.70040000000016 ± 2.5e-13  3.7e-9
      … and 3 more (the largest 1.1e-8)

    where W [3, 3] is wrong:
         0
      0  ░░░
      1  ·░░
      2  ░░░

      relative error: · agrees, ░ below 1e-4

    diagnosis: a gradient computed in single precision (single-precision)
      every analytic value is a float32 number, and all 12 coordinates agree to
        that precision
      help: is it kept in a Float32Array or rounded with Math.fround? use
        float64, or set \`threshold\` to 1e-4
    note: 25 evaluations of the value, 2 of the gradient; seed 1
    note: epsilon 0.001, plain central differences; bars of round-off only
    note: for the worst coordinate alone: { variables: ['b[2]'], seed: 1 }"
  `);
});

test('kink', () => {
  const variables = [
    variable({
      path: 'x',
      analytic: [0, 3, 0.25],
      numeric: [0, 3, 0.25],
      bar: 0,
      undecided: [0],
      slopes: { 0: [-1, 1] },
    }),
  ];
  const diagnoses = diagnose(variables, { accumulated: false });
  const check = gradientCheck(variables, { verdict: 'mismatch', diagnoses });
  expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
    "gradient mismatch: looks like a kink, where any slope between two is right

    relative error  0
    threshold       1.0e-7

      coordinate  analytic  numeric ± bar   relative error
      x[0]        0         slopes [-1, 1]  0 undecided

    diagnosis: a kink, where any slope between two is right (kink)
      at x[0] the slope jumps from -1 to 1, and analytic is 0
      help: move the point off the kink, or allow kinks: 'subgradient'
    note: 6 evaluations of the value, 1 of the gradient; seed 42
    note: for the worst coordinate alone: { variables: ['x[0]'], seed: 42 }"
  `);
});

test('value-ignores-input', () => {
  const x = [0.3, -1.2];
  const subject = {
    value: () => Math.sin(x[0]) * x[1],
    gradient: ([a, b]: number[]) => [Math.cos(a) * b, Math.sin(a)],
  };
  const check = checkGradient(subject, { at: [0.3, -1.2], epsilon: 1e-4 });
  expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
    "contract: \`value\` does not change with \`x\` at any step, but the gradient
      there is not zero
      help: does \`value\` read its argument, or other arrays that it closes over?

    gradient mismatch in all 2 coordinates: looks like a value that does not
      read its input

    relative error  1.0e+0
    threshold       1.0e-7

      coordinate  analytic          numeric ± bar  relative error
      x[0]        -1.1464037869507  0 ± 4e-13      1.0e+0
      x[1]         0.2955202066613  0 ± 4e-13      1.0e+0

    diagnosis: a value that does not read its input (value-ignores-input)
      no step along any coordinate changes the value, but analytic is -1.15 in
        x[0]
      help: does the value use its argument, or arrays that it closes over, or a
        result kept from before?
    note: 5 evaluations of the value, 2 of the gradient; seed 1
    note: epsilon 0.0001, plain central differences; bars of round-off only
    note: for the worst coordinate alone: { variables: ['x[0]'], seed: 1 }"
  `);
});

describe('localized', () => {
  test('in one coordinate', () => {
    const change = (right: Gradient) => inW(right, (v, i, j) => (3 * i + j === 5 ? 1.1 * v : v));
    expect(message(change)).toMatchInlineSnapshot(`
      "gradient mismatch in 1 of 9 coordinates of W: looks like an error in one
        coordinate of W

      relative error  1.9e-2
      threshold       1.0e-7

        variable  shape   checked  relative error  verdict
        W         [3, 3]  9/9      2.1e-2          mismatch
        b         [3]     3/3      1.7e-13         match

        coordinate  analytic           numeric ± bar                relative error
        W[1,2]      -0.77044000000000  -0.70040000000016 ± 2.5e-13  4.8e-2

      diagnosis: an error in one coordinate of W (localized)
        W[1,2] is 1.100 × numeric, off by -0.07; the other 11 coordinates agree
        help: look at what only this one goes through: a special case, a mask, an
          index
      note: 25 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['W[1,2]'], seed: 1 }"
    `);
  });

  test('in a column', () => {
    const change = (right: Gradient) => inW(right, (v, i, j) => (j === 1 ? v ** 2 + 0.3 * i : v));
    expect(message(change)).toMatchInlineSnapshot(`
      "gradient mismatch in 3 of 9 coordinates of W: looks like an error in column
        1 of W

      relative error  3.6e-1
      threshold       1.0e-7

        variable  shape   checked  relative error  verdict
        W         [3, 3]  9/9      4.2e-1          mismatch
        b         [3]     3/3      1.7e-13         match

        coordinate  analytic          numeric ± bar                relative error
        W[0,1]      0.51024234765625  -0.71431249999976 ± 2.5e-13  1.0e+0
        W[2,1]      0.60021079410156  -0.01451875000025 ± 2.5e-13  1.0e+0
        W[1,1]      0.40543009000000   0.32470000000018 ± 2.5e-13  1.1e-1

      where W [3, 3] is wrong:
           0
        0  ·█·
        1  ·█·
        2  ·█·

        relative error: · agrees, █ from 1e-1

      diagnosis: an error in column 1 of W (localized)
        W[0,1] is -0.7143 × numeric, off by 1.22; the other 9 coordinates agree
        help: look at what only this part goes through: a loop bound, an index, a
          special case
      note: 25 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['W[0,1]'], seed: 1 }"
    `);
  });
});

// what a second call shows, which the numbers of the first do not
describe('from the context', () => {
  const variables = [sketch({ numeric: SIX, analytic: SIX.map((v) => 1.1 * v + 0.3) })];
  const written = (context: Parameters<typeof diagnose>[1]) =>
    formatGradientCheck(gradientCheck(variables, { diagnoses: diagnose(variables, context) }));

  test('accumulated', () => {
    expect(written({ accumulated: true })).toMatchInlineSnapshot(`
      "gradient mismatch in all 6 coordinates: looks like a gradient added to that
        of the call before

      relative error  1.4e-1
      threshold       1.0e-7

        coordinate  analytic        numeric ± bar           relative error
        x[3]         2.6287          2.11700000000 ± 3e-11  1.1e-1
        x[5]         1.2724          0.88400000000 ± 3e-11  1.8e-1
        x[0]         1.1041          0.73100000000 ± 3e-11  2.0e-1
        x[2]         0.73120000000   0.39200000000 ± 3e-11  3.0e-1
        x[4]        -0.3193         -0.56300000000 ± 3e-11  2.8e-1
        x[1]        -1.0728         -1.24800000000 ± 3e-11  7.5e-2

      diagnosis: a gradient added to that of the call before (accumulated)
        a second call at the same point returned twice the first
        help: is the gradient set to zero before the backward pass?
      note: 12 evaluations of the value, 1 of the gradient; seed 42
      note: for the worst coordinate alone: { variables: ['x[3]'], seed: 42 }"
    `);
  });

  test('stale', () => {
    expect(written({ accumulated: false, second: [SIX] })).toMatchInlineSnapshot(`
      "gradient mismatch in all 6 coordinates: looks like the gradient of another
        point

      relative error  1.4e-1
      threshold       1.0e-7

        coordinate  analytic        numeric ± bar           relative error
        x[3]         2.6287          2.11700000000 ± 3e-11  1.1e-1
        x[5]         1.2724          0.88400000000 ± 3e-11  1.8e-1
        x[0]         1.1041          0.73100000000 ± 3e-11  2.0e-1
        x[2]         0.73120000000   0.39200000000 ± 3e-11  3.0e-1
        x[4]        -0.3193         -0.56300000000 ± 3e-11  2.8e-1
        x[1]        -1.0728         -1.24800000000 ± 3e-11  7.5e-2

      diagnosis: the gradient of another point (stale)
        a second call at the same point agrees in all 6 coordinates, the first is
          wrong in 6
        help: does the backward pass read a cache that only the call before has
          filled? run the forward pass at the point first
      note: 12 evaluations of the value, 1 of the gradient; seed 42
      note: for the worst coordinate alone: { variables: ['x[3]'], seed: 42 }"
    `);
  });
});
