import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';
import { formatGradientCheck } from '../../src/report/format.ts';
import { gradientCheck, NO_BIAS, SIGN_FLIP, variable } from './record.ts';

const HEALTHY = [
  0.318309886183, -1.204119982656, 0.477121254719, 2.197224577336, -0.405465108108, 1,
];
const SIX = { shape: [2, 3], numeric: HEALTHY };

function changed(index: number, value: number, values: readonly number[] = HEALTHY) {
  return values.map((old, position) => (position === index ? value : old));
}

describe('a mismatch', () => {
  test('in one coordinate of many is a single row', () => {
    const analytic = changed(4, -0.40546);
    const check = gradientCheck([variable({ path: 'W', ...SIX, analytic })]);
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient mismatch in 1 of 6 coordinates

      relative error  9.2e-7
      threshold       1.0e-7

        coordinate  analytic  numeric ± bar           relative error
        W[1,1]      -0.40546  -0.40546510811 ± 3e-11  6.3e-6

      note: 12 evaluations of the value, 1 of the gradient; seed 42
      note: for the worst coordinate alone: { variables: ['W[1,1]'], seed: 42 }"
    `);
  });

  test('in every coordinate of one variable says so', () => {
    const analytic = HEALTHY.map((value) => -value);
    const check = gradientCheck([variable({ path: 'W', ...SIX, analytic })], {
      diagnoses: [SIGN_FLIP],
    });
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient mismatch in all 6 coordinates: looks like a sign flip

      relative error  1.0e+0
      threshold       1.0e-7

        coordinate  analytic        numeric ± bar           relative error
        W[1,0]      -2.19722457734   2.19722457734 ± 3e-11  1.0e+0
        W[0,1]       1.20411998266  -1.20411998266 ± 3e-11  1.0e+0
        W[1,2]      -1               1.00000000000 ± 3e-11  1.0e+0
        W[0,2]      -0.47712125472   0.47712125472 ± 3e-11  1.0e+0
        W[1,1]       0.40546510811  -0.40546510811 ± 3e-11  1.0e+0
        W[0,0]      -0.31830988618   0.31830988618 ± 3e-11  1.0e+0

      diagnosis: a sign flip (sign-flipped)
        analytic = -1.000000000 × numeric in all 6 coordinates
        help: look for a residual taken the wrong way round: (target - output) for
          (output - target)
      note: 12 evaluations of the value, 1 of the gradient; seed 42
      note: for the worst coordinate alone: { variables: ['W[1,0]'], seed: 42 }"
    `);
  });

  test('in one of several variables names it, lists it first and says how to repeat it', () => {
    const check = gradientCheck([
      variable({
        path: 'input',
        shape: [4, 2],
        analytic: [...HEALTHY, 3, 4],
        numeric: [...HEALTHY, 3, 4],
      }),
      variable({ path: 'W', ...SIX, analytic: changed(1, -1.21, changed(2, 0.5)) }),
      variable({ path: 'b', analytic: [0.25, 0.5, 0.125], numeric: [0.25, 0.5, 0.125] }),
      variable({ path: 'scale', shape: [], analytic: [2], numeric: [2] }),
    ]);
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient mismatch in 2 of 6 coordinates of W

      relative error  1.8e-3
      threshold       1.0e-7

        variable  shape   checked  relative error  verdict
        W         [2, 3]  6/6      4.2e-3          mismatch
        input     [4, 2]  8/8      0               match
        b         [3]     3/3      0               match
        scale     number  1/1      0               match

        coordinate  analytic  numeric ± bar           relative error
        W[0,2]       0.5       0.47712125472 ± 3e-11  2.3e-2
        W[0,1]      -1.21     -1.20411998266 ± 3e-11  2.4e-3

      note: 36 evaluations of the value, 1 of the gradient; seed 42
      note: for the worst coordinate alone: { variables: ['W[0,2]'], seed: 42 }"
    `);
  });

  test('in a bare number is told without counting', () => {
    const check = gradientCheck([
      variable({ path: 'x', shape: [], analytic: [12], numeric: [6.00000000004], bar: 1.7e-10 }),
    ]);
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient mismatch

      relative error  3.3e-1
      threshold       1.0e-7

        coordinate  analytic  numeric ± bar            relative error
        x           12        6.00000000004 ± 1.7e-10  3.3e-1

      note: 2 evaluations of the value, 1 of the gradient; seed 42"
    `);
  });

  test('in huge and tiny numbers at once is written with exponents', () => {
    const numeric = [6.02214076e23, 1.380649e-23, -4.2, 0];
    const analytic = [6.02214077e23, -1.380649e-23, -4.3, 1e-9];
    const rows = numeric.map((value, index) =>
      variable({
        path: `k[${index}]`,
        shape: [],
        analytic: [analytic[index]],
        numeric: [value],
        bar: Math.max(Math.abs(value) * 4e-11, 3e-35),
      }),
    );
    const merged = { ...rows[0], path: 'k', shape: [4], checked: 4, total: 4, wrong: 4 };
    const check = gradientCheck([{ ...merged, worst: rows.flatMap(({ worst }) => worst) }]);
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient mismatch in all 4 coordinates

      relative error  8.3e-10
      threshold       1.0e-7

        coordinate  analytic         numeric ± bar                 relative error
        k[0]         6.02214077e+23   6.02214076000e+23 ± 2.5e+13  8.3e-10
        k[2]        -4.3e+0          -4.20000000000e+0  ± 1.7e-10  1.2e-2
        k[3]         1e-9             0                 ± 3e-35    1.0e+0
        k[1]        -1.380649e-23     1.38064900000e-23 ± 6e-34    1.0e+0

      note: 8 evaluations of the value, 1 of the gradient; seed 42
      note: for the worst coordinate alone: { variables: ['k[0]'], seed: 42 }"
    `);
  });

  test('in 300 coordinates shows a handful and counts the rest', () => {
    const numeric = Array.from({ length: 400 }, (_, index) => Math.cos(index) + 2);
    const analytic = numeric.map((value, index) =>
      index < 300 ? value * (1 + (index + 1) / 1e5) : value,
    );
    const check = gradientCheck([
      variable({ path: 'weight', shape: [20, 20], analytic, numeric, bar: 2e-10 }),
    ]);
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient mismatch in 300 of 400 coordinates

      relative error  7.5e-4
      threshold       1.0e-7

        coordinate     analytic       numeric ± bar            relative error
        weight[14,15]  2.96116133792  2.95242216830 ± 2.0e-10  1.5e-3
        weight[14,9]   3.00834723582  2.99964825588 ± 2.0e-10  1.4e-3
        weight[14,3]   2.97566990643  2.96724293649 ± 2.0e-10  1.4e-3
        weight[14,16]  2.77929107982  2.77106102857 ± 2.0e-10  1.5e-3
        weight[13,10]  2.99246962572  2.98438195063 ± 2.0e-10  1.4e-3
        weight[13,16]  2.90400621048  2.89598433387 ± 2.0e-10  1.4e-3
        weight[13,17]  2.86573224883  2.85778759931 ± 2.0e-10  1.4e-3
        weight[13,4]   3.00229933086  2.99436426555 ± 2.0e-10  1.3e-3
        … and 292 more (the largest 1.5e-3)

      where weight [20, 20] is wrong:
            0    5    10   15
         0  ░░░░░░░░░░░░░░░░░░░░
         1  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
         2  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
         3  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
         4  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
         5  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
         6  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
         7  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
         8  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
         9  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
        10  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
        11  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
        12  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
        13  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
        14  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
        15  ····················
        16  ····················
        17  ····················
        18  ····················
        19  ····················

        relative error: · agrees, ░ below 1e-4, ▒ below 1e-2

      note: 800 evaluations of the value, 1 of the gradient; seed 42
      note: for the worst coordinate alone:
        { variables: ['weight[14,15]'], seed: 42 }"
    `);
  });

  test('under a long path keeps both of its ends', () => {
    const path = 'encoder.layers[11].attention.heads[3].projection.weight';
    const check = gradientCheck([
      variable({ path, ...SIX, analytic: changed(5, 2) }),
      variable({ path: 'decoder.bias', analytic: [1], numeric: [1] }),
    ]);
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient mismatch in 1 of 6 coordinates of
        encoder.layers[11].a…].projection.weight

      relative error  1.6e-1
      threshold       1.0e-7

        variable                         shape   checked  relative error  verdict
        encoder.layers[…ojection.weight  [2, 3]  6/6      1.6e-1          mismatch
        decoder.bias                     [1]     1/1      0               match

        coordinate                     analytic  numeric ± bar      relative error
        encoder.layers…on.weight[1,2]  2         1.0000000 ± 3e-11  3.3e-1

      note: 14 evaluations of the value, 1 of the gradient; seed 42
      note: for the worst coordinate alone:
        { variables: [
          'encoder.layers[11].attention.heads[3].projection.weight[1,2]',
        ], seed: 42 }"
    `);
  });

  test('against NaN, infinity and negative zero shows them as they are', () => {
    const analytic = [Number.NaN, Number.POSITIVE_INFINITY, -0, -1.5];
    const numeric = [0.5, 0.25, 0.125, -1.25];
    const check = gradientCheck([variable({ path: 'x', analytic, numeric })]);
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient mismatch in all 4 coordinates

      relative error  NaN
      threshold       1.0e-7

        coordinate  analytic  numeric ± bar           relative error
        x[0]        NaN        0.50000000000 ± 3e-11  NaN
        x[1]        Infinity   0.25000000000 ± 3e-11  1.0e+0
        x[3]        -1.5      -1.25000000000 ± 3e-11  9.1e-2
        x[2]        -0         0.12500000000 ± 3e-11  1.0e+0

      note: 8 evaluations of the value, 1 of the gradient; seed 42
      note: for the worst coordinate alone: { variables: ['x[0]'], seed: 42 }"
    `);
  });

  test('at a kink shows the slopes instead of a bar', () => {
    const check = gradientCheck([
      variable({
        path: 'x',
        analytic: [2, 1.0000001, 0.125],
        numeric: [0.5, 0.5, 0.125000000021],
        slopes: { 0: [0, 1], 1: [0, 0.99999999999] },
      }),
    ]);
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient mismatch in 2 of 3 coordinates

      relative error  5.3e-1
      threshold       1.0e-7

        coordinate  analytic   numeric ± bar  relative error
        x[0]        2          slopes [0, 1]  6.0e-1
        x[1]        1.0000001  slopes [0, 1]  3.3e-1

      note: 6 evaluations of the value, 1 of the gradient; seed 42
      note: for the worst coordinate alone: { variables: ['x[0]'], seed: 42 }"
    `);
  });

  test('just above the threshold shows the digits that tell', () => {
    const check = gradientCheck(
      [variable({ path: 'x', shape: [], analytic: [1.00000020004], numeric: [1] })],
      { relativeError: 1.0002e-7 },
    );
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient mismatch

      relative error  1.0002e-7
      threshold       1.0000e-7

        coordinate  analytic       numeric ± bar          relative error
        x           1.00000020004  1.00000000000 ± 3e-11  1.0e-7

      note: 2 evaluations of the value, 1 of the gradient; seed 42"
    `);
  });

  test('beside undecided coordinates marks those', () => {
    const certain = variable({ path: 'W', ...SIX, analytic: changed(0, 0.5) });
    const undecided = variable({
      path: 'b',
      analytic: [0.2500001, 1],
      numeric: [0.25, 1],
      bar: 7e-8,
      undecided: [0],
    });
    expect(formatGradientCheck(gradientCheck([undecided, certain]))).toMatchInlineSnapshot(`
      "gradient mismatch in 1 of 6 coordinates of W, 1 more undecided

      relative error  3.0e-2
      threshold       1.0e-7

        variable  shape   checked  relative error  verdict
        W         [2, 3]  6/6      3.2e-2          mismatch
        b         [2]     2/2      4.9e-8          inconclusive

        coordinate  analytic   numeric ± bar          relative error
        W[0,0]      0.5        0.31830988618 ± 3e-11  2.2e-1
        b[0]        0.2500001  0.25000000    ± 7e-8   2.0e-7 undecided

      note: 16 evaluations of the value, 1 of the gradient; seed 42
      note: for the worst coordinate alone: { variables: ['W[0,0]'], seed: 42 }"
    `);
  });

  test('in float32 raises the threshold and says why', () => {
    const check = gradientCheck(
      [
        variable({
          path: 'W',
          ...SIX,
          analytic: changed(2, 0.4800000190734863),
          bar: 2.4e-6,
          dtype: 'float32',
        }),
      ],
      {
        threshold: 1.1e-5,
        thresholdReason: '1e-7 asked; f carries noise of 6e-8',
        resolution: 1.1e-5,
      },
    );
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient mismatch in 1 of 6 coordinates

      relative error  5.2e-4
      threshold       1.1e-5 (1e-7 asked; f carries noise of 6e-8)

        coordinate  analytic   numeric ± bar       relative error
        W[0,2]      0.4800000  0.4771213 ± 2.4e-6  3.0e-3

      note: 12 evaluations of the value, 1 of the gradient; seed 42
      note: for the worst coordinate alone: { variables: ['W[0,2]'], seed: 42 }"
    `);
  });

  test('of formats that differ shows each threshold', () => {
    const check = gradientCheck([
      variable({
        path: 'table',
        analytic: [0.5],
        numeric: [0.5],
        threshold: 1e-3,
        dtype: 'float16',
      }),
      variable({ path: 'W', ...SIX, analytic: changed(5, 2) }),
    ]);
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient mismatch in 1 of 6 coordinates of W

      relative error  1.6e-1
      threshold       1.0e-7

        variable  shape   checked  relative error  threshold  verdict
        W         [2, 3]  6/6      1.6e-1          1.0e-7     mismatch
        table     [1]     1/1      0               1.0e-3     match

        coordinate  analytic  numeric ± bar          relative error
        W[1,2]      2         1.00000000000 ± 3e-11  3.3e-1

      note: 14 evaluations of the value, 1 of the gradient; seed 42
      note: for the worst coordinate alone: { variables: ['W[1,2]'], seed: 42 }"
    `);
  });

  test('of the textbook procedure names its epsilon', () => {
    const check = gradientCheck(
      [
        variable({
          path: 'x',
          analytic: [2, 4.5],
          numeric: [1.9999999989472883, 3.999999997894577],
          bar: 4.4e-9,
        }),
      ],
      { epsilon: 1e-7 },
    );
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient mismatch in 1 of 2 coordinates

      relative error  5.3e-2
      threshold       1.0e-7

        coordinate  analytic  numeric ± bar       relative error
        x[1]        4.5       3.999999998 ± 5e-9  5.9e-2

      note: 4 evaluations of the value, 1 of the gradient; seed 42
      note: epsilon 1e-7, plain central differences; bars of round-off only
      note: for the worst coordinate alone: { variables: ['x[1]'], seed: 42 }"
    `);
  });

  test('with two diagnoses tells both, each with its evidence and help', () => {
    const check = gradientCheck(
      [
        variable({ path: 'W', ...SIX, analytic: HEALTHY.map((value) => -value) }),
        variable({ path: 'b', analytic: [0, 0, 0], numeric: [0.31, -0.27, 0.04], bar: 1e-12 }),
      ],
      { diagnoses: [SIGN_FLIP, NO_BIAS] },
    );
    expect(formatGradientCheck(check, { rows: 4 })).toMatchInlineSnapshot(`
      "gradient mismatch in all 9 coordinates: looks like a sign flip in W and a
        missing gradient in b

      relative error  1.0e+0
      threshold       1.0e-7

        variable  shape   checked  relative error  verdict
        W         [2, 3]  6/6      1.0e+0          mismatch
        b         [3]     3/3      1.0e+0          mismatch

        coordinate  analytic        numeric ± bar           relative error
        W[1,0]      -2.19722457734   2.19722457734 ± 3e-11  1.0e+0
        W[0,1]       1.20411998266  -1.20411998266 ± 3e-11  1.0e+0
        W[1,2]      -1               1.00000000000 ± 3e-11  1.0e+0
        W[0,2]      -0.47712125472   0.47712125472 ± 3e-11  1.0e+0
        … and 5 more (the largest 1.0e+0)

      diagnosis: a sign flip in W (sign-flipped)
        analytic = -1.000000000 × numeric in all 6 coordinates
        help: look for a residual taken the wrong way round: (target - output) for
          (output - target)
      diagnosis: a missing gradient in b (missing-gradient)
        analytic is exactly 0 in all 3 coordinates, numeric is not
        help: is b left out of the backward pass?
      note: 18 evaluations of the value, 1 of the gradient; seed 42
      note: for the worst coordinate alone: { variables: ['W[1,0]'], seed: 42 }"
    `);
  });

  test('in a sample says how much of the gradient was looked at', () => {
    const analytic = changed(3, 2.2);
    const check = gradientCheck(
      [variable({ path: 'W', ...SIX, shape: [100, 64], analytic, total: 6400 })],
      {
        coverage: { checked: 6, total: 6400, probes: 0, smallestDetectable: 1.3e-6 },
      },
    );
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient mismatch in 1 of 6 checked coordinates

      relative error  5.0e-4
      threshold       1.0e-7

        coordinate  analytic  numeric ± bar          relative error
        W[0,3]      2.2       2.19722457734 ± 3e-11  6.3e-4

      note: 12 evaluations of the value, 1 of the gradient; seed 42
      note: 6 of 6400 coordinates checked; smallest detectable error in them
        1.3e-6
      note: for the worst coordinate alone: { variables: ['W[0,3]'], seed: 42 }"
    `);
  });

  test('in paths that differ in the middle keeps them apart', () => {
    const weight = (layer: number, factor: number) =>
      variable({
        path: `encoder.layers[${layer}].projection.weight`,
        ...SIX,
        analytic: HEALTHY.map((value) => value * factor),
        bar: 3e-12,
      });
    const check = gradientCheck([weight(0, 1), weight(1, 2), weight(2, 1.000001)]);
    expect(formatGradientCheck(check, { rows: 7 })).toMatchInlineSnapshot(`
      "gradient mismatch in 12 of 18 coordinates

      relative error  2.4e-1
      threshold       1.0e-7

        variable                         shape   checked  relative error  verdict
        encoder.layers[1…jection.weight  [2, 3]  6/6      3.3e-1          mismatch
        encoder.layers[2…jection.weight  [2, 3]  6/6      5.0e-7          mismatch
        encoder.layers[0…jection.weight  [2, 3]  6/6      0               match

        coordinate                 analytic    numeric ± bar        relative error
        encoder.layers[1…ght[1,0]   4.3944492   2.1972246 ± 2.3e-8  3.3e-1
        encoder.layers[1…ght[0,1]  -2.4082400  -1.2041200 ± 1.8e-8  3.3e-1
        encoder.layers[1…ght[1,2]   2           1.0000000 ± 3e-12   3.3e-1
        encoder.layers[1…ght[0,2]   0.9542425   0.4771213 ± 5e-8    3.3e-1
        encoder.layers[1…ght[1,1]  -0.8109302  -0.4054651 ± 9e-9    3.3e-1
        encoder.layers[1…ght[0,0]   0.6366198   0.3183099 ± 1.4e-8  3.3e-1
        encoder.layers[2…ght[1,0]   2.1972268   2.1972246 ± 2.3e-8  5.0e-7
        … and 5 more (the largest 5.0e-7)

      note: 36 evaluations of the value, 1 of the gradient; seed 42
      note: for the worst coordinate alone:
        { variables: ['encoder.layers[1].projection.weight[1,0]'], seed: 42 }"
    `);
  });

  test('among many variables lists the first dozen', () => {
    const layers = Array.from({ length: 20 }, (_, layer) =>
      variable({
        path: `layers[${layer}].W`,
        ...SIX,
        analytic: layer === 17 ? changed(0, 0) : HEALTHY,
      }),
    );
    expect(formatGradientCheck(gradientCheck(layers))).toMatchInlineSnapshot(`
      "gradient mismatch in 1 of 6 coordinates of layers[17].W

      relative error  1.3e-2
      threshold       1.0e-7

        variable      shape   checked  relative error  verdict
        layers[17].W  [2, 3]  6/6      5.7e-2          mismatch
        layers[0].W   [2, 3]  6/6      0               match
        layers[1].W   [2, 3]  6/6      0               match
        layers[2].W   [2, 3]  6/6      0               match
        layers[3].W   [2, 3]  6/6      0               match
        layers[4].W   [2, 3]  6/6      0               match
        layers[5].W   [2, 3]  6/6      0               match
        layers[6].W   [2, 3]  6/6      0               match
        layers[7].W   [2, 3]  6/6      0               match
        layers[8].W   [2, 3]  6/6      0               match
        layers[9].W   [2, 3]  6/6      0               match
        layers[10].W  [2, 3]  6/6      0               match
        … and 8 more, all match

        coordinate         analytic  numeric ± bar          relative error
        layers[17].W[0,0]  0         0.31830988618 ± 3e-11  1.0e+0

      note: 240 evaluations of the value, 1 of the gradient; seed 42
      note: for the worst coordinate alone:
        { variables: ['layers[17].W[0,0]'], seed: 42 }"
    `);
  });
});

