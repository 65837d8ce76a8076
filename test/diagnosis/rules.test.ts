import { describe, expect, test } from 'vitest';
import type { DiagnosisContext } from '../../src/diagnosis/context.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { VariableCheck } from '../../src/record.ts';
import { AT, NINE, SIX, type Sketch, sketch } from './sketch.ts';

type Case = readonly [name: string, variables: Variables, context?: Partial<DiagnosisContext>];

type Variables = Sketch | readonly VariableCheck[];

/** What must be named so and nothing else, and what looks similar and must not be. */
interface Table {
  readonly fires: readonly Case[];
  readonly silent: readonly Case[];
}

const times = (factor: number, values: readonly number[] = SIX) => values.map((v) => factor * v);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const plus = (shift: number, values: readonly number[] = SIX) => values.map((v) => v + shift);
const withZero = (...at: readonly number[]) => SIX.map((v, i) => (at.includes(i) ? 0 : v));
const matrix = (pick: (i: number, j: number) => number) =>
  NINE.map((_, k) => pick(Math.floor(k / 3), k % 3));
const entry = (i: number, j: number) => NINE[3 * i + j];
const nine = (analytic: readonly number[]): Sketch => ({ shape: [3, 3], numeric: NINE, analytic });
const two = (W: readonly number[], b: readonly number[]) => [
  sketch({ path: 'W', shape: [3, 3], numeric: NINE, analytic: W, at: times(-0.7, NINE).reverse() }),
  sketch({ path: 'b', numeric: SIX, analytic: b, at: AT }),
];
const centred = plus(-mean(SIX));

