import { describe, expect, test } from 'vitest';
import {
  checkHessian,
  checkJacobian,
  type GradientCheck,
  type GradientCheckOptions,
} from '../../src/index.ts';

type Vector = readonly number[];
type Entry = readonly [row: number, column: number, value: number];

const n = 40;
const at = Array.from({ length: n }, (_, i) => Math.sin(3 * i + 1));

/** Each output of its own input and both neighbours; the seventh of two that are far away as well. */
const value = (x: Vector) =>
  x.map(
    (own, i) =>
      Math.exp(own) -
      0.5 * (x[i - 1] ?? 0) * own -
      0.3 * (x[i + 1] ?? 0) ** 2 +
      (i === 7 ? x[30] * x[2] : 0),
  );

function entriesAt(x: Vector): readonly Entry[] {
  const banded = x.flatMap((own, i): readonly Entry[] => [
    ...(i > 0 ? [[i, i - 1, -0.5 * own] as const] : []),
    [i, i, Math.exp(own) - 0.5 * (x[i - 1] ?? 0)],
    ...(i < n - 1 ? [[i, i + 1, -0.6 * x[i + 1]] as const] : []),
  ]);
  return [...banded, [7, 30, x[2]], [7, 2, x[30]]];
}

function triplets(entries: readonly Entry[]) {
  return {
    rows: entries.map(([row]) => row),
    cols: entries.map(([, column]) => column),
    values: entries.map(([, , entry]) => entry),
    shape: [n, n],
  };
}

function check(
  change: (entries: readonly Entry[]) => readonly Entry[] = (entries) => entries,
  options: GradientCheckOptions = {},
): GradientCheck {
  const jacobian = (x: Vector) => triplets(change(entriesAt(x)));
  return checkJacobian({ value, jacobian }, { at, ...options }) as GradientCheck;
}

const places = ({ variables }: GradientCheck) =>
  variables.flatMap(({ worst }) => worst.map(({ coordinate }) => coordinate)).sort();

describe('a right one', () => {
  test('is compared where it has entries, in two evaluations a colour and six', () => {
    const found = check();
    expect(found).toMatchObject({ verdict: 'match', rows: n, diagnoses: [] });
    expect(found.coverage).toMatchObject({ checked: 120, total: 120, probes: 1 });
    // three for the band, and the seventh row has five entries
    expect(found.evaluations).toEqual({ value: 2 * 5 + 6, gradient: 2 });
  });

  test('of a band takes as many evaluations as it is wide, however long it is', () => {
    const band = (x: Vector) => x.map((own, i) => own ** 3 - (x[i - 1] ?? 1) * (x[i + 1] ?? 1));
    const jacobian = (x: Vector) =>
      triplets(
        x.flatMap((own, i): readonly Entry[] => [
          ...(i > 0 ? [[i, i - 1, -(x[i + 1] ?? 1)] as const] : []),
          [i, i, 3 * own * own],
          ...(i < n - 1 ? [[i, i + 1, -(x[i - 1] ?? 1)] as const] : []),
        ]),
      );
    const { verdict, evaluations } = checkJacobian({ value: band, jacobian }, { at });
    expect([verdict, evaluations.value]).toEqual(['match', 2 * 3 + 6]);
  });

  test('is so at kinks, in single precision, asynchronously, and turned round', async () => {
    const hinges = (x: Vector) => x.map((own, i) => Math.abs(own) + (x[i + 1] ?? 0));
    const pieces = (x: Vector) =>
      triplets(
        x.flatMap((own, i) => [
          [i, i, Math.sign(own)] as const,
          ...(i < n - 1 ? [[i, i + 1, 1] as const] : []),
        ]),
      );
    const corner = at.map((x, i) => (i % 5 === 0 ? 0 : x));
    const found = checkJacobian(
      { value: hinges, jacobian: pieces },
      { at: corner },
    ) as GradientCheck;
    expect([found.verdict, found.variables[0].kinks]).toEqual(['match', 8]);
    const single = checkJacobian(
      {
        value: (x: Float32Array) => Float32Array.from(value([...x])),
        jacobian: (x: Float32Array) => triplets(entriesAt([...x])),
      },
      { at: Float32Array.from(at) },
    );
    expect([single.verdict, single.threshold]).toEqual(['match', 1e-4]);
    const later = {
      value: async (x: Vector) => value(x),
      jacobian: async (x: Vector) => triplets(entriesAt(x)),
    };
    expect((await checkJacobian(later, { at, concurrency: 4 })).verdict).toBe('match');
    const { rows, cols, ...rest } = triplets(entriesAt(at));
    const columns = { rows: cols, cols: rows, ...rest };
    expect(
      checkJacobian({ value, jacobian: columns }, { at, layout: 'inputs-by-outputs' }).verdict,
    ).toBe('match');
    expect(check((all) => all.map(([i, j, a]) => [i, j, -a]), { sign: -1 }).verdict).toBe('match');
  });

  test('may be one half of a Hessian', () => {
    const energy = {
      value: (x: Vector) => x.reduce((sum, own, i) => sum + Math.cos(own) * (x[i + 1] ?? 1), 0),
      gradient: (x: Vector) =>
        x.map((own, i) => -Math.sin(own) * (x[i + 1] ?? 1) + (i > 0 ? Math.cos(x[i - 1]) : 0)),
      hessian: (x: Vector) =>
        triplets(
          x.flatMap((own, i) => [
            [i, i, -Math.cos(own) * (x[i + 1] ?? 1)] as const,
            ...(i > 0 ? [[i, i - 1, -Math.sin(x[i - 1])] as const] : []),
          ]),
        ),
    };
    expect(checkHessian(energy, { at, triangle: 'lower' }).verdict).toBe('match');
    expect(checkHessian(energy, { at }).verdict).toBe('mismatch');
  });
});