describe('an inconclusive check', () => {
  test('has its own heading with the reason and shows the resolution', () => {
    const check = gradientCheck(
      [
        variable({
          path: 'x',
          analytic: [0.5003, 1.25],
          numeric: [0.5, 1.25],
          bar: 4e-4,
          undecided: [0],
        }),
      ],
      {
        verdict: 'inconclusive',
        reason:
          'the value carries noise of 2e-5, too much to tell a relative error of 1e-7; compute it in float64, or ask for a threshold of 4e-4',
        resolution: 4e-4,
      },
    );
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient check inconclusive: the value carries noise of 2e-5, too much to
        tell a relative error of 1e-7; compute it in float64, or ask for a
        threshold of 4e-4

      relative error  1.1e-4
      threshold       1.0e-7
      resolution      4.0e-4 (smaller errors cannot be resolved here)

        coordinate  analytic  numeric ± bar  relative error
        x[0]        0.5003    0.5000 ± 4e-4  3.0e-4

      note: 4 evaluations of the value, 1 of the gradient; seed 42
      note: for the worst coordinate alone: { variables: ['x[0]'], seed: 42 }"
    `);
  });
});

describe('a broken contract', () => {
  test('that is fatal comes before any number', () => {
    const check = gradientCheck(
      [
        variable({
          path: 'x',
          analytic: [0.5, 1.25],
          numeric: [0.731, 1.02],
          bar: 0.4,
          undecided: [0, 1],
        }),
      ],
      {
        verdict: 'inconclusive',
        reason:
          'the value changes from call to call at the same point; switch off dropout, or fix the seed',
        contract: [
          {
            id: 'value-not-repeatable',
            title: 'the value changes from call to call at the same point',
            help: 'switch off dropout, or fix the seed',
            fatal: true,
          },
        ],
        resolution: 0.32,
      },
    );
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "contract: the value changes from call to call at the same point
        help: switch off dropout, or fix the seed

      gradient check inconclusive

      relative error  1.3e-1
      threshold       1.0e-7
      resolution      3.2e-1 (smaller errors cannot be resolved here)

        coordinate  analytic  numeric ± bar  relative error
        x[0]        0.5       0.7 ± 4e-1     1.9e-1
        x[1]        1.25      1.0 ± 4e-1     1.0e-1

      note: 4 evaluations of the value, 1 of the gradient; seed 42
      note: for the worst coordinate alone: { variables: ['x[0]'], seed: 42 }"
    `);
  });

  test('that is not fatal stays below the table', () => {
    const check = gradientCheck([variable({ path: 'W', ...SIX, analytic: changed(0, 0.3) })], {
      contract: [
        {
          id: 'gradient-reused',
          title: 'gradient returns the same array at every call',
          help: 'return a copy, or the next call overwrites what a caller kept',
          fatal: false,
        },
      ],
    });
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient mismatch in 1 of 6 coordinates

      relative error  3.3e-3
      threshold       1.0e-7

        coordinate  analytic  numeric ± bar          relative error
        W[0,0]      0.3       0.31830988618 ± 3e-11  3.0e-2

      contract: gradient returns the same array at every call
        help: return a copy, or the next call overwrites what a caller kept
      note: 12 evaluations of the value, 1 of the gradient; seed 42
      note: for the worst coordinate alone: { variables: ['W[0,0]'], seed: 42 }"
    `);
  });

  test('that left nothing to compare shows no numbers', () => {
    const check = gradientCheck([], {
      verdict: 'inconclusive',
      reason: 'value(at) is NaN at the very point of the check; choose a point inside the domain',
      evaluations: { value: 1, gradient: 0 },
    });
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient check inconclusive: value(at) is NaN at the very point of the
        check; choose a point inside the domain

      note: 1 evaluation of the value, 0 of the gradient; seed 42"
    `);
  });
});

