import { describe, expect, test } from 'vitest';
import { checkJvp, checkVjp, type GradientCheck } from '../../src/index.ts';
import { VECTORS, type VectorFunction } from './vectors.ts';

type Vector = readonly number[];
type Rows = readonly Vector[];
/** A product: of a Jacobian with a vector. */
type Times = (rows: Rows, vector: Vector) => number[];

const forwards: Times = (rows, v) =>
  rows.map((row) => row.reduce((sum, entry, j) => sum + entry * v[j], 0));
const backwards: Times = (rows, w) =>
  rows[0].map((_, j) => rows.reduce((sum, row, i) => sum + row[j] * w[i], 0));

/** Slips of the matrix: in an entry, in a row or a column, in all of it. */
function matrixSlips(rows: Rows): readonly (readonly [name: string, rows: Rows])[] {
  const entries = rows.flatMap((row, i) =>
    row.map((entry, j) => {
      const wrong = entry === 0 ? 1 : 1.01 * entry;
      const put = rows.map((r, a) => r.map((e, b) => (a === i && b === j ? wrong : e)));
      return [`entry ${i},${j} ${entry === 0 ? '+ 1' : '× 1.01'}`, put] as const;
    }),
  );
  const isSquare = rows.length === rows[0].length;
  const whole: (readonly [string, Rows])[] = [
    ['doubled', rows.map((row) => row.map((entry) => 2 * entry))],
    ['negated', rows.map((row) => row.map((entry) => -entry))],
    ['without its last row', rows.map((row, i) => (i < rows.length - 1 ? row : row.map(() => 0)))],
    ['without its first column', rows.map((row) => row.map((entry, j) => (j > 0 ? entry : 0)))],
    ['with a factor in each row', rows.map((row, i) => row.map((entry) => entry / (i + 2)))],
  ];
  const turned: Rows = rows[0].map((_, j) => rows.map((row) => row[j]));
  const all = [...entries, ...whole, ...(isSquare ? [['transposed', turned] as const] : [])];
  return all.filter(([, wrong]) => wrong.flat().some((entry, k) => entry !== rows.flat()[k]));
}

/** Slips of the product that no unit vector shows, and those that are no linear map. */
const PRODUCT_SLIPS: Readonly<Record<string, (times: Times) => Times>> = {
  'clips the vector': (times) => (rows, v) =>
    times(
      rows,
      v.map((x) => Math.max(-5, Math.min(5, x))),
    ),
  'normalises the vector': (times) => (rows, v) =>
    times(
      rows,
      v.map((x) => x / Math.hypot(...v)),
    ),
  'takes |v|': (times) => (rows, v) => times(rows, v.map(Math.abs)),
  'takes v²': (times) => (rows, v) =>
    times(
      rows,
      v.map((x) => x * Math.abs(x)),
    ),
  'has a dead zone': (times) => (rows, v) =>
    times(
      rows,
      v.map((x) => (Math.abs(x) < 1e-4 ? 0 : x)),
    ),
  'rounds to whole numbers': (times) => (rows, v) => times(rows, v.map(Math.round)),
  'adds a constant': (times) => (rows, v) => times(rows, v).map((y) => y + 1e-3),
  'adds a product of two': (times) => (rows, v) => {
    const [first = 0, second = first] = v;
    return times(rows, v).map((y) => y * (1 + 1e-3 * first * second));
  },
};

interface Wrong {
  readonly name: string;
  readonly product: (x: Vector, vector: Vector) => number[];
}

function slipsOf({ jacobian }: VectorFunction, at: Vector, times: Times): readonly Wrong[] {
  return [
    ...matrixSlips(jacobian(at)).map(([name, rows]) => ({
      name,
      product: (_: Vector, v: Vector) => times(rows, v),
    })),
    ...Object.entries(PRODUCT_SLIPS).map(([name, slip]) => ({
      name,
      product: (x: Vector, v: Vector) => slip(times)(jacobian(x), v),
    })),
    { name: ACCUMULATES, product: accumulating(jacobian, times) },
  ];
}

const ACCUMULATES = 'adds to the call before';

/** What is another at every call says nothing, right or wrong. */
function isFound(name: string, { verdict }: GradientCheck): boolean {
  return verdict === (name === ACCUMULATES ? 'inconclusive' : 'mismatch');
}

function accumulating(jacobian: VectorFunction['jacobian'], times: Times): Wrong['product'] {
  let kept: number[] = [];
  return (x, v) => {
    kept = times(jacobian(x), v).map((y, i) => y + (kept[i] ?? 0));
    return kept;
  };
}

const SIDES = [
  ['jvp', forwards, checkJvp],
  ['vjp', backwards, checkVjp],
] as const;

const seen = { right: 0, wrong: 0 };

describe.each(VECTORS)('$name', (f) => {
  const { value, jacobian } = f;
  const jvp = (x: Vector, v: Vector) => forwards(jacobian(x), v);
  const vjp = (x: Vector, w: Vector) => backwards(jacobian(x), w);

  test.each(f.points.map((at) => [at]))('is right at %j, forwards, backwards and both', (at) => {
    const found = [
      checkJvp({ value, jvp }, { at }),
      checkVjp({ value, vjp }, { at }),
      checkJvp({ value, jvp, vjp }, { at }),
      checkVjp({ value, jvp, vjp }, { at }),
    ] as GradientCheck[];
    expect(found.map(({ verdict }) => verdict)).toEqual(['match', 'match', 'match', 'match']);
    const most = 2 * at.length + 5;
    // those of the Jacobian itself: an entry that is zero takes a few more
    const hasZeros = jacobian(at).flat().includes(0);
    if (!hasZeros)
      for (const { evaluations } of found) expect(evaluations.value).toBeLessThanOrEqual(most);
    seen.right += found.length;
  });

  test.each(SIDES)('every slip of a %s is found', (kind, times, check) => {
    const missed = f.points.flatMap((at) => {
      const wrong = slipsOf(f, at, times);
      seen.wrong += wrong.length;
      return wrong
        .filter(
          ({ name, product }) =>
            !isFound(name, check({ value, [kind]: product }, { at }) as GradientCheck),
        )
        .map(({ name }) => `${name} at ${at}`);
    });
    expect(missed).toEqual([]);
  });

  test.each(SIDES)(
    'and a wrong %s beside a right other one, which is not blamed',
    (kind, times) => {
      const [at] = f.points;
      const wrong = slipsOf(f, at, times).filter(({ name }) => !name.startsWith('entry'));
      seen.wrong += wrong.length;
      const missed = wrong.filter(({ name, product }) => {
        const found = checkJvp({ value, jvp, vjp, [kind]: product }, { at }) as GradientCheck;
        return !isFound(name, found) || found.of !== kind;
      });
      expect(missed.map(({ name }) => name)).toEqual([]);
    },
  );
});

test('that was many', () => {
  expect(VECTORS.length).toBeGreaterThan(10);
  expect(seen.right).toBeGreaterThan(60);
  expect(seen.wrong).toBeGreaterThan(1000);
});