const tables: Readonly<Record<string, Table>> = {
  'sign-flipped': {
    fires: [
      ['all of a vector', { numeric: SIX, analytic: times(-1) }],
      ['a single number', { shape: [], numeric: [0.37], analytic: [-0.37] }],
      ['one variable of two', two(times(-1, NINE), SIX)],
      ['an antisymmetric matrix, which is its own transpose then', antisymmetric()],
      ['with a coordinate that is zero on both sides', zeroBeside(times(-1))],
    ],
    silent: [
      ['a sign lost in one coordinate only', { numeric: SIX, analytic: [-0.731, ...SIX.slice(1)] }],
      ['bars as wide as the values', { numeric: SIX, analytic: times(-1), bar: 5 }],
    ],
  },
  'constant-factor': {
    fires: [
      ['two', { numeric: SIX, analytic: times(2) }],
      ['one over the number of coordinates', { numeric: SIX, analytic: times(1 / 6) }],
      ['no round number', { numeric: SIX, analytic: times(1.3712345) }],
      ['minus two', { numeric: SIX, analytic: times(-2) }],
      ['one per cent', { numeric: SIX, analytic: times(1.01) }],
      ['a single number, doubled', { shape: [], numeric: [0.37], analytic: [0.74] }],
      ['another factor in each variable', two(times(2, NINE), times(0.5))],
      ['zero on both sides in one coordinate', zeroBeside(times(3))],
      ['degrees for radians', { numeric: SIX, analytic: times(180 / Math.PI) }],
      [
        'one over pi in a single number',
        { shape: [], numeric: [0.37], analytic: [0.37 / Math.PI] },
      ],
    ],
    silent: [
      ['an arbitrary ratio of a single number', { shape: [], numeric: [0.37], analytic: [0.513] }],
      ['one coordinate doubled', { numeric: SIX, analytic: [1.462, ...SIX.slice(1)] }],
      [
        'as many factors as coordinates',
        { numeric: SIX, analytic: SIX.map((v, i) => v * (i + 2)) },
      ],
      ['doubled where the bar hides it', { numeric: SIX, analytic: times(2), bar: 3 }],
    ],
  },
  'missing-gradient': {
    fires: [
      ['everything', { numeric: SIX, analytic: times(0) }],
      ['the last coordinate', { numeric: SIX, analytic: withZero(5) }],
      ['two coordinates', { numeric: SIX, analytic: withZero(1, 3) }],
      ['a row', nine(matrix((i, j) => (i === 2 ? 0 : entry(i, j))))],
      ['a column', nine(matrix((i, j) => (j === 0 ? 0 : entry(i, j))))],
      ['a variable', two(NINE, times(0))],
      ['a single number', { shape: [], numeric: [0.37], analytic: [0] }],
    ],
    silent: [
      ['small, but not zero', { numeric: SIX, analytic: times(1e-9) }],
      ['zero in one and wrong in another', { numeric: SIX, analytic: plusOne(withZero(5)) }],
    ],
  },
  transposed: {
    fires: [
      ['a square matrix', nine(matrix((i, j) => entry(j, i)))],
      [
        'a matrix of 2 × 3 written column by column',
        { shape: [2, 3], numeric: SIX, analytic: [0, 3, 1, 4, 2, 5].map((k) => SIX[k]) },
      ],
      ['a sample of a large matrix that holds pairs', sampledTranspose([1, 2, 10, 20, 12, 21])],
    ],
    silent: [
      [
        'one pair of a matrix swapped',
        nine(matrix((i, j) => (i + j === 1 ? entry(j, i) : entry(i, j)))),
      ],
      ['transposed with another diagonal', nine(matrix((i, j) => entry(j, i) + (i === j ? 1 : 0)))],
      ['a sample without partners', sampledTranspose([1, 2, 3, 4, 5, 6])],
    ],
  },
  permuted: {
    fires: [
      ['rolled', { numeric: SIX, analytic: [...SIX.slice(-1), ...SIX.slice(0, -1)] }],
      ['reversed', { numeric: SIX, analytic: [...SIX].reverse() }],
      ['two swapped', { numeric: SIX, analytic: [SIX[1], SIX[0], ...SIX.slice(2)] }],
      ['no rule', { numeric: SIX, analytic: [2, 4, 1, 0, 5, 3].map((k) => SIX[k]) }],
      ['rows rolled', nine(matrix((i, j) => entry((i + 2) % 3, j)))],
      ['a kernel flipped', nine(matrix((i, j) => entry(2 - i, 2 - j)))],
      ['three axes read in another order', threeAxes()],
    ],
    silent: [
      ['one number taken twice', { numeric: SIX, analytic: [SIX[1], ...SIX.slice(1)] }],
      [
        'two that have lost their signs, and are minus each other',
        {
          numeric: [SIX[0], -SIX[0], ...SIX.slice(2)],
          analytic: [-SIX[0], ...SIX.slice(0, 1), ...SIX.slice(2)],
        },
      ],
      ['rolled and doubled', { numeric: SIX, analytic: times(2, [...SIX.slice(1), SIX[0]]) }],
    ],
  },
  'weight-decay': {
    fires: [
      ['a rate', { numeric: SIX, at: AT, analytic: SIX.map((v, i) => v + 1e-2 * AT[i]) }],
      ['a tiny rate', { numeric: SIX, at: AT, analytic: SIX.map((v, i) => v + 1e-5 * AT[i]) }],
      ['missing', { numeric: SIX, at: AT, analytic: SIX.map((v, i) => v - 5e-4 * AT[i]) }],
      [
        'of one variable',
        two(
          NINE,
          SIX.map((v, i) => v + 1e-2 * AT[i]),
        ),
      ],
    ],
    silent: [
      ['a constant added', { numeric: SIX, at: AT, analytic: plus(0.01) }],
      [
        'the square of the point',
        { numeric: SIX, at: AT, analytic: SIX.map((v, i) => v + AT[i] ** 2) },
      ],
      [
        'of one variable, with a rate that nobody chooses',
        two(
          NINE,
          SIX.map((v, i) => v - 1.2345 * AT[i]),
        ),
      ],
    ],
  },
  'missing-centering': {
    fires: [
      ['needless', { numeric: SIX, analytic: centred }],
      ['missing', { numeric: centred, analytic: plus(0.137) }],
      ['missing in every row', rowsShifted()],
    ],
    silent: [
      ['another constant', { numeric: SIX, analytic: plus(0.123) }],
      [
        'a round constant added to what is centred',
        { numeric: centred, analytic: plus(0.01, centred) },
      ],
    ],
  },
  'broadcast-not-reduced': {
    fires: [
      ['the sum of the rows in every row', nine(matrix((_, j) => 3 * columnMean(j)))],
      [
        'the mean of the columns in every column',
        nine(matrix((i) => mean(NINE.slice(3 * i, 3 * i + 3)))),
      ],
      ['the first row repeated', nine(matrix((_, j) => entry(0, j)))],
      ['the sum of all in every entry', { numeric: SIX, analytic: SIX.map(() => 6 * mean(SIX)) }],
    ],
    silent: [
      ['a constant that is no sum', { numeric: SIX, analytic: SIX.map(() => 1.5) }],
      ['the only entry in every entry', { numeric: [0, 0, 1, 0], analytic: [1, 1, 1, 1] }],
    ],
  },
  'overwritten-not-accumulated': {
    fires: [
      [
        'used once, twice and three times',
        { numeric: SIX, analytic: SIX.map((v, i) => v / [1, 2, 3, 1, 2, 3][i]) },
      ],
      [
        'a table whose second row is looked up twice',
        nine(matrix((i, j) => entry(i, j) / (i === 1 ? 2 : 1))),
      ],
    ],
    silent: [
      [
        'halves in some coordinates, as of squares',
        { numeric: SIX, analytic: SIX.map((v, i) => v / [1, 2, 1, 1, 2, 2][i]) },
      ],
      [
        'no whole ratios',
        { numeric: SIX, analytic: SIX.map((v, i) => v / [1, 2.5, 3.1, 1, 2.2, 3.3][i]) },
      ],
    ],
  },
  accumulated: {
    fires: [
      ['from zero', { numeric: SIX, analytic: SIX }, { second: [times(2)], repeatable: false }],
      [
        'to what was there before',
        { numeric: SIX, analytic: plus(1.7) },
        { second: [plus(1.7, times(2))], repeatable: false },
      ],
    ],
    silent: [
      ['twice the gradient', { numeric: SIX, analytic: times(2) }, { second: [times(2)] }],
      [
        'what is added is wrong itself',
        { numeric: SIX, analytic: times(3) },
        { second: [times(6)], repeatable: false },
      ],
      [
        'a zero derivative that stays zero',
        { numeric: times(0), analytic: SIX },
        { second: [SIX] },
      ],
    ],
  },
  stale: {
    fires: [
      [
        'the second call is right',
        { numeric: SIX, analytic: plus(0.3, times(1.1)) },
        { second: [SIX] },
      ],
    ],
    silent: [
      ['the second call is as wrong', { numeric: SIX, analytic: times(2) }, { second: [times(2)] }],
      ['both are right', { numeric: SIX, analytic: SIX }, { second: [SIX] }],
      [
        'another number at every call',
        { numeric: SIX, analytic: plus(0.3) },
        { second: [plus(0.2)], repeatable: false },
      ],
    ],
  },
  'not-finite': {
    fires: [
      ['NaN', { numeric: SIX, analytic: [Number.NaN, ...SIX.slice(1)] }],
      [
        'Infinity beside a sign flip',
        { numeric: SIX, analytic: [Infinity, ...times(-1).slice(1)] },
      ],
    ],
    silent: [['a huge number', { numeric: SIX, analytic: [1e300, ...SIX.slice(1)] }]],
  },
  'single-precision': {
    fires: [['rounded', { numeric: SIX, analytic: SIX.map(Math.fround), threshold: 1e-10 }]],
    silent: [
      [
        'a point in float32, whose gradient is right in it',
        [
          {
            ...sketch({ numeric: SIX, analytic: SIX.map(Math.fround), threshold: 1e-10 }),
            dtype: 'float32',
          },
        ],
      ],
      [
        'off by as much in double precision',
        { numeric: SIX, analytic: SIX.map((v, i) => v * (1 + 1e-8 * (i + 1))), threshold: 1e-10 },
      ],
      [
        'short numbers',
        { numeric: [0.5 + 1e-8, 0.25 + 2e-8], analytic: [0.5, 0.25], threshold: 1e-10 },
      ],
    ],
  },
  'value-ignores-input': {
    fires: [
      ['nothing moves it', { numeric: times(0), analytic: SIX }, { moved: [SIX.map(() => false)] }],
      [
        'one variable of two moves nothing',
        twoOfWhich({ ignored: SIX }),
        { moved: [NINE.map(() => true), SIX.map(() => false)] },
      ],
    ],
    silent: [
      ['a zero derivative', { numeric: times(0), analytic: SIX }],
      [
        'a few entries that are not zero',
        { numeric: times(0), analytic: [0.3, 0, 0, 0, 0, 0] },
        { moved: [SIX.map(() => false)] },
      ],
    ],
  },
  'wrong-mask': {
    fires: [
      ['none', { numeric: withZero(0, 2, 3), analytic: SIX }],
      ['another', { numeric: withZero(0, 2, 3), analytic: withZero(1, 2) }],
      ['upside down', { numeric: withZero(0, 2, 3), analytic: withZero(1, 4, 5) }],
    ],
    silent: [
      ['one coordinate, which is a place', { numeric: withZero(2), analytic: SIX }],
      ['a stationary point', { numeric: times(0), analytic: SIX }],
      ['zeros that are only not known', { numeric: withZero(0, 2, 3), analytic: SIX, bar: 0.4 }],
      [
        'a constant that the large ones hide',
        { numeric: [0, 0, 1e9, 2e9], analytic: [0.01, 0.01, 1e9 + 0.01, 2e9 + 0.01] },
      ],
      [
        'another mistake beside it',
        { numeric: withZero(0, 2, 3), analytic: [...SIX.slice(0, 5), 1.1 * SIX[5]] },
      ],
    ],
  },
  localized: {
    fires: [
      ['one coordinate', { numeric: SIX, analytic: [SIX[0] + 0.2, ...SIX.slice(1)] }],
      ['a row of four', fourRows((i, _, v) => (i === 2 ? v ** 2 + 0.3 : v))],
      ['a block', fourRows((i, j, v) => (i > 1 && j > 1 ? v ** 2 + 0.3 * i : v))],
    ],
    silent: [
      ['half of them', { numeric: SIX, analytic: SIX.map((v, i) => (i < 3 ? v ** 3 + 0.1 : v)) }],
      ['one of one', { shape: [], numeric: [0.37], analytic: [0.513] }],
      [
        'one that is sharp among ten that are not',
        { numeric: SIX, analytic: [1.9, ...SIX.slice(1)], bar: 1 },
      ],
    ],
  },
};