describe('a match', () => {
  const [W, b] = [
    variable({ path: 'W', ...SIX, analytic: HEALTHY }),
    variable({ path: 'b', analytic: [0.25, 0.5], numeric: [0.25, 0.5], total: 300 }),
  ];

  test('says what was found correct', () => {
    expect(formatGradientCheck(gradientCheck([W]))).toMatchInlineSnapshot(`
      "the gradient is correct in all 6 coordinates

      relative error  0
      threshold       1.0e-7

      note: 12 evaluations of the value, 1 of the gradient; seed 42"
    `);
  });

  test('under a negated assertion says that a mismatch was demanded', () => {
    expect(formatGradientCheck(gradientCheck([W]), { negated: true })).toMatchInlineSnapshot(`
      "the gradient is correct in all 6 coordinates, but a mismatch was demanded

      relative error  0
      threshold       1.0e-7

      note: 12 evaluations of the value, 1 of the gradient; seed 42"
    `);
  });

  test('of a sample claims no more than was checked', () => {
    expect(formatGradientCheck(gradientCheck([W, b]), { negated: true })).toMatchInlineSnapshot(`
      "the gradient is correct in the 8 (of 306) coordinates checked, but a
        mismatch was demanded

      relative error  0
      threshold       1.0e-7

        variable  shape   checked  relative error  verdict
        W         [2, 3]  6/6      0               match
        b         [2]     2/300    0               match

      note: 16 evaluations of the value, 1 of the gradient; seed 42
      note: 8 of 306 coordinates checked; smallest detectable error in them 1.0e-7"
    `);
  });
});

