import { describe, expect, test } from 'vitest';
import {
  checkGradient,
  checkHessian,
  checkJacobian,
  checkJvp,
  checkVjp,
  formatGradientCheck,
  type GradientCheck,
  type GradientCheckOptions,
} from '../../src/index.ts';
import { gradient, type Layer, point, value } from './least-squares.ts';

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
        help: look for a factor that only one of value and gradient has: a weight,
          a scale, a mean for a sum
      note: 25 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['W[1,0]'], seed: 1 }"
    `);
  });

  test('knows an angle in degrees', () => {
    const radians = (degrees: number) => (degrees * Math.PI) / 180;
    const subject = {
      value: (x: number[]) => x.reduce((sum, v, i) => sum + (i + 1) * Math.sin(radians(v)), 0),
      gradient: (x: number[]) => x.map((v, i) => (i + 1) * Math.cos(radians(v))),
    };
    expect(
      formatGradientCheck(checkGradient(subject, { at: [20, 50, 110], epsilon: 1e-2 })),
    ).toMatchInlineSnapshot(`
      "gradient mismatch in all 3 coordinates: looks like a constant factor of
        180/π

      relative error  9.7e-1
      threshold       1.0e-7

        coordinate  analytic           numeric ± bar              relative error
        x[1]         1.28557521937308   0.02243752024618 ± 6e-14  9.7e-1
        x[2]        -1.02606042997701  -0.01790813273663 ± 6e-14  9.7e-1
        x[0]         0.93969262078591   0.01640073010614 ± 6e-14  9.7e-1

      diagnosis: a constant factor of 180/π (constant-factor)
        analytic = 57.29577951 × numeric in all 3 coordinates; that is 180/π
        help: is an angle in degrees on one side and in radians on the other?
      note: 7 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.01, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['x[1]'], seed: 1 }"
    `);
  });

  test('asks about a learning rate', () => {
    expect(message((right) => each(right, (entry) => -0.05 * entry))).toMatchInlineSnapshot(`
      "gradient mismatch in all 12 coordinates: looks like a constant factor of
        -0.05

      relative error  1.0e+0
      threshold       1.0e-7

        variable  shape   checked  relative error  verdict
        W         [3, 3]  9/9      1.0e+0          mismatch
        b         [3]     3/3      1.0e+0          mismatch

        coordinate  analytic           numeric ± bar                relative error
        W[1,0]      -0.0447375          0.89475000000006 ± 2.5e-13  1.0e+0
        W[0,2]      -0.03785625000000   0.75712499999980 ± 2.5e-13  1.0e+0
        b[1]         0.03599375        -0.71987500000015 ± 2.5e-13  1.0e+0
        W[0,1]       0.03571562500000  -0.71431249999976 ± 2.5e-13  1.0e+0
        W[1,2]       0.03502           -0.70040000000016 ± 2.5e-13  1.0e+0
        b[2]        -0.0273625          0.54725000000011 ± 2.5e-13  1.0e+0
        W[0,0]       0.01711750000000  -0.34235000000016 ± 2.5e-13  1.0e+0
        W[1,1]      -0.016235           0.32470000000018 ± 2.5e-13  1.0e+0
        … and 4 more (the largest 1.0e+0)

      diagnosis: a constant factor of -0.05 (constant-factor)
        analytic = -0.05000000000 × numeric in all 12 coordinates
        help: is it a step downhill, minus a learning rate times the gradient?
      note: 25 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['W[1,0]'], seed: 1 }"
    `);
  });

  test('tells a mean over the wrong axis', () => {
    const columns = 3;
    const rows = 2;
    const subject = {
      value: (x: number[][]) => x.flat().reduce((sum, v) => sum + v ** 3, 0) / rows,
      gradient: (x: number[][]) => x.map((row) => row.map((v) => (3 * v * v) / columns)),
    };
    const at = [
      [0.4, 1.3, -0.8],
      [0.6, -1.1, 0.5],
    ];
    expect(
      formatGradientCheck(checkGradient(subject, { at, epsilon: 1e-5 })),
    ).toMatchInlineSnapshot(`
      "gradient mismatch in all 6 coordinates: looks like a constant factor of 2/3

      relative error  2.0e-1
      threshold       1.0e-7

        coordinate  analytic        numeric ± bar           relative error
        x[0,1]      1.690000000000  2.535000000059 ± 5e-12  2.0e-1
        x[1,1]      1.210000000000  1.815000000066 ± 5e-12  2.0e-1
        x[0,2]      0.640000000000  0.960000000050 ± 5e-12  2.0e-1
        x[1,0]      0.360000000000  0.540000000049 ± 5e-12  2.0e-1
        x[1,2]      0.25            0.375000000050 ± 5e-12  2.0e-1
        x[0,0]      0.160000000000  0.240000000051 ± 5e-12  2.0e-1

      diagnosis: a constant factor of 2/3 (constant-factor)
        analytic = 0.6666666667 × numeric in all 6 coordinates; 2 is the number of
          rows of x, 3 the number of columns of x
        help: is something divided by 3 that should be divided by 2, or summed
          over one axis too many?
      note: 13 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.00001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['x[0,1]'], seed: 1 }"
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
    const weights = [1.3, 0.4, -0.7, 2.1];
    const subject = {
      value: (x: number[]) => centred(x).reduce((sum, v, i) => sum + weights[i] * v * v, 0),
      gradient: (x: number[]) => centred(x).map((v, i) => 2 * weights[i] * v),
    };
    const check = checkGradient(subject, { at: [0.7, -1.3, 2.1, 0.4], epsilon: 1e-3 });
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient mismatch in all 4 coordinates: looks like missing centering

      relative error  3.5e-1
      threshold       1.0e-7

        coordinate  analytic           numeric ± bar              relative error
        x[2]        -2.275             -1.41874999999969 ± 6e-14  2.3e-1
        x[1]        -1.42              -0.56374999999975 ± 6e-14  4.3e-1
        x[0]         0.585              1.44124999999995 ± 6e-14  4.2e-1
        x[3]        -0.31500000000000   0.54124999999988 ± 6e-14  1.0e+0

      diagnosis: missing centering (missing-centering)
        numeric = analytic - mean of analytic (-0.856) in all 4 coordinates
        help: does the value centre, normalise or take a softmax, whose gradient
          has the mean zero?
      note: 9 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
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

