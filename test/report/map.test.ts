import { describe, expect, test } from 'vitest';
import { formatMap } from '../../src/report/map.ts';
import { variable } from './record.ts';

type Change = (value: number, place: { readonly i: number; readonly j: number }) => number;

/** A variable of which some coordinates are changed; `i` and `j` are its place along the first axis and behind it. */
function changed(shape: readonly number[], change: Change) {
  const size = shape.reduce((a, b) => a * b, 1);
  const columns = size / shape[0];
  const numeric = Array.from({ length: size }, (_, k) => Math.cos(3 * k + 1));
  const analytic = numeric.map((value, k) =>
    change(value, { i: Math.floor(k / columns), j: k % columns }),
  );
  return variable({ path: 'W', shape, numeric, analytic });
}

function map(shape: readonly number[], change: Change, ascii = false): string {
  return `\n${formatMap(changed(shape, change), { ascii }).join('\n')}\n`;
}

describe('formatMap()', () => {
  test('shows a row of a small matrix', () => {
    expect(map([4, 6], (v, { i }) => (i === 2 ? 2 * v : v))).toMatchInlineSnapshot(`
      "
      where W [4, 6] is wrong:
           0    5
        0  ······
        1  ······
        2  ██████
        3  ······

        relative error: · agrees, █ from 1e-1
      "
    `);
  });

  test('tells errors of different size apart without colour', () => {
    const change: Change = (v, { i, j }) => (i > j ? v * (1 + 1e-6 * 30 ** (i - j)) : v);
    expect(map([5, 5], change)).toMatchInlineSnapshot(`
      "
      where W [5, 5] is wrong:
           0
        0  ·····
        1  ░····
        2  ▒░···
        3  ▓▒░··
        4  █▓▒░·

        relative error: · agrees, ░ below 1e-4, ▒ below 1e-2, ▓ below 1e-1, █ from
        1e-1
      "
    `);
  });

  test('does the same in ASCII', () => {
    const change: Change = (v, { i, j }) => (i > j ? v * (1 + 1e-6 * 30 ** (i - j)) : v);
    expect(map([5, 5], change, true)).toMatchInlineSnapshot(`
      "
      where W [5, 5] is wrong:
           0
        0  .....
        1  :....
        2  +:...
        3  %+:..
        4  #%+:.

        relative error: . agrees, : below 1e-4, + below 1e-2, % below 1e-1, # from
        1e-1
      "
    `);
  });

  test('keeps two wrong weights among 40 000 visible', () => {
    const change: Change = (v, { i, j }) => {
      if (i === 123 && j === 45) return 1.001 * v;
      return i === 7 && j === 199 ? -v : v;
    };
    expect(map([200, 200], change)).toMatchInlineSnapshot(`
      "
      where W [200, 200] is wrong:
             0    20   40   60   80   100  120  140  160  180
          0  ·················································█
         10  ··················································
         20  ··················································
         30  ··················································
         40  ··················································
         50  ··················································
         60  ··················································
         70  ··················································
         80  ··················································
         90  ··················································
        100  ··················································
        110  ··················································
        120  ···········▒······································
        130  ··················································
        140  ··················································
        150  ··················································
        160  ··················································
        170  ··················································
        180  ··················································
        190  ··················································

        relative error: · agrees, ▒ below 1e-2, █ from 1e-1; each cell the worst
        of 10 × 4
      "
    `);
  });

  test('draws an image with its channels pooled', () => {
    const change: Change = (v, { i, j }) => (i < 5 && j % 3 === 1 ? 1.05 * v : v);
    expect(map([28, 28, 3], change)).toMatchInlineSnapshot(`
      "
      where W [28, 28, 3] is wrong (axis 0 down, axis 1 across, the worst over
        axis 2):
            0    5    10   15   20   25
         0  ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓
         2  ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓
         4  ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓
         6  ····························
         8  ····························
        10  ····························
        12  ····························
        14  ····························
        16  ····························
        18  ····························
        20  ····························
        22  ····························
        24  ····························
        26  ····························

        relative error: · agrees, ▓ below 1e-1; each cell the worst of 2 × 1
      "
    `);
  });

  test('draws a batch of images in either order of the axes', () => {
    // the last two columns of every image
    const nhwc: Change = (v, { j }) => (Math.floor(j / 3) % 24 > 21 ? 0 : v);
    expect(map([2, 16, 24, 3], nhwc)).toMatchInlineSnapshot(`
      "
      where W [2, 16, 24, 3] is wrong (axis 1 down, axis 2 across, the worst over
        axes 0 and 3):
            0    5    10   15   20
         0  ······················██
         1  ······················██
         2  ······················██
         3  ······················██
         4  ······················██
         5  ······················██
         6  ······················██
         7  ······················██
         8  ······················██
         9  ······················██
        10  ······················██
        11  ······················██
        12  ······················██
        13  ······················██
        14  ······················██
        15  ······················██

        relative error: · agrees, █ from 1e-1
      "
    `);
    const nchw: Change = (v, { j }) => (j % 24 > 21 ? 0 : v);
    expect(map([2, 3, 16, 24], nchw)).toMatchInlineSnapshot(`
      "
      where W [2, 3, 16, 24] is wrong (axis 2 down, axis 3 across, the worst over
        axes 0 and 1):
            0    5    10   15   20
         0  ······················██
         1  ······················██
         2  ······················██
         3  ······················██
         4  ······················██
         5  ······················██
         6  ······················██
         7  ······················██
         8  ······················██
         9  ······················██
        10  ······················██
        11  ······················██
        12  ······················██
        13  ······················██
        14  ······················██
        15  ······················██

        relative error: · agrees, █ from 1e-1
      "
    `);
  });

  test('shows a channel that is wrong in every pixel', () => {
    const change: Change = (v, { j }) => (j % 3 === 1 ? 2 * v : v);
    expect(map([28, 28, 3], change)).toMatchInlineSnapshot(`
      "
      where W [28, 28, 3] is wrong (axis 0 down, axis 2 across, the worst over
        axis 1):
            0
         0  ·█·
         2  ·█·
         4  ·█·
         6  ·█·
         8  ·█·
        10  ·█·
        12  ·█·
        14  ·█·
        16  ·█·
        18  ·█·
        20  ·█·
        22  ·█·
        24  ·█·
        26  ·█·

        relative error: · agrees, █ from 1e-1; each cell the worst of 2 × 1
      "
    `);
  });

  test('shows a sample of a batch', () => {
    const change: Change = (v, { i }) => (i === 5 ? 2 * v : v);
    expect(map([7, 4, 16, 16], change)).toMatchInlineSnapshot(`
      "
      where W [7, 4, 16, 16] is wrong (axis 0 down, axis 1 across, the worst over
        axes 2 and 3):
           0
        0  ····
        1  ····
        2  ····
        3  ····
        4  ····
        5  ████
        6  ····

        relative error: · agrees, █ from 1e-1
      "
    `);
  });

  test('keeps two wrong weights among a million visible', () => {
    const size = 1000 * 1000;
    const numeric = new Float64Array(size).fill(0.5);
    const analytic = numeric.slice();
    analytic[500 * 1000] = -0.5;
    analytic[size - 1] = 0.500001;
    const million = {
      ...variable({ path: 'W', analytic: [], numeric: [] }),
      ...{ shape: [1000, 1000], total: size, checked: size, wrong: 2 },
      ...{ coordinates: Uint32Array.from(numeric.keys()), bars: new Float64Array(size) },
      ...{ analytic, numeric },
    };
    const drawing = formatMap(million, { ascii: true }).join('\n');
    expect(`\n${drawing}\n`).toMatchInlineSnapshot(`
      "
      where W [1000, 1000] is wrong:
             0    85   170  255  340  425  510  595  680  765  850  935
          0  ...........................................................
         50  ...........................................................
        100  ...........................................................
        150  ...........................................................
        200  ...........................................................
        250  ...........................................................
        300  ...........................................................
        350  ...........................................................
        400  ...........................................................
        450  ...........................................................
        500  #..........................................................
        550  ...........................................................
        600  ...........................................................
        650  ...........................................................
        700  ...........................................................
        750  ...........................................................
        800  ...........................................................
        850  ...........................................................
        900  ...........................................................
        950  ..........................................................:

        relative error: . agrees, : below 1e-4, # from 1e-1; each cell the worst
        of 50 x 17
      "
    `);
  });

  test('folds the axes of a stack of kernels', () => {
    const change: Change = (v, { i, j }) => (i === 6 || j === 13 ? 0 : v);
    expect(map([8, 3, 3, 3], change)).toMatchInlineSnapshot(`
      "
      where W [8, 3, 3, 3] is wrong (axis 0 down, axes 1, 2 and 3 across):
           0,0,0     1,0,1     2,0,2
        0  ·············█·············
        1  ·············█·············
        2  ·············█·············
        3  ·············█·············
        4  ·············█·············
        5  ·············█·············
        6  ███████████████████████████
        7  ·············█·············

        relative error: · agrees, █ from 1e-1
      "
    `);
  });

  test('shows where a long vector is wrong', () => {
    expect(map([300], (v, { i }) => (i > 280 ? 1.02 * v : v))).toMatchInlineSnapshot(`
      "
      where W [300] is wrong:
          0    25   50   75   100  125  150  175  200  225  250  275
          ························································▒▒▒▒

        relative error: · agrees, ▒ below 1e-2; each cell the worst of 1 × 5
      "
    `);
  });

  test('leaves blank what was not checked', () => {
    const whole = changed([10, 30], (v, { i, j }) => (i > 6 && j > 20 ? -v : v));
    const rows = Uint32Array.from(whole.coordinates.filter((k) => k % 7 < 2));
    const pick = (values: Float64Array) => Float64Array.from(rows, (k) => values[k]);
    const sampled = {
      ...whole,
      checked: rows.length,
      coordinates: rows,
      analytic: pick(whole.analytic),
      numeric: pick(whole.numeric),
      bars: pick(whole.bars),
    };
    expect(`\n${formatMap(sampled).join('\n')}\n`).toMatchInlineSnapshot(`
      "
      where W [10, 30] is wrong:
           0    5    10   15   20   25
        0  ··     ··     ··     ··     ··
        1       ··     ··     ··     ··
        2     ··     ··     ··     ··
        3   ··     ··     ··     ··     ·
        4  ·     ··     ··     ··     ··
        5      ··     ··     ··     ··
        6    ··     ··     ··     ··
        7  ··     ··     ··     ██     ██
        8       ··     ··     ··     ██
        9     ··     ··     ··     ██

        relative error: · agrees, █ from 1e-1, blank: not checked
      "
    `);
  });

  test('marks what is not a number', () => {
    const change: Change = (v, { i, j }) => (i === j ? Number.NaN : v);
    expect(map([4, 4], change)).toMatchInlineSnapshot(`
      "
      where W [4, 4] is wrong:
           0
        0  █···
        1  ·█··
        2  ··█·
        3  ···█

        relative error: · agrees, █ from 1e-1
      "
    `);
  });
});