describe('a verbose report', () => {
  test('is the one that docs/report.md shows', () => {
    const subject = {
      value: ({ W, mask }: { W: number[]; mask: number[] }) =>
        W[0] * W[1] * W[2] + 0 * (mask[0] + mask[1]),
      gradient: ({ W: [a, b, c] }: { W: number[] }) => ({
        W: [b * c, a * c, a * b],
        mask: [0, 0],
      }),
    };
    const check = checkGradient(subject, { at: { W: [1, 2, 3], mask: [1, 1] } });
    const [shown] = formatGradientCheck(check, { verbose: true }).split('\n\nnote: ');
    expect(readFileSync('docs/report.md', 'utf8')).toContain(`\`\`\`\n${shown}\n\`\`\``);
  });

  const right = variable({ path: 'W', ...SIX, analytic: HEALTHY });

  test('of a pass says what it is worth', () => {
    const check = gradientCheck([{ ...right, smallestDetectable: 1.04e-7 }], {
      coverage: { checked: 6, total: 6, probes: 0, smallestDetectable: 1.04e-7 },
    });
    expect(formatGradientCheck(check, { verbose: true })).toMatchInlineSnapshot(`
      "the gradient is correct in all 6 coordinates

      relative error  0
      threshold       1.0e-7
      resolution      2.1e-11 (smaller errors cannot be resolved here)
      detectable      1.1e-7 (a larger relative error would have been a mismatch)

      note: 12 evaluations of the value, 1 of the gradient; seed 42"
    `);
  });

  test('of several variables says it of each, and what is unverified', () => {
    const check = gradientCheck(
      [
        { ...right, smallestDetectable: 3.4e-7 },
        variable({ path: 'b', analytic: [0, 0], numeric: [0, 0], unverified: true }),
        { ...variable({ path: 'table', analytic: [2], numeric: [2] }), smallestDetectable: 2.1e-4 },
      ],
      { coverage: { checked: 9, total: 9, probes: 0, smallestDetectable: 2.1e-4 } },
    );
    expect(formatGradientCheck(check, { verbose: true })).toMatchInlineSnapshot(`
      "the gradient is correct in all 9 coordinates

      relative error  0
      threshold       1.0e-7
      resolution      2.1e-11 (smaller errors cannot be resolved here)
      detectable      2.1e-4 (a larger relative error would have been a mismatch)

        variable  shape   checked  relative error  detectable  verdict
        W         [2, 3]  6/6      0               4e-7        match
        b         [2]     2/2      0               unverified  match
        table     [1]     1/1      0               2.1e-4      match

      note: 18 evaluations of the value, 1 of the gradient; seed 42
      note: the gradient of b is zero everywhere, analytic and numeric:
        unverified, because a forgotten gradient would agree as well"
    `);
  });

  test('of a mismatch says it, too', () => {
    const check = gradientCheck([
      variable({ path: 'W', ...SIX, analytic: changed(0, 0.3) }),
      variable({ path: 'mask', analytic: [0], numeric: [0], total: 40, unverified: true }),
    ]);
    expect(formatGradientCheck(check, { verbose: true })).toMatchInlineSnapshot(`
      "gradient mismatch in 1 of 6 coordinates of W

      relative error  3.3e-3
      threshold       1.0e-7
      resolution      2.1e-11 (smaller errors cannot be resolved here)
      detectable      1.0e-7 (a larger relative error would have been a mismatch)

        variable  shape   checked  relative error  detectable  verdict
        W         [2, 3]  6/6      3.3e-3          1.0e-7      mismatch
        mask      [1]     1/40     0               unverified  match

        coordinate  analytic  numeric ± bar          relative error
        W[0,0]      0.3       0.31830988618 ± 3e-11  3.0e-2

      note: 14 evaluations of the value, 1 of the gradient; seed 42
      note: 7 of 46 coordinates checked; smallest detectable error in them 1.0e-7
      note: the gradient of mask is zero wherever it was checked, analytic and
        numeric: unverified, because a forgotten gradient would agree as well
      note: for the worst coordinate alone: { variables: ['W[0,0]'], seed: 42 }"
    `);
  });
});