describe('kinks together', () => {
  const maximum = { value: (x: number[]) => Math.max(...x) };
  const all = (x: number[]) => x.map((v) => (v === Math.max(...x) ? 1 : 0));

  test('are named where every tied entry gets the whole gradient', () => {
    const check = checkGradient({ ...maximum, gradient: all }, { at: [1, 2, 2] });
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient mismatch in 2 of 3 coordinates: looks like slopes that are possible
        one by one, but not together

      relative error  3.3e-1
      threshold       1.0e-7

        coordinate  analytic  numeric ± bar                relative error
        x[1]        1         slopes [0, 1], together 0.5  3.3e-1
        x[2]        1         slopes [0, 1], together 0.5  3.3e-1

      diagnosis: slopes that are possible one by one, but not together
        (kinks-together)
        x[1] and x[2] sit on kinks together; analytic is 1 and 1, the nearest that
          is possible 0.5 and 0.5
        help: at a tie (a maximum, a pooling window, |a − b|) one branch takes the
          whole gradient, or all of them take shares of it
      note: 266 evaluations of the value, 2 of the gradient; seed 1
      note: for these coordinates alone: { variables: ['x[1]', 'x[2]'], seed: 1 }"
    `);
  });

  test('are not where something else is wrong as well', () => {
    const gradient = (x: number[]) => all(x).map((g, k) => (k === 0 ? 0.25 : g));
    const check = checkGradient({ ...maximum, gradient }, { at: [1, 2, 2] });
    expect(check.verdict).toBe('mismatch');
    expect(check.diagnoses.map(({ id }) => id)).not.toContain('kinks-together');
  });
});

describe('several kinks through a point', () => {
  const value = ([x, y]: number[]) => Math.max(0, x + y) - 2 * Math.max(0, x - y);

  test('a limiting gradient is no mistake, and told by the reason', () => {
    const check = checkGradient({ value, gradient: () => [0, 0] }, { at: [0, 0] });
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient check inconclusive: x[1] sits where several kinks meet: analytic is
        0, which is no slope at the point (2 and 1) but one close around it, as
        automatic differentiation returns it; move the point off the kinks

      relative error  1.0e+0
      threshold       1.0e-7
      resolution      1.3e-15 (smaller errors cannot be resolved here)

        coordinate  analytic  numeric ± bar            relative error
        x[1]        0         slopes [2, 1], around 0  1.0e+0

      note: 250 evaluations of the value, 6 of the gradient; seed 1
      note: for the worst coordinate alone: { variables: ['x[1]'], seed: 1 }"
    `);
  });
});

describe('a jump', () => {
  const subject = { value: (x: number) => x + (x > 0 ? 1 : 0), gradient: () => 1 };

  test('is named when no kink is to be passed', () => {
    const check = checkGradient(subject, { at: 0, kinks: 'fail' });
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient mismatch: looks like a jump of the value, where there is no slope

      relative error  0
      threshold       1.0e-7

        coordinate  analytic  numeric ± bar             relative error
        x           1         1.00000000000000 ± 7e-16  0

      diagnosis: a jump of the value, where there is no slope (kink)
        at x the value jumps, and analytic is 1, the slope beside the jump
        help: move the point off the jump, or allow kinks: 'subgradient'
      note: 61 evaluations of the value, 6 of the gradient; seed 1"
    `);
  });

  test('is named by the reason when it was declared undecidable', () => {
    const check = checkGradient(subject, { at: 0, kinks: 'inconclusive' });
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient check inconclusive: the value jumps at the point along x; move the
        point off the jump, or allow \`kinks: 'subgradient'\`

      relative error  0
      threshold       1.0e-7
      resolution      3.3e-16 (smaller errors cannot be resolved here)

        coordinate  analytic  numeric ± bar             relative error
        x           1         1.00000000000000 ± 7e-16  0

      note: 37 evaluations of the value, 2 of the gradient; seed 1"
    `);
  });
});

describe('kink', () => {
  const subject = {
    value: ([a, b]: number[]) => Math.abs(a) + b * b,
    gradient: ([a, b]: number[]) => [Math.sign(a), 2 * b],
  };

  test('is named when any slope between two was declared wrong', () => {
    const check = checkGradient(subject, { at: [0, 1.5], kinks: 'fail' });
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient mismatch in 1 of 2 coordinates: looks like a kink, where any slope
        between two is right

      relative error  0
      threshold       1.0e-7

        coordinate  analytic  numeric ± bar   relative error
        x[0]        0         slopes [-1, 1]  0

      diagnosis: a kink, where any slope between two is right (kink)
        at x[0] the slope jumps from -1 to 1, and analytic is 0
        help: move the point off the kink, or allow kinks: 'subgradient'
      note: 73 evaluations of the value, 6 of the gradient; seed 1
      note: for the worst coordinate alone: { variables: ['x[0]'], seed: 1 }"
    `);
  });

  test('is named by the reason, and not twice, when it was declared undecidable', () => {
    const check = checkGradient(subject, { at: [0, 1.5], kinks: 'inconclusive' });
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient check inconclusive: x[0] sits on a kink, where the slope jumps from
        -1 to 1; move the point off it, or allow \`kinks: 'subgradient'\`

      relative error  0
      threshold       1.0e-7
      resolution      2.6e-11 (smaller errors cannot be resolved here)

        coordinate  analytic  numeric ± bar   relative error
        x[0]        0         slopes [-1, 1]  0

      note: 37 evaluations of the value, 2 of the gradient; seed 1
      note: for the worst coordinate alone: { variables: ['x[0]'], seed: 1 }"
    `);
  });
});