describe('formatMap() draws nothing', () => {
  test.each<[string, readonly number[], Change]>([
    ['when everything is wrong equally', [6, 6], (v) => 2 * v],
    ['when nothing is wrong', [6, 6], (v) => v],
    [
      'for a single wrong coordinate, which the table names',
      [6, 6],
      (v, { i, j }) => (i + j === 0 ? -v : v),
    ],
    ['for a small matrix', [2, 3], (v, { i }) => (i === 0 ? -v : v)],
    ['for a short vector', [20], (v, { i }) => (i < 5 ? -v : v)],
  ])('%s', (_, shape, change) => {
    expect(formatMap(changed(shape, change))).toEqual([]);
  });
});

test('no map is wider than a message or higher than twenty rows', () => {
  const shapes = [
    [7, 3],
    [25, 61],
    [1000, 3],
    [3, 1000],
    [50],
    [999],
    [3, 5, 7],
    [2, 64, 64, 3],
    [30, 30, 5, 5],
  ];
  for (const shape of shapes) {
    const lines = formatMap(changed(shape, (v, { i, j }) => ((i + j) % 500 < 2 ? -v : v)));
    expect(Math.max(...lines.map((line) => Array.from(line).length)), `${shape}`).toBeLessThan(77);
    expect(lines.length, `${shape}`).toBeLessThan(26);
    expect(lines.length, `${shape}`).toBeGreaterThan(3);
  }
});