describe('a wrong one', () => {
  test('is wrong in the entry that is, and in no other', () => {
    const found = check((all) =>
      all.map(([i, j, a]) => [i, j, i === 20 && j === 21 ? 1.001 * a : a]),
    );
    expect([found.verdict, ...places(found)]).toEqual(['mismatch', '∂y[20]/∂x[21]']);
  });

  test.each<[string, readonly (readonly [number, number])[]]>([
    ['one', [[7, 30]]],
    [
      'two in a row',
      [
        [7, 30],
        [7, 2],
      ],
    ],
    ['one beside the diagonal', [[12, 13]]],
    [
      'several',
      [
        [3, 3],
        [19, 18],
        [39, 39],
        [0, 1],
      ],
    ],
  ])('%s of its entries missing: it is found, named and measured', (_, missing) => {
    const isMissing = ([i, j]: Entry) => missing.some(([row, column]) => row === i && column === j);
    const found = check((all) => all.filter((entry) => !isMissing(entry)));
    expect(found.verdict).toBe('mismatch');
    expect(places(found)).toEqual(missing.map(([i, j]) => `∂y[${i}]/∂x[${j}]`).sort());
    const truth = new Map(entriesAt(at).map(([i, j, a]) => [`∂y[${i}]/∂x[${j}]`, a]));
    for (const { coordinate, analytic, numeric, bar } of found.variables[0].worst) {
      expect(analytic).toBe(0);
      expect(Math.abs(numeric - (truth.get(coordinate) ?? 0))).toBeLessThanOrEqual(bar);
    }
  });

  test('two entries that are missing and cancel each other along a colour', () => {
    const apart = (x: Vector) => x.map((own, i) => own * own + (i === 5 ? x[20] - x[30] : 0));
    const jacobian = (x: Vector) => triplets(x.map((own, i) => [i, i, 2 * own] as const));
    const found = checkJacobian({ value: apart, jacobian }, { at: at.map((x) => x / 2) });
    expect(found.verdict).toBe('mismatch');
    expect(places(found as GradientCheck)).toEqual(['∂y[5]/∂x[20]', '∂y[5]/∂x[30]']);
  });

  test('nothing in it at all', () => {
    expect(check(() => []).verdict).toBe('mismatch');
    const constant = { value: () => at, jacobian: () => triplets([]) };
    expect(checkJacobian(constant, { at })).toMatchObject({
      verdict: 'match',
      coverage: { checked: 1 },
    });
  });

  test('the same call gives the same record, and a limit leaves open what was not looked at', () => {
    const doubled = () => check((all) => all.map(([i, j, a]) => [i, j, 2 * a]));
    expect(doubled()).toEqual(doubled());
    const { verdict, reason } = check(undefined, { maxEvaluations: 9 });
    expect([verdict, reason]).toEqual([
      'inconclusive',
      expect.stringMatching(/^9 evaluations were not enough/),
    ]);
  });

  test('what is wanted by name is all that is compared', () => {
    const wrong = (all: readonly Entry[]) =>
      all.map(([i, j, a]): Entry => [i, j, i === 20 ? -a : a]);
    const verdictOf = (variables: readonly string[]) => {
      const { verdict, coverage } = check(wrong, { variables });
      return [verdict, coverage.checked];
    };
    expect(verdictOf(['∂y[7]/∂x[30]', 'x[3]'])).toEqual(['match', 4]);
    expect(verdictOf(['y[20]'])).toEqual(['mismatch', 3]);
  });
});

test('a matrix of 10⁴ rows and columns is checked as what it is', () => {
  const width = 100;
  const size = width * width;
  const around = (k: number) => [
    ...(k >= width ? [k - width] : []),
    ...(k % width > 0 ? [k - 1] : []),
    ...(k % width < width - 1 ? [k + 1] : []),
    ...(k < size - width ? [k + width] : []),
  ];
  const stencil = (u: Float64Array) =>
    u.map((own, k) => 4 * own - around(k).reduce((sum, j) => sum + u[j], 0) + Math.exp(own));
  const wrongAt = 4321;
  const jacobian = (u: Float64Array) => {
    const rowPtr = [0];
    const [colIndices, values] = [[] as number[], [] as number[]];
    for (const [k, own] of u.entries()) {
      for (const j of [...around(k), k].sort((a, b) => a - b)) {
        colIndices.push(j);
        values.push(j === k ? 4 + Math.exp(own) : k === wrongAt ? -1.01 : -1);
      }
      rowPtr.push(colIndices.length);
    }
    return { rowPtr, colIndices, values, shape: [size, size] };
  };
  const point = Float64Array.from({ length: size }, (_, k) => Math.sin(k));
  const found = checkJacobian({ value: stencil, jacobian }, { at: point }) as GradientCheck;
  expect(found.verdict).toBe('mismatch');
  expect(places(found)).toEqual(
    around(wrongAt)
      .map((j) => `∂y[${wrongAt}]/∂x[${j}]`)
      .sort(),
  );
});