describe('wrong-mask', () => {
  const inputs = [0.8, -1.1, 0.3, -0.6, 1.7, -0.2];
  const weights = [1.2, 0.7, -0.9, -1.4, 0.5, 0.3];
  const layer = (slope: (x: number, weight: number) => number) => ({
    value: (x: number[]) => x.reduce((sum, v, i) => sum + weights[i] * Math.max(0, v), 0),
    gradient: (x: number[]) => x.map((v, i) => slope(v, weights[i])),
  });
  const written = (slope: (x: number, weight: number) => number) =>
    formatGradientCheck(checkGradient(layer(slope), { at: inputs, epsilon: 1e-3 }));

  test('missing', () => {
    expect(written((_, weight) => weight)).toMatchInlineSnapshot(`
      "gradient mismatch in 3 of 6 coordinates: looks like a missing mask

      relative error  4.2e-1
      threshold       1.0e-7

        coordinate  analytic  numeric ± bar  relative error
        x[3]        -1.4      0 ± 1.8e-13    1.0e+0
        x[1]         0.7      0 ± 1.8e-13    1.0e+0
        x[5]         0.3      0 ± 1.8e-13    1.0e+0

      diagnosis: a missing mask (wrong-mask)
        numeric is 0 in 3 coordinates, where analytic is up to 1.4 in size; the
          other 3 agree
        help: is the gradient passed on where the value does not look: behind a
          ReLU, a maximum, dropout, a clamp?
      note: 13 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['x[3]'], seed: 1 }"
    `);
  });

  test('made of the gradient instead of the input', () => {
    expect(written((_, weight) => Math.max(0, weight))).toMatchInlineSnapshot(`
      "gradient mismatch in 3 of 6 coordinates: looks like a mask in the wrong
        place

      relative error  3.8e-1
      threshold       1.0e-7

        coordinate  analytic  numeric ± bar                relative error
        x[2]        0         -0.90000000000001 ± 1.8e-13  1.0e+0
        x[1]        0.7        0                ± 1.8e-13  1.0e+0
        x[5]        0.3        0                ± 1.8e-13  1.0e+0

      diagnosis: a mask in the wrong place (wrong-mask)
        wherever the sides differ one of them is exactly 0: analytic in 1, numeric
          in 2 coordinates; the other 3 agree
        help: is the mask of the forward pass used, from its input, and not one
          made of the gradient or of other numbers?
      note: 13 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['x[2]'], seed: 1 }"
    `);
  });

  test('upside down', () => {
    expect(written((x, weight) => (x > 0 ? 0 : weight))).toMatchInlineSnapshot(`
      "gradient mismatch in all 6 coordinates: looks like a mask in the wrong place

      relative error  7.1e-1
      threshold       1.0e-7

        coordinate  analytic  numeric ± bar                relative error
        x[3]        -1.4       0                ± 1.8e-13  1.0e+0
        x[0]         0         1.19999999999998 ± 1.8e-13  1.0e+0
        x[2]         0        -0.90000000000001 ± 1.8e-13  1.0e+0
        x[1]         0.7       0                ± 1.8e-13  1.0e+0
        x[4]         0         0.49999999999994 ± 1.8e-13  1.0e+0
        x[5]         0.3       0                ± 1.8e-13  1.0e+0

      diagnosis: a mask in the wrong place (wrong-mask)
        wherever the sides differ one of them is exactly 0: analytic in 3, numeric
          in 3 coordinates
        help: is the mask upside down?
      note: 13 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['x[3]'], seed: 1 }"
    `);
  });
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
      react to its input

    relative error  1.0e+0
    threshold       1.0e-7

      coordinate  analytic          numeric ± bar  relative error
      x[0]        -1.1464037869507  0 ± 4e-13      1.0e+0
      x[1]         0.2955202066613  0 ± 4e-13      1.0e+0

    diagnosis: a value that does not react to its input (value-ignores-input)
      no step along any coordinate changes the value, but analytic is -1.15 in
        x[0]
      help: does the value read its argument, and not an array that it closes
        over? if it is only flat here (a clamp, a dead unit), the gradient has
        to be zero
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
        W[1,2] is 1.100 × numeric, off by -0.07; the other 11 agree
        help: look at what only this one goes through: a special case, a mask, an
          index
      note: 25 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['W[1,2]'], seed: 1 }"
    `);
  });

  test('at a kink', () => {
    const subject = {
      value: ([a, b, c]: number[]) => Math.abs(a) + b * b * c,
      gradient: ([, b, c]: number[]) => [2, 2 * b * c, b * b],
    };
    expect(
      formatGradientCheck(checkGradient(subject, { at: [0, 1.5, 0.4] })),
    ).toMatchInlineSnapshot(`
      "gradient mismatch in 1 of 3 coordinates: looks like an error in one
        coordinate of x

      relative error  1.7e-1
      threshold       1.0e-7

        coordinate  analytic  numeric ± bar   relative error
        x[0]        2         slopes [-1, 1]  3.3e-1

      diagnosis: an error in one coordinate of x (localized)
        x[0] sits on a kink with slopes -1 and 1; the other 2 agree
        help: look at what only this one goes through: a special case, a mask, an
          index
      note: 252 evaluations of the value, 6 of the gradient; seed 1
      note: for the worst coordinate alone: { variables: ['x[0]'], seed: 1 }"
    `);
  });

  test('by the same amount', () => {
    const change = (right: Gradient) => inW(right, (v, _, j) => (j === 1 ? v - 0.25 : v));
    expect(message(change)).toMatchInlineSnapshot(`
      "gradient mismatch in 3 of 9 coordinates of W: looks like an error in column
        1 of W

      relative error  1.1e-1
      threshold       1.0e-7

        variable  shape   checked  relative error  verdict
        W         [3, 3]  9/9      1.3e-1          mismatch
        b         [3]     3/3      1.7e-13         match

        coordinate  analytic           numeric ± bar                relative error
        W[0,1]      -0.96431250000000  -0.71431249999976 ± 2.5e-13  1.5e-1
        W[1,1]       0.07470000000000   0.32470000000018 ± 2.5e-13  6.3e-1
        W[2,1]      -0.26451875        -0.01451875000025 ± 2.5e-13  9.0e-1

      where W [3, 3] is wrong:
           0
        0  ·█·
        1  ·█·
        2  ·█·

        relative error: · agrees, █ from 1e-1

      diagnosis: an error in column 1 of W (localized)
        each is off by -0.25; the other 9 agree
        help: look at what only this part goes through: a loop bound, an index, a
          special case
      note: 25 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['W[0,1]'], seed: 1 }"
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
        W[0,1] is -0.7143 × numeric, off by 1.22; the other 9 agree
        help: look at what only this part goes through: a loop bound, an index, a
          special case
      note: 25 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['W[0,1]'], seed: 1 }"
    `);
  });
});

describe('what two calls at the same point show', () => {
  // keeps something from call to call
  const written = (gradientOf: (right: Gradient) => Gradient) =>
    formatGradientCheck(
      checkGradient(
        { value, gradient: (at: Layer) => gradientOf(gradient(at)) },
        { at: point, epsilon: 1e-3 },
      ),
    );

  test('accumulated, from zero', () => {
    const total = each(gradient(point), () => 0);
    const gradientOf = (right: Gradient) => each(addInto(total, right), (entry) => entry);
    expect(written(gradientOf)).toMatchInlineSnapshot(`
      "contract: the second call of \`gradient\` at the same point returned twice the
        first: it adds to an old gradient
        help: set the gradient to zero before the backward pass, or return a new
          array

      gradient check inconclusive: looks like a gradient added to that of the call
        before

      relative error  1.8e-13
      threshold       1.0e-7
      resolution      2.3e-13 (smaller errors cannot be resolved here)

        variable  shape   checked  relative error  verdict
        W         [3, 3]  9/9      1.9e-13         match
        b         [3]     3/3      1.7e-13         match

      diagnosis: a gradient added to that of the call before (accumulated)
        a second call at the same point returned the first plus the numeric
          gradient, in all 12 coordinates
        help: what one call adds is right: set the gradient to zero before the
          backward pass, or return a new array
      note: 25 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only"
    `);
  });

  test('accumulated, on top of what was there before the check', () => {
    const total = each(gradient(point), (entry) => 0.3 * entry + 1);
    const gradientOf = (right: Gradient) => each(addInto(total, right), (entry) => entry);
    expect(written(gradientOf)).toMatchInlineSnapshot(`
      "contract: \`gradient\` changes from call to call at the same point
        help: look for state kept between calls: a cache of the forward pass, a
          random mask, a running average

      gradient check inconclusive: looks like a gradient added to that of the call
        before

      relative error  5.8e-1
      threshold       1.0e-7
      resolution      1.5e-13 (smaller errors cannot be resolved here)

        variable  shape   checked  relative error  verdict
        W         [3, 3]  9/9      5.7e-1          mismatch
        b         [3]     3/3      6.0e-1          mismatch

        coordinate  analytic     numeric ± bar                relative error
        W[1,0]      2.163175      0.89475000000006 ± 2.5e-13  4.1e-1
        W[0,2]      1.9842625     0.75712499999980 ± 2.5e-13  4.5e-1
        b[2]        1.711425      0.54725000000011 ± 2.5e-13  5.2e-1
        W[1,1]      1.42211       0.32470000000018 ± 2.5e-13  6.3e-1
        W[2,1]      0.981125625  -0.01451875000025 ± 2.5e-13  1.0e+0
        W[2,2]      0.94141875   -0.04506250000036 ± 2.5e-13  1.0e+0
        W[2,0]      0.772435     -0.17504999999995 ± 2.5e-13  1.0e+0
        b[0]        0.6802       -0.24599999999975 ± 2.5e-13  1.0e+0
        … and 4 more (the largest 1.0e+0)

      diagnosis: a gradient added to that of the call before (accumulated)
        a second call at the same point returned the first plus the numeric
          gradient, in all 12 coordinates
        help: what one call adds is right: set the gradient to zero before the
          backward pass, or return a new array
      note: 25 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['W[1,0]'], seed: 1 }"
    `);
  });

  test('accumulated, but flipped, is named by the flip: the contract has said the rest', () => {
    const total = each(gradient(point), () => 0);
    const gradientOf = (right: Gradient) =>
      each(
        addInto(
          total,
          each(right, (entry) => -entry),
        ),
        (entry) => entry,
      );
    expect(written(gradientOf)).toMatchInlineSnapshot(`
      "contract: the second call of \`gradient\` at the same point returned twice the
        first: it adds to an old gradient
        help: set the gradient to zero before the backward pass, or return a new
          array

      gradient mismatch in all 12 coordinates: looks like a sign flip

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

  test('stale', () => {
    let last = each(gradient(point), (entry) => 1.1 * entry + 0.3);
    const gradientOf = (right: Gradient) => {
      const late = last;
      last = right;
      return late;
    };
    expect(written(gradientOf)).toMatchInlineSnapshot(`
      "contract: \`gradient\` changes from call to call at the same point
        help: look for state kept between calls: a cache of the forward pass, a
          random mask, a running average

      gradient check inconclusive: looks like the gradient of an earlier call

      relative error  2.5e-1
      threshold       1.0e-7
      resolution      2.2e-13 (smaller errors cannot be resolved here)

        variable  shape   checked  relative error  verdict
        W         [3, 3]  9/9      2.5e-1          mismatch
        b         [3]     3/3      2.6e-1          mismatch

        coordinate  analytic          numeric ± bar                relative error
        W[1,0]      1.284225           0.89475000000006 ± 2.5e-13  1.8e-1
        W[0,2]      1.13283750000000   0.75712499999980 ± 2.5e-13  2.0e-1
        b[2]        0.901975           0.54725000000011 ± 2.5e-13  2.4e-1
        W[1,1]      0.65717            0.32470000000018 ± 2.5e-13  3.4e-1
        W[2,1]      0.28402937500000  -0.01451875000025 ± 2.5e-13  1.0e+0
        W[2,2]      0.25043125        -0.04506250000036 ± 2.5e-13  1.0e+0
        W[2,0]      0.10744500000000  -0.17504999999995 ± 2.5e-13  1.0e+0
        b[0]        0.02940000000000  -0.24599999999975 ± 2.5e-13  1.0e+0
        … and 4 more (the largest 6.3e-1)

      diagnosis: the gradient of an earlier call (stale)
        a second call at the same point agrees in all 12 coordinates, the first is
          wrong in 12
        help: does the backward pass read a cache that only the call before has
          filled? run the forward pass at the point first
      note: 25 evaluations of the value, 2 of the gradient; seed 1
      note: epsilon 0.001, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['W[1,0]'], seed: 1 }"
    `);
  });
});