describe('a gradient that is zero wherever it was checked', () => {
  const zero = (path: string, total?: number) =>
    variable({
      path,
      analytic: [0, 0],
      numeric: [0, 0],
      unverified: true,
      ...(total !== undefined && { total }),
    });
  const unverifiedNote = (...paths: string[]) => {
    const check = gradientCheck(paths.map((path) => zero(path)));
    return formatGradientCheck(check).replace(/^[\s\S]*\n(?=note: the grad)/, '');
  };

  test('alone is a match that verifies nothing', () => {
    const check = gradientCheck([zero('x', 500)], {
      coverage: { checked: 2, total: 500, probes: 0, smallestDetectable: 1 },
    });
    expect(formatGradientCheck(check, { verbose: true })).toMatchInlineSnapshot(`
      "the gradient is correct in the 2 (of 500) coordinates checked

      relative error  0
      threshold       1.0e-7
      resolution      2.1e-11 (smaller errors cannot be resolved here)

      note: 4 evaluations of the value, 1 of the gradient; seed 42
      note: 2 of 500 coordinates checked
      note: the gradient is zero wherever it was checked, analytic and numeric:
        unverified, because a forgotten gradient would agree as well"
    `);
  });

  test('of many variables names three', () => {
    expect(unverifiedNote('a', 'b')).toMatchInlineSnapshot(`
      "note: the gradient of a and b is zero everywhere, analytic and numeric:
        unverified, because a forgotten gradient would agree as well"
    `);
    expect(unverifiedNote('a', 'b', 'c', 'd', 'e')).toMatchInlineSnapshot(`
      "note: the gradient of a, b, c and 2 more variables is zero everywhere,
        analytic and numeric: unverified, because a forgotten gradient would agree
        as well"
    `);
  });
});