test('columns that a row is moved with bend it, and hide no mistake in its own entry', () => {
  // Robertson's equations at their start: 3e7·y² is level there, and steep close by
  const value = ([x, y, z]: readonly number[]) => [
    -0.04 * x + 1e4 * y * z,
    0.04 * x - 1e4 * y * z - 3e7 * y * y,
  ];
  const by = (factor: number) => ({
    rows: [0, 1],
    cols: [0, 0],
    values: [-0.04, 0.04 * factor],
    shape: [2, 3],
  });
  const verdictOf = (factor: number) =>
    checkJacobian({ value, jacobian: () => by(factor) }, { at: [1, 0, 0] }).verdict;
  expect(verdictOf(1)).toBe('match');
  expect([1.0001, 1.01, -1, 0.5].map(verdictOf)).toEqual(Array(4).fill('mismatch'));
});

describe('sparse blocks in records', () => {
  const size = 50;
  const all = Array.from({ length: size }, (_, i) => i);
  const point = { u: all.map((i) => 1.5 + Math.sin(i)), v: all.map((i) => Math.cos(i)), c: 0.3 };
  type Point = typeof point;
  const flow = ({ u, v, c }: Point) => ({
    f: u.map((own, i) => own * own + (u[i + 1] ?? 0) * v[i]),
    g: v.map((own, i) => c * Math.sin(own) + (u[i - 1] ?? 1)),
  });
  const block = (entries: readonly Entry[]) => ({ ...triplets(entries), shape: [size, size] });
  const blocks = ({ u, v, c }: Point) => ({
    fu: block([
      ...all.map((i): Entry => [i, i, 2 * u[i]]),
      ...all.slice(1).map((i): Entry => [i - 1, i, v[i - 1]]),
    ]),
    fv: block(all.map((i): Entry => [i, i, u[i + 1] ?? 0])),
    gu: block(all.slice(1).map((i): Entry => [i, i - 1, 1])),
    gv: block(all.map((i): Entry => [i, i, c * Math.cos(v[i])])),
    gc: v.map(Math.sin),
  });
  const zeros = Array<number>(size).fill(0);
  type Blocks = ReturnType<typeof blocks>;
  const byOutput = ({ fu, fv, gu, gv, gc }: Blocks) => ({
    f: { u: fu, v: fv, c: zeros },
    g: { u: gu, v: gv, c: gc },
  });
  const byVariable = ({ fu, fv, gu, gv, gc }: Blocks) => ({
    u: { f: fu, g: gu },
    v: { f: fv, g: gv },
    c: { f: zeros, g: gc },
  });

  test.each([
    ['by output', byOutput],
    ['by variable', byVariable],
  ])('%s, beside full ones, are coloured', (_, held) => {
    const jacobian = (x: Point) => held(blocks(x));
    const found = checkJacobian({ value: flow, jacobian }, { at: point }) as GradientCheck;
    expect([found.verdict, found.evaluations.value]).toEqual(['match', 2 * 4 + 6]);
    expect(found.coverage.total).toBe(99 + 50 + 49 + 50 + 2 * 50);
  });

  test('what is missing in one of them has the names of the record', () => {
    const jacobian = (x: Point) => {
      const { fu, ...rest } = blocks(x);
      return byOutput({
        ...rest,
        fu: {
          ...fu,
          values: fu.values.map((a, k) => (k === 3 ? 1.01 * a : a)),
          cols: fu.cols.map((j, k) => (k === 60 ? j + 5 : j)),
        },
      });
    };
    const found = checkJacobian({ value: flow, jacobian }, { at: point }) as GradientCheck;
    expect(places(found)).toEqual(['∂f[10]/∂u[11]', '∂f[10]/∂u[16]', '∂f[3]/∂u[3]']);
    expect(found.diagnoses[0].evidence).toContain('there is nothing at ∂f[10]/∂u[11]');
  });

  test('what is given twice in one of them is told', () => {
    const jacobian = (x: Point) => {
      const { gv, ...rest } = blocks(x);
      const twice = <T>(list: readonly T[]) => [...list, list[7]];
      return byOutput({
        ...rest,
        gv: { ...gv, rows: twice(gv.rows), cols: twice(gv.cols), values: twice(gv.values) },
      });
    };
    const found = checkJacobian({ value: flow, jacobian }, { at: point }) as GradientCheck;
    expect(found.diagnoses.map(({ id }) => id)).toContain('repeated-entry');
    expect(found.diagnoses[0].evidence).toContain('∂g[7]/∂v[7]');
  });
});