function addInto(total: Gradient, right: Gradient): Gradient {
  for (const [i, row] of right.W.entries()) {
    for (const [j, entry] of row.entries()) total.W[i][j] += entry;
  }
  for (const [j, entry] of right.b.entries()) total.b[j] += entry;
  return total;
}

/** What is said of a Jacobian, of four outputs by three variables, that was changed: quadratic, so that a fixed step is exact. */
function ofMatrix(change: (rows: readonly (readonly number[])[]) => unknown): string {
  const weights = [
    [1, -2, 3],
    [0.5, 4, -1],
    [2, 1, 6],
    [-3, 0.25, 5],
  ];
  const outputs = ({ a, k, c }: Record<string, number>) =>
    weights.map(([u, v, w]) => u * a * a + v * a * k + w * c * k);
  const jacobian = ({ a, k, c }: Record<string, number>) =>
    weights.map(([u, v, w]) => [2 * u * a + v * k, v * a + w * c, w * k]);
  const subject = {
    residual: outputs,
    jacobian: (x: Record<string, number>) => change(jacobian(x)),
  };
  const at = { a: 1.5, k: -0.75, c: 2.25 };
  const report = formatGradientCheck(checkJacobian(subject, { at, epsilon: 1e-3 }));
  return report.slice(report.indexOf('diagnosis:'), report.indexOf('\nnote:'));
}