describe.each(Object.entries(tables))('%s', (id, { fires, silent }) => {
  for (const [name, variables, context] of fires) {
    test(`is the only name for ${name}`, () => {
      expect([...new Set(namesOf(variables, context))]).toEqual([id]);
    });
  }

  for (const [name, variables, context] of silent) {
    test(`is no name for ${name}`, () => {
      expect(namesOf(variables, context)).not.toContain(id);
    });
  }
});

function namesOf(variables: Variables, context: Partial<DiagnosisContext> = {}): readonly string[] {
  return diagnose(toChecks(variables), { repeatable: true, ...context }).map(({ id }) => id);
}

function toChecks(variables: Variables): readonly VariableCheck[] {
  return 'numeric' in variables ? [sketch(variables)] : variables;
}

function twoOfWhich({ ignored }: { readonly ignored: readonly number[] }) {
  return [
    sketch({ path: 'W', shape: [3, 3], numeric: NINE, analytic: NINE }),
    sketch({ path: 'b', numeric: times(0), analytic: ignored }),
  ];
}

function antisymmetric(): Sketch {
  const numeric = matrix((i, j) => entry(i, j) - entry(j, i));
  return { shape: [3, 3], numeric, analytic: numeric.map((v) => -v) };
}

function zeroBeside(analytic: readonly number[]): Sketch {
  return { numeric: [0, ...SIX], analytic: [0, ...analytic] };
}