describe('hostile numbers and paths', () => {
  /** One row a pair, each with a bar of its own. */
  const rows = (pairs: readonly (readonly [analytic: number, numeric: number, bar: number])[]) => {
    const parts = pairs.map(([analytic, numeric, bar], i) =>
      variable({ path: `x[${i}]`, shape: [], analytic: [analytic], numeric: [numeric], bar }),
    );
    const worst = parts.flatMap((part) => part.worst);
    const size = { shape: [pairs.length], checked: pairs.length, total: pairs.length };
    return gradientCheck([{ ...parts[0], ...size, path: 'x', wrong: worst.length, worst }], {
      relativeError: 1,
    });
  };

  test('of every size stay readable', () => {
    const check = rows([
      [1e300, -1e300, 1e288],
      [1e-300, 2e-300, 1e-312],
      [Number.NaN, 0.5, 1e-12],
      [Number.POSITIVE_INFINITY, 1, 1e-12],
      [-0, 0.25, 1e-12],
      [3, Number.NaN, Number.POSITIVE_INFINITY],
      [1e-5, 2e-5, 1e-17],
    ]);
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient mismatch in all 7 coordinates

      relative error  1.0e+0
      threshold       1.0e-7

        coordinate  analytic  numeric ± bar                     relative error
        x[2]        NaN        5.000000000000e-1    ± 1.0e-12   NaN
        x[3]        Infinity   1.0000000000000e+0   ± 1.0e-12   1.0e+0
        x[5]         3e+0     NaN                               NaN
        x[0]         1e+300   -1.0000000000000e+300 ± 1.0e+288  1.0e+0
        x[4]        -0         2.500000000000e-1    ± 1.0e-12   1.0e+0
        x[6]         1e-5      2.0000000000000e-5   ± 1.0e-17   3.3e-1
        x[1]         1e-300    2.0000000000000e-300 ± 1.0e-312  3.3e-1

      note: 14 evaluations of the value, 1 of the gradient; seed 42
      note: for the worst coordinate alone: { variables: ['x[2]'], seed: 42 }"
    `);
  });

  test('between a millionth and a million stay in fixed notation', () => {
    const check = rows([
      [123456.789, 123456.5, 1e-6],
      [1e-3, 2e-3, 1e-14],
      [-5, 4, 1e-12],
      [12, 12.001, 0.4e-3],
    ]);
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient mismatch in all 4 coordinates

      relative error  1.0e+0
      threshold       1.0e-7

        coordinate  analytic    numeric ± bar                 relative error
        x[2]            -5           4.00000000000 ± 1.0e-12  1.0e+0
        x[0]        123456.789  123456.5000000     ± 1.0e-6   1.2e-6
        x[1]             0.001       0.00200000000 ± 1.0e-14  3.3e-1
        x[3]            12          12.0010        ± 4e-4     4.2e-5

      note: 8 evaluations of the value, 1 of the gradient; seed 42
      note: for the worst coordinate alone: { variables: ['x[2]'], seed: 42 }"
    `);
  });

  test('in wide letters stand in columns all the same', () => {
    const check = gradientCheck([
      variable({ path: '模型.層[2].權重', ...SIX, analytic: changed(5, 2) }),
      variable({ path: 'модель["🙂"].вес', analytic: [1, 2], numeric: [1, 2.5] }),
      variable({ path: `${'模型'.repeat(20)}.層[3].權重`, analytic: [1, 2], numeric: [1, 2.25] }),
      variable({ path: 'a\u202Eb\tc', analytic: [1], numeric: [1] }),
    ]);
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "gradient mismatch in 3 of 11 coordinates

      relative error  1.2e-1
      threshold       1.0e-7

        variable                        shape   checked  relative error  verdict
        模型.層[2].權重                 [2, 3]  6/6      1.6e-1          mismatch
        модель["🙂"].вес                [2]     2/2      1.0e-1          mismatch
        模型模型模型模…模型.層[3].權重  [2]     2/2      5.3e-2          mismatch
        a�b�c                           [1]     1/1      0               match

        coordinate                     analytic  numeric ± bar      relative error
        模型.層[2].權重[1,2]           2         1.0000000 ± 3e-11  3.3e-1
        модель["🙂"].вес[1]            2         2.5000000 ± 3e-11  1.1e-1
        模型模型模型模….層[3].權重[1]  2         2.2500000 ± 3e-11  5.9e-2

      note: 22 evaluations of the value, 1 of the gradient; seed 42
      note: for the worst coordinate alone:
        { variables: ['模型.層[2].權重[1,2]'], seed: 42 }"
    `);
  });

  test('in indices of many digits are kept whole', () => {
    const [row] = rows([[1.25, 2.5, 1e-11]]).variables[0].worst;
    const coordinate = 'encoder.layers[2].W[1234567,17,3,2]';
    const check = rows([[1.25, 2.5, 1e-11]]);
    const [x] = check.variables;
    const long = { ...x, worst: [{ ...row, coordinate }] };
    expect(formatGradientCheck({ ...check, variables: [long] })).toMatchInlineSnapshot(`
      "gradient mismatch

      relative error  1.0e+0
      threshold       1.0e-7

        coordinate                   analytic  numeric ± bar        relative error
        encoder.la…[1234567,17,3,2]  1.25      2.5000000 ± 1.0e-11  3.3e-1

      note: 2 evaluations of the value, 1 of the gradient; seed 42"
    `);
  });
});