describe('rows and columns of a Jacobian', () => {
  test('missing-row: the row of an output is not there', () => {
    expect(ofMatrix((rows) => rows.filter((_, i) => i !== 1))).toMatchInlineSnapshot(`
      "diagnosis: a missing row, that of residual[1] (missing-row)
        there are 3 rows for 4 outputs, and the others fit in their order
        help: does a loop stop one too early, or is one pushed in a branch that is
          not taken?"
    `);
  });

  test('extra-row: there is one more', () => {
    expect(ofMatrix((rows) => [...rows, [1, 2, 3]])).toMatchInlineSnapshot(`
      "diagnosis: a row too many, that at 4 (extra-row)
        there are 5 rows for 4 outputs, and the others fit in their order
        help: does a loop stop one too late, or is something differentiated by
          that is no variable: a time, a weight?"
    `);
  });

  test('missing-column: the column of a variable is not there', () => {
    expect(ofMatrix((rows) => rows.map(([a, , c]) => [a, c]))).toMatchInlineSnapshot(`
      "diagnosis: a missing column, that by k (missing-column)
        there are 2 columns for 3 inputs, and the others fit in their order
        help: does a loop stop one too early, or is one pushed in a branch that is
          not taken?"
    `);
  });

  test('extra-column: the time is differentiated by, too', () => {
    expect(ofMatrix((rows) => rows.map((row, i) => [...row, i]))).toMatchInlineSnapshot(`
      "diagnosis: a column too many, that at 3 (extra-column)
        there are 4 columns for 3 inputs, and the others fit in their order
        help: does a loop stop one too late, or is something differentiated by
          that is no variable: a time, a weight?"
    `);
  });

  describe('on a circle, and on rotations', () => {
    type Vector = readonly number[];
    const said = (report: string) =>
      report.slice(report.indexOf('diagnosis:'), report.indexOf('\nnote:'));
    const product = ([a, b, c, d]: Vector, [e, f, g, h]: Vector) => [
      a * e - b * f - c * g - d * h,
      a * f + b * e + c * h - d * g,
      a * g - b * h + c * e + d * f,
      a * h + b * g - c * f + d * e,
    ];
    const turned = (q: Vector, delta: Vector) => {
      const moved = product(q, [1, ...delta.map((x) => x / 2)]);
      return moved.map((x) => x / Math.hypot(...moved));
    };
    const [u, v] = [0.6, -1.3];
    /** Where a rotation takes [u, v, 0]: its first two columns, times u and v. */
    const value = ([w, x, y, z]: Vector) => [
      u * (1 - 2 * (y * y + z * z)) + v * 2 * (x * y - w * z),
      u * 2 * (x * y + w * z) + v * (1 - 2 * (x * x + z * z)),
      u * 2 * (x * z - w * y) + v * 2 * (y * z + w * x),
    ];
    const columns = ([w, x, y, z]: Vector) => [
      [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
      [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
      [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
    ];
    const jacobian = (q: Vector) => columns(q).map(([a, b, c]) => [c * v, -c * u, b * u - a * v]);
    const at = [0.5, -0.1, 0.7, 0.5];
    const ofRotation = (by: (q: Vector) => unknown) =>
      said(formatGradientCheck(checkJacobian({ value, jacobian: by }, { at, retract: turned })));

    test('ambient-derivative: by both coordinates of a point on a circle', () => {
      const onCircle = {
        value: ([x, y]: Vector) => [x * x * y, x - y],
        jacobian: ([x, y]: Vector) => [
          [2 * x * y, x * x],
          [1, -1],
        ],
      };
      const retract = ([x, y]: Vector, [angle]: Vector) => [
        x * Math.cos(angle) - y * Math.sin(angle),
        x * Math.sin(angle) + y * Math.cos(angle),
      ];
      const found = checkJacobian(onCircle, { at: [0.6, 0.8], retract });
      expect(said(formatGradientCheck(found))).toMatchInlineSnapshot(`
        "diagnosis: the derivative by the numbers of the point, and not by the
          tangent (ambient-derivative)
          times the derivative of \`retract\` every entry agrees
          help: multiply it by ∂(x ⊕ δ)/∂δ, or leave \`retract\` out where the point
            may be moved number by number"
      `);
    });

    test('other-side: by a rotation on the left, where it is on the right', () => {
      const left = (q: Vector) => {
        const [x, y, z] = value(q);
        return [
          [0, z, -y],
          [-z, 0, x],
          [y, -x, 0],
        ];
      };
      expect(ofRotation(left)).toMatchInlineSnapshot(`
        "diagnosis: the derivative by a rotation on the other side (other-side)
          with δ turned by the rotation itself, or back, every entry agrees
          help: is \`retract\` R·Exp(δ) and the Jacobian that of Exp(δ)·R, or the
            other way round?"
      `);
    });

    test('quaternion-order: x y z w in a place where it is w x y z', () => {
      expect(ofRotation(([w, x, y, z]) => jacobian([x, y, z, w]))).toMatchInlineSnapshot(`
        "diagnosis: a quaternion that is read in another order (quaternion-order)
          with its real part at the other end every entry agrees
          help: is it w x y z in one place and x y z w in another?"
      `);
    });

    test('the right one has none of them', () => {
      const found = checkJacobian({ value, jacobian }, { at, retract: turned });
      expect(found.verdict).toBe('match');
    });
  });

  describe('that is sparse', () => {
    const chain = {
      value: (x: readonly number[]) => x.map((own, i) => own ** 3 - (x[i - 1] ?? 1) * own),
      entries: (x: readonly number[]) =>
        x.flatMap((own, i) => [
          ...(i > 0 ? [[i, i - 1, -own]] : []),
          [i, i, 3 * own ** 2 - (x[i - 1] ?? 1)],
        ]),
    };
    const ofEntries = (change: (entries: number[][]) => number[][]) => {
      const jacobian = (x: readonly number[]) => {
        const entries = change(chain.entries(x));
        const [rows, cols, values] = [0, 1, 2].map((k) => entries.map((entry) => entry[k]));
        return { rows, cols, values };
      };
      const at = [0.7, -1.2, 0.4, 1.9];
      const report = formatGradientCheck(checkJacobian({ value: chain.value, jacobian }, { at }));
      return report.slice(report.indexOf('diagnosis:'), report.indexOf('\nnote:'));
    };

    test('missing-entry: the pattern lacks one', () => {
      expect(ofEntries((all) => all.filter(([i, j]) => i !== 2 || j !== 1))).toMatchInlineSnapshot(`
        "diagnosis: an entry that the pattern does not have (missing-entry)
          there is nothing at ∂y[2]/∂x[1], where the derivative is -0.4
          help: is a term left out where the pattern is built, or a branch that is
            taken here and was not there?"
      `);
    });

    test('repeated-entry: one is added twice', () => {
      expect(ofEntries((all) => [...all, all[2]])).toMatchInlineSnapshot(`
        "diagnosis: an entry that is given twice (repeated-entry)
          3.62 and 3.62 are given for ∂y[1]/∂x[1]; what is given for the same place
            adds up, and one of them alone is right
          help: is the same entry added in two loops, or a shared edge from both of
            its ends?"
      `);
    });
  });

  test('rows-exchanged: two outputs change places', () => {
    expect(ofMatrix(([a, b, ...rest]) => [b, a, ...rest])).toMatchInlineSnapshot(`
      "diagnosis: the rows of residual[0] and residual[1] exchanged
        (rows-exchanged)
        each of them has the numbers of the other
        help: are the outputs in the order in which \`value\` returns them?"
    `);
  });

  test('columns-exchanged: two variables do', () => {
    expect(ofMatrix((rows) => rows.map(([a, b, c]) => [b, a, c]))).toMatchInlineSnapshot(`
      "diagnosis: the columns of a and k exchanged (columns-exchanged)
        each of them has the numbers of the other
        help: are the columns in the order of the variables?"
    `);
  });

  test('wrong-output: a line was copied', () => {
    expect(
      ofMatrix((rows) => rows.map((row, i) => (i === 3 ? rows[2] : row))),
    ).toMatchInlineSnapshot(`
      "diagnosis: the derivative of residual[2] in the row of residual[3]
        (wrong-output)
        the row of residual[3] has the numbers that differences give for
          residual[2]
        help: is an index, or a line that was copied, still that of another row?"
    `);
  });

  test('wrong-input: a column was', () => {
    expect(ofMatrix((rows) => rows.map(([a, , c]) => [a, a, c]))).toMatchInlineSnapshot(`
      "diagnosis: the derivative by a in the column of k (wrong-input)
        the column of k has the numbers that differences give for a
        help: is an index, or a line that was copied, still that of another
          column?"
    `);
  });

  test('chain-rule-dropped: the root of each output is forgotten', () => {
    const roots = [0.7, 1.6, 2.3, 0.4];
    expect(
      ofMatrix((rows) => rows.map((row, i) => row.map((entry) => entry * roots[i]))),
    ).toMatchInlineSnapshot(`
      "diagnosis: a factor of the chain rule left out, another in each of 4 rows
        (chain-rule-dropped)
        analytic = 0.7000 × numeric in the row of residual[0], 1.600 × numeric in
          the row of residual[1], 2.300 × numeric in the row of residual[2], and
          so on: every entry of all 4 rows has the factor
        help: is the derivative of an outer function of each output left out, or
          taken twice: a square root, a weight, a loss?"
    `);
  });
});

/** What is said of a Hessian that was changed: that of a cubic, by a fixed step. */
function ofHessian(change: (entry: number, i: number, j: number) => number): string {
  const gradient = ({ a, b, c }: Record<string, number>) => ({
    a: 2 * a * b + c * c,
    b: a * a + 3 * b * c,
    c: 2 * a * c + 1.5 * b * b,
  });
  const hessian = ({ a, b, c }: Record<string, number>) =>
    [
      [2 * b, 2 * a, 2 * c],
      [2 * a, 3 * c, 3 * b],
      [2 * c, 3 * b, 2 * a],
    ].map((row, i) => row.map((entry, j) => change(entry, i, j)));
  const at = { a: 1.5, b: -0.75, c: 2.25 };
  const report = formatGradientCheck(checkHessian({ gradient, hessian }, { at, epsilon: 1e-3 }));
  return report.slice(report.indexOf('diagnosis:'), report.indexOf('\nnote:'));
}

describe('what a Hessian is known for', () => {
  test('off-diagonal-doubled: both of a pair are added to both', () => {
    expect(ofHessian((entry, i, j) => (i === j ? entry : 2 * entry))).toMatchInlineSnapshot(`
      "diagnosis: off-diagonal entries that are doubled (off-diagonal-doubled)
        analytic = 2 × numeric off the diagonal; the diagonal agrees
        help: is each pair of variables added to both of its entries, or a
          symmetric sum taken twice?"
    `);
  });

  test('diagonal-alone: no mixed derivatives', () => {
    expect(ofHessian((entry, i, j) => (i === j ? entry : 0))).toMatchInlineSnapshot(`
      "diagnosis: a diagonal alone (diagonal-alone)
        analytic is 0 off the diagonal, where numeric is not; the diagonal agrees
        help: are mixed derivatives left out?"
    `);
  });

  test('triangle-alone: half of it is left out', () => {
    expect(ofHessian((entry, i, j) => (i <= j ? entry : 0))).toMatchInlineSnapshot(`
      "diagnosis: a triangle alone: nothing below the diagonal (triangle-alone)
        analytic is 0 below the diagonal, where numeric is not; the rest agrees
        help: if only that half is meant to be there, say triangle: 'upper'"
    `);
  });

  describe('of a sum of squares', () => {
    const times = [0.5, 1, 2, 3];
    const data = [4, 1, 3, 2];
    const terms = ([a, k]: readonly number[]) =>
      times.map((t, i) => ({
        t,
        decay: Math.exp(-k * t),
        residual: a * Math.exp(-k * t) - data[i],
      }));
    type Term = ReturnType<typeof terms>[number];
    const sum = (x: readonly number[], of: (term: Term) => number) =>
      terms(x).reduce((total, term) => total + of(term), 0);
    const fit = {
      value: (x: readonly number[]) => sum(x, ({ residual }) => residual ** 2 / 2),
      gradient: (x: readonly number[]) => [
        sum(x, ({ residual, decay }) => residual * decay),
        sum(x, ({ residual, decay, t }) => -residual * x[0] * t * decay),
      ],
    };
    /** JᵀJ, and what a share of the second derivatives adds to it. */
    const hessianWith = (share: number) => (x: readonly number[]) => {
      const [a] = x;
      const mixed = sum(
        x,
        ({ t, decay, residual }) => -a * t * decay ** 2 - share * residual * t * decay,
      );
      return [
        [sum(x, ({ decay }) => decay ** 2), mixed],
        [
          mixed,
          sum(
            x,
            ({ t, decay, residual }) => (a * t * decay) ** 2 + share * residual * a * t * t * decay,
          ),
        ],
      ];
    };
    const check = (share: number) =>
      checkHessian({ ...fit, hessian: hessianWith(share) }, { at: [1.2, 0.4] });

    test('gauss-newton: without second derivatives', () => {
      expect(check(1).verdict).toBe('match');
      const report = formatGradientCheck(check(0));
      expect(
        report.slice(report.indexOf('diagnosis:'), report.indexOf('\nnote:')),
      ).toMatchInlineSnapshot(`
        "diagnosis: the matrix of Gauss and Newton, without second derivatives
          (gauss-newton)
          analytic is negative in no direction, and its eigenvalues begin at 0.346;
            those of numeric begin at -9.33
          help: of a sum of squares JᵀJ is only a part of the Hessian: Σ rᵢ ∇²rᵢ
            comes to it; as an approximation it is no Hessian"
      `);
    });

    test('gauss-newton: by the Jacobian of residuals beside it, however positive both are', () => {
      const jacobian = (x: readonly number[]) =>
        terms(x).map(({ t, decay }) => [decay, -x[0] * t * decay]);
      const beside = { ...fit, jacobian };
      const at = [2.9, 0.1];
      const report = formatGradientCheck(
        checkHessian({ ...beside, hessian: hessianWith(0) }, { at }),
      );
      expect(
        report.slice(report.indexOf('diagnosis:'), report.indexOf('\nnote:')),
      ).toMatchInlineSnapshot(`
        "diagnosis: the matrix of Gauss and Newton, without second derivatives
          (gauss-newton)
          analytic is JᵀJ of the Jacobian beside it, in 4 of 4 entries
          help: of a sum of squares JᵀJ is only a part of the Hessian: Σ rᵢ ∇²rᵢ
            comes to it; as an approximation it is no Hessian"
      `);
      const others = [
        hessianWith(0.9),
        (x: readonly number[]) => hessianWith(1)(x).map((row) => row.map((h) => 2 * h)),
      ];
      for (const hessian of others)
        expect(
          checkHessian({ ...beside, hessian }, { at }).diagnoses.map(({ id }) => id),
        ).not.toContain('gauss-newton');
      const failing = (): number[][] => {
        throw new Error('no residuals');
      };
      expect(
        checkHessian({ ...fit, jacobian: failing, hessian: hessianWith(0) }, { at }).verdict,
      ).toBe('mismatch');
    });

    test('with some of them it is something else', () => {
      const ids = check(0.9).diagnoses.map(({ id }) => id);
      expect(ids).not.toContain('gauss-newton');
    });
  });

  test('asymmetric: one of a pair is wrong', () => {
    expect(
      ofHessian((entry, i, j) => (i === 0 && j === 2 ? entry + 1 : entry)),
    ).toMatchInlineSnapshot(`
      "diagnosis: a matrix that is not symmetric (asymmetric)
        analytic is 5.5 in ∂²f/∂a∂c and 4.5 in ∂²f/∂c∂a, of which ∂²f/∂a∂c is
          further off
        help: a Hessian is its own transpose: look at what the two entries do not
          share"
    `);
  });
});

/** What is said of products with the Jacobian of a small function, one of them changed. */
function ofProducts(
  change: (v: readonly number[]) => readonly number[],
  beside?: 'with the other',
): string {
  const rows = ([a, b]: readonly number[]) => [
    [b, a],
    [1, 2 * b],
    [0, 1],
  ];
  const value = ([a, b]: readonly number[]) => [a * b, a + b * b, b];
  const jvp = (x: readonly number[], v: readonly number[]) =>
    rows(x).map(([p, q]) => p * change(v)[0] + q * change(v)[1]);
  const vjp = (x: readonly number[], w: readonly number[]) =>
    [0, 1].map((j) => rows(x).reduce((sum, row, i) => sum + row[j] * w[i], 0));
  const subject = { value, jvp, ...(beside && { vjp }) };
  const check = checkJvp(subject, { at: [1.5, -0.75], epsilon: 1e-3 }) as GradientCheck;
  const report = formatGradientCheck(check);
  return report.slice(report.lastIndexOf('diagnosis:'), report.indexOf('\nnote:'));
}

describe('what products show without differences', () => {
  test('not-linear: a clip, a norm, an absolute value, an offset', () => {
    expect(ofProducts((v) => v.map((x) => Math.min(5, x)))).toMatchInlineSnapshot(`
      "diagnosis: a product that is not linear in v (not-linear)
        \`jvp\` with −2¹⁰·v is 5 in y[2], where −2¹⁰·(the product with v) is 1370
        help: is v, or the product, clipped?"
    `);
    expect(ofProducts((v) => v.map((x) => x / Math.hypot(...v)))).toMatchInlineSnapshot(`
      "diagnosis: a product that is not linear in v (not-linear)
        \`jvp\` with zeros is NaN in y[2], where a product with zeros is 0
        help: is v divided by its own size?"
    `);
    expect(ofProducts((v) => v.map(Math.abs))).toMatchInlineSnapshot(`
      "diagnosis: a product that is not linear in v (not-linear)
        \`jvp\` with −v is 0.891 in y[0], where −the product with v is -0.891
        help: is it made of |v| or of squares?"
    `);
    expect(ofProducts(([a, b]) => [a + 0.01, b])).toMatchInlineSnapshot(`
      "diagnosis: a product that is not linear in v (not-linear)
        \`jvp\` with zeros is 0.01 in y[1], where a product with zeros is 0
        help: is something added that has no factor of it: the value, a constant,
          an offset?"
    `);
    expect(ofProducts(([a, b]) => [a * Math.abs(a), b])).toMatchInlineSnapshot(`
      "diagnosis: a product that is not linear in v (not-linear)
        \`jvp\` with 2¹⁰·v is -2.31e+6 in y[1], where 2¹⁰·(the product with v) is
          -204
        help: is v, or the product, clipped?"
    `);
  });

  test('not-adjoint: the other one is right', () => {
    expect(ofProducts(([a, b]) => [a, 1.01 * b], 'with the other')).toMatchInlineSnapshot(`
      "diagnosis: a wrong \`jvp\` beside a right \`vjp\` (not-adjoint)
        ∂y[0]/∂x[1] is 1.5150 by \`jvp\`, and it is 1.5000 by \`vjp\`
        help: the differences agree with \`vjp\`: look at \`jvp\`"
    `);
  });
});

describe('what complex numbers are known for', () => {
  test('conjugated: f′·w in the place of conj(f′)·w', () => {
    interface Complex {
      readonly re: number;
      readonly im: number;
    }
    const times = (a: Complex, b: Complex) => ({
      re: a.re * b.re - a.im * b.im,
      im: a.re * b.im + a.im * b.re,
    });
    const square = {
      value: (z: Complex) => times(z, z),
      vjp: (z: Complex, w: Complex) => times(times({ re: 2, im: 0 }, z), w),
    };
    const check = checkVjp(square, { at: { re: 1.5, im: -0.75 }, epsilon: 1e-3 }) as GradientCheck;
    const report = formatGradientCheck(check);
    const diagnosis = report.slice(report.indexOf('diagnosis:'), report.indexOf('\nnote:'));
    expect(diagnosis).toMatchInlineSnapshot(`
      "diagnosis: a derivative that is conjugated (conjugated)
        every entry that couples a real part with an imaginary one has the other
          sign
        help: as pairs of reals a product backwards is conj(f′)·w; where a
          gradient is ∂f/∂z, as in jax, it is f′·w: conjugate w and what comes
          back"
    `);
  });
});