function plusOne([first, ...rest]: readonly number[]): readonly number[] {
  return [first + 1, ...rest];
}

/** A sample of a 10 × 10 matrix whose entry k is cos(k). */
function sampledTranspose(coordinates: readonly number[]): Sketch {
  const transposed = (k: number) => 10 * (k % 10) + Math.floor(k / 10);
  return {
    shape: [10, 10],
    numeric: coordinates.map((k) => Math.cos(k)),
    analytic: coordinates.map((k) => Math.cos(transposed(k))),
    sample: { of: 100, coordinates },
  };
}

function threeAxes(): Sketch {
  const numeric = Array.from({ length: 24 }, (_, k) => Math.cos(3 * k + 1));
  const analytic = numeric.map((_, k) => {
    const [i, j, l] = [k % 2, Math.floor(k / 2) % 3, Math.floor(k / 6)];
    return numeric[12 * i + 4 * j + l];
  });
  return { shape: [2, 3, 4], numeric, analytic };
}

function columnMean(j: number): number {
  return mean([entry(0, j), entry(1, j), entry(2, j)]);
}

function rowsShifted(): Sketch {
  const rows = [0, 1, 2].map((i) => NINE.slice(3 * i, 3 * i + 3));
  const numeric = rows.flatMap((row) => row.map((v) => v - mean(row)));
  return { shape: [3, 3], numeric, analytic: NINE };
}

function fourRows(change: (i: number, j: number, value: number) => number): Sketch {
  const numeric = Array.from({ length: 16 }, (_, k) => Math.cos(3 * k + 1));
  const analytic = numeric.map((v, k) => change(Math.floor(k / 4), k % 4, v));
  return { shape: [4, 4], numeric, analytic };
}
