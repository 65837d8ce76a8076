import { describe, expect, test } from 'vitest';
import {
  checkGradient,
  checkHessian,
  checkJvp,
  checkVjp,
  formatGradientCheck,
  type GradientCheck,
  type GradientCheckOptions,
} from '../../src/index.ts';

type Vector = readonly number[];
type Rows = readonly Vector[];

const at = [0.7, 1.3, -0.4];
const value = ([x, y, z]: Vector) => [x * x * y, Math.sin(z) + y];
const rows = ([x, y, z]: Vector): Rows => [
  [2 * x * y, x * x, 0],
  [0, 1, Math.cos(z)],
];
const times = (matrix: Rows, v: Vector) =>
  matrix.map((row) => row.reduce((sum, entry, j) => sum + entry * v[j], 0));
const timesTransposed = (matrix: Rows, w: Vector) =>
  matrix[0].map((_, j) => matrix.reduce((sum, row, i) => sum + row[j] * w[i], 0));
const jvp = (x: Vector, v: Vector) => times(rows(x), v);
const vjp = (x: Vector, w: Vector) => timesTransposed(rows(x), w);

type Check = (subject: unknown, options?: GradientCheckOptions) => unknown;
const check = (by: Check, subject: unknown, options: GradientCheckOptions = {}) =>
  by(subject, { at, ...options }) as GradientCheck;
const named = ({ of, verdict, diagnoses }: GradientCheck) => [
  of,
  verdict,
  ...diagnoses.map(({ id }) => id),
];

describe('a right one', () => {
  test.each<[string, Check, unknown]>([
    ['forwards', checkJvp, { value, jvp }],
    [
      'beside the output',
      checkJvp,
      { value, jvp: (x: Vector, v: Vector) => [value(x), jvp(x, v)] },
    ],
    ['with the output beside', checkJvp, { jvp: (x: Vector, v: Vector) => [value(x), jvp(x, v)] }],
    ['alone', checkJvp, (x: Vector, v: Vector) => [value(x), jvp(x, v)]],
    ['as a linear function', checkJvp, (x: Vector) => [value(x), (v: Vector) => jvp(x, v)]],
    ['by a residual', checkJvp, { residual: value, jvp }],
    ['backwards', checkVjp, { value, vjp }],
    ['pulled back', checkVjp, (x: Vector) => [value(x), (w: Vector) => vjp(x, w)]],
    ['in an object', checkVjp, { value, vjp: (x: Vector) => [value(x), (w: Vector) => vjp(x, w)] }],
    ['a pull alone', checkVjp, { value, vjp: (x: Vector) => (w: Vector) => vjp(x, w) }],
    ['by names', checkVjp, (x: Vector) => ({ y: value(x), pullback: (w: Vector) => vjp(x, w) })],
    ['as a tuple', checkVjp, (x: Vector) => [value(x), (w: Vector) => [vjp(x, w)]]],
    ['forwards and backwards', checkJvp, { value, jvp, vjp }],
    ['backwards and forwards', checkVjp, { value, jvp, vjp }],
  ])('%s is a match', (_, by, subject) => {
    const found = check(by, subject);
    expect(found).toMatchObject({
      of: by === checkJvp ? 'jvp' : 'vjp',
      verdict: 'match',
      diagnoses: [],
      contract: [],
      variables: [{ path: '∂y/∂x'.replace('y', found.variables[0].derivative?.of ?? 'y') }],
    });
    expect(found.coverage).toMatchObject({ checked: 6, total: 6 });
  });

  test('costs what it is told to have cost', () => {
    const calls = { value: 0, jvp: 0, vjp: 0 };
    const counted =
      <A extends unknown[], R>(name: keyof typeof calls, f: (...args: A) => R) =>
      (...args: A) => {
        calls[name] += 1;
        return f(...args);
      };
    const both = {
      value: counted('value', value),
      jvp: counted('jvp', jvp),
      vjp: counted('vjp', vjp),
    };
    expect(check(checkJvp, both).evaluations).toEqual({
      value: calls.value,
      gradient: calls.jvp + calls.vjp,
    });
    calls.value = 0;
    calls.vjp = 0;
    const { value: f, vjp: g } = both;
    expect(check(checkVjp, { value: f, vjp: g }).evaluations).toEqual({
      value: calls.value,
      gradient: calls.vjp,
    });
  });

  test('of several arguments, spread or in lists', () => {
    const product = (a: number, b: number) => [a * b, a];
    const forwards = [
      (a: number, b: number, da: number, db: number) => [b * da + a * db, da],
      ([a, b]: Vector, [da, db]: Vector) => [b * da + a * db, da],
    ];
    for (const by of forwards) {
      const found = check(checkJvp, { value: product, jvp: by }, { at: [2, 3] });
      expect(named(found)).toEqual(['jvp', 'match']);
      expect(found.variables.map(({ path }) => path)).toEqual(['∂y/∂a', '∂y/∂b']);
    }
    const backwards = [
      (a: number, b: number, [w, u]: Vector) => [b * w + u, a * w],
      ([a, b]: Vector, [w, u]: Vector) => [b * w + u, a * w],
      (a: number, b: number) => [[a * b, a], ([w, u]: Vector) => [b * w + u, a * w]],
    ];
    for (const by of backwards)
      expect(named(check(checkVjp, { value: product, vjp: by }, { at: [2, 3] }))).toEqual([
        'vjp',
        'match',
      ]);
    expect(named(check(checkVjp, backwards[2], { at: [2, 3] }))).toEqual(['vjp', 'match']);
  });

  test('in structures of both sides', () => {
    const point = {
      W: [
        [1, 2],
        [3, 4],
      ],
      b: Float64Array.of(0.5, -0.5),
      s: 2,
    };
    type Point = typeof point;
    const layer = {
      value: ({ W, b, s }: Point) => ({
        out: W.map((row, i) => s * (row[0] + 2 * row[1]) + b[i]),
        norm: b[0] * b[1],
      }),
      jvp: ({ W, b, s }: Point, d: Point) => ({
        out: W.map(
          (row, i) => d.s * (row[0] + 2 * row[1]) + s * (d.W[i][0] + 2 * d.W[i][1]) + d.b[i],
        ),
        norm: d.b[0] * b[1] + b[0] * d.b[1],
      }),
      vjp: ({ W, b, s }: Point, w: { out: number[]; norm: number }) => ({
        W: w.out.map((o) => [s * o, 2 * s * o]),
        b: [w.out[0] + w.norm * b[1], w.out[1] + w.norm * b[0]],
        s: w.out.reduce((sum, o, i) => sum + o * (W[i][0] + 2 * W[i][1]), 0),
      }),
    };
    const before = JSON.stringify(point);
    for (const by of [checkJvp, checkVjp])
      expect(named(check(by, layer, { at: point }))).toEqual([
        by === checkJvp ? 'jvp' : 'vjp',
        'match',
      ]);
    expect(JSON.stringify(point)).toBe(before);
    const wrong = {
      ...layer,
      vjp: (x: Point, w: { out: number[]; norm: number }) => ({ ...layer.vjp(x, w), s: 0 }),
    };
    const found = check(checkVjp, wrong, { at: point });
    expect(found.of).toBe('vjp');
    expect(
      found.variables.filter(({ verdict }) => verdict === 'mismatch').map(({ path }) => path),
    ).toEqual(['∂out/∂s']);
  });

  test('in short formats', () => {
    const short = {
      value: (x: Float32Array) => Float32Array.from(x, Math.sin),
      jvp: (x: Float32Array, v: Float32Array) => x.map((a, i) => Math.cos(a) * v[i]),
      vjp: (x: Float32Array, w: Float32Array) => x.map((a, i) => Math.cos(a) * w[i]),
    };
    const found = check(checkJvp, short, { at: Float32Array.of(0.3, -1.2, 2) });
    expect(named(found)).toEqual(['jvp', 'match']);
    expect(found.threshold).toBeGreaterThanOrEqual(1e-4);
  });

  test('of a number', () => {
    const found = check(checkVjp, (x: number) => [x * x, (w: number) => 2 * x * w], { at: 3 });
    expect(named(found)).toEqual(['vjp', 'match']);
    const square = { value: (x: number) => x * x, jvp: (x: number, v: number) => 2 * x * v };
    expect(named(check(checkJvp, square, { at: 3 }))).toEqual(['jvp', 'match']);
  });

  test('later', async () => {
    const subjects = [
      { value: async (x: Vector) => value(x), jvp, vjp },
      { value, jvp: async (x: Vector, v: Vector) => jvp(x, v), vjp },
      { value, jvp, vjp: async (x: Vector, w: Vector) => vjp(x, w) },
      { value, jvp, vjp: async (x: Vector) => [value(x), async (w: Vector) => vjp(x, w)] },
    ];
    for (const subject of subjects)
      for (const by of [checkJvp, checkVjp])
        expect((await (check(by, subject) as unknown as Promise<GradientCheck>)).verdict).toBe(
          'match',
        );
  });

  test('where the sign is said to be the other', () => {
    const minus = { value, jvp: (x: Vector, v: Vector) => jvp(x, v).map((y) => -y) };
    expect(named(check(checkJvp, minus, { sign: -1 }))).toEqual(['jvp', 'match']);
  });

  test('at a large point beside a small number', () => {
    const scaled = {
      value: ([x, y]: Vector) => [1e12 * Math.sin(x) * y, 1e-12 * Math.cos(x) * y],
      jvp: ([x, y]: Vector, [a, b]: Vector) => [
        1e12 * (Math.cos(x) * y * a + Math.sin(x) * b),
        1e-12 * (-Math.sin(x) * y * a + Math.cos(x) * b),
      ],
    };
    expect(named(check(checkJvp, scaled, { at: [1, 2] }))).toEqual(['jvp', 'match']);
    const slip = {
      ...scaled,
      jvp: (x: Vector, v: Vector) => {
        const [large, small] = scaled.jvp(x, v);
        return [large, 1.001 * small];
      },
    };
    const found = check(checkJvp, slip, { at: [1, 2] });
    expect(found.verdict).toBe('mismatch');
    expect(found.variables[0].worst.map(({ coordinate }) => coordinate).sort()).toEqual([
      '∂y[1]/∂x[0]',
      '∂y[1]/∂x[1]',
    ]);
  });
});

describe('what rounding does to a right one is no mistake', () => {
  const softmax = (x: Vector) => {
    const powers = x.map((a) => Math.exp(a));
    const sum = powers.reduce((total, power) => total + power);
    return powers.map((power) => power / sum);
  };
  const saturated = {
    value: softmax,
    jvp: (x: Vector, v: Vector) => {
      const y = softmax(x);
      const sum = y.reduce((total, p, i) => total + p * v[i], 0);
      return y.map((p, i) => p * v[i] - p * sum);
    },
    vjp: (x: Vector, w: Vector) => {
      const y = softmax(x);
      const sum = y.reduce((total, p, i) => total + p * w[i], 0);
      return y.map((p, i) => p * (w[i] - sum));
    },
  };

  test.each([[[0, 30, -20]], [[0, 33, 1]], [[5, 40, 2, 39]], [[1, 36, 2]], [[0, 12, 3]]])(
    'numbers that cancel, behind a softmax at %j',
    (at) => {
      for (const by of [checkJvp, checkVjp])
        for (const coordinates of [1, 'all'] as const)
          expect(check(by, saturated, { at, coordinates }).verdict).not.toBe('mismatch');
      const wrong = {
        ...saturated,
        vjp: (x: Vector, w: Vector) => saturated.vjp(x, w).map((g) => 2 * g),
      };
      expect(check(checkVjp, wrong, { at }).verdict).toBe('mismatch');
    },
  );

  test('a solution to an absolute tolerance, which comes to an end', () => {
    const solved = (_: Vector, [v]: Vector) => {
      let found = 0;
      while (Math.abs(2 * v - found) > 1e-11) found += 0.7 * (2 * v - found);
      return [found];
    };
    const found = check(checkJvp, { value: ([a]: Vector) => [2 * a], jvp: solved }, { at: [2] });
    expect(named(found)).toEqual(['jvp', 'match']);
  });

  test('sums that are added in another order at every call', () => {
    const weights = Array.from({ length: 50 }, (_, i) => Math.sin(7.3 * i));
    let isReversed = false;
    const sum = (terms: readonly number[]) => {
      isReversed = !isReversed;
      const order = isReversed ? [...terms].reverse() : terms;
      return order.reduce((total, term) => total + term, 0);
    };
    const spread = {
      value: ([a, b]: Vector) => weights.map((weight) => weight * a * b),
      vjp: ([a, b]: Vector, w: Vector) => {
        const total = sum(weights.map((weight, i) => weight * w[i]));
        return [total * b, total * a];
      },
    };
    expect(named(check(checkVjp, spread, { at: [0.7, 1.2] }))).toEqual(['vjp', 'match']);
  });
});

/** Three outputs of three numbers, with a full Jacobian. */
const square = {
  value: ([x, y, z]: Vector) => [x * y + z * z, Math.exp(x) * z + y * y * y, x * z - 3 * y],
  rows: ([x, y, z]: Vector): Rows => [
    [y, x, 2 * z],
    [Math.exp(x) * z, 3 * y * y, Math.exp(x)],
    [z, -3, x],
  ],
};
const turned = (matrix: Rows): Rows => matrix[0].map((_, j) => matrix.map((row) => row[j]));

describe('a wrong one is named', () => {
  const changed = (change: (matrix: Rows) => Rows) => ({
    jvp: (x: Vector, v: Vector) => times(change(square.rows(x)), v),
    vjp: (x: Vector, w: Vector) => timesTransposed(change(square.rows(x)), w),
  });

  test.each<[string, (matrix: Rows) => Rows]>([
    ['transposed', turned],
    ['constant-factor', (matrix) => matrix.map((row) => row.map((entry) => 2 * entry))],
    ['sign-flipped', (matrix) => matrix.map((row) => row.map((entry) => -entry))],
    [
      'chain-rule-dropped',
      (matrix) => matrix.map((row, i) => row.map((entry) => entry * [0.37, 1, 2.3][i])),
    ],
    ['rows-exchanged', ([a, b, c]) => [b, a, c]],
    ['missing-gradient', (matrix) => matrix.map((row) => row.map(() => 0))],
  ])('%s, forwards and backwards', (id, change) => {
    const { value } = square;
    const wrong = changed(change);
    expect(named(check(checkJvp, { value, jvp: wrong.jvp }))).toEqual(['jvp', 'mismatch', id]);
    expect(named(check(checkVjp, { value, vjp: wrong.vjp }))).toEqual(['vjp', 'mismatch', id]);
    const right = changed((matrix) => matrix);
    for (const by of [checkJvp, checkVjp]) {
      const forwards = check(by, { value, jvp: wrong.jvp, vjp: right.vjp });
      expect(named(forwards)).toEqual(['jvp', 'mismatch', id, 'not-adjoint']);
      expect(forwards.diagnoses[1].title).toBe('a wrong `jvp` beside a right `vjp`');
      const backwards = check(by, { value, jvp: right.jvp, vjp: wrong.vjp });
      expect(named(backwards)).toEqual(['vjp', 'mismatch', id, 'not-adjoint']);
    }
  });

  test('both in the same way: the dot product is blind, the differences are not', () => {
    const wrong = changed((matrix) => matrix.map((row) => row.map((entry) => 1.01 * entry)));
    const found = check(checkJvp, { value: square.value, ...wrong });
    expect(named(found)).toEqual(['jvp', 'mismatch', 'constant-factor']);
  });

  test('what contradicts itself is wrong even where differences cannot tell', () => {
    const noisy = {
      value: (x: Vector) => square.value(x).map((y) => Math.round(y * 10) / 10),
      jvp: (x: Vector, v: Vector) => times(square.rows(x), v),
      vjp: (x: Vector, w: Vector) => times(square.rows(x), w),
    };
    const found = check(checkJvp, noisy);
    expect(found.verdict).toBe('mismatch');
    expect(found.diagnoses.map(({ id }) => id)).toContain('not-adjoint');
  });

  test('accumulating, in a buffer of its own or in what it returns', () => {
    const kept = [0, 0, 0];
    const into = (x: Vector, w: Vector) => vjp(x, w).map((g, j) => (kept[j] += g));
    const found = check(checkVjp, { value, vjp: into });
    expect(named(found)).toEqual(['vjp', 'inconclusive', 'accumulated']);
    expect(found.contract.map(({ id }) => id)).toEqual(['gradient-accumulated']);
    expect(found.reason).toContain('`vjp`');
  });

  test('another at every call', () => {
    let calls = 0;
    const drifting = (x: Vector, v: Vector) => jvp(x, v).map((y) => y * (1 + ++calls * 1e-3));
    const found = check(checkJvp, { value, jvp: drifting });
    expect(named(found)).toEqual(['jvp', 'inconclusive']);
    expect(found.contract.map(({ id }) => id)).toEqual(['gradient-not-repeatable']);
  });

  test('another output beside the product', () => {
    const off = (x: Vector, v: Vector) => [value(x).map((y) => y + 1), jvp(x, v)];
    const found = check(checkJvp, { value, jvp: off });
    expect(found.verdict).toBe('inconclusive');
    expect(found.contract.map(({ id }) => id)).toEqual(['primal-differs']);
  });

  test('the vector changed by it', () => {
    const normalising = (x: Vector, v: number[]) => {
      const found = jvp(x, v);
      v[0] /= 2;
      return found;
    };
    const found = check(checkJvp, { value, jvp: normalising });
    expect(found.verdict).toBe('inconclusive');
    expect(found.contract).toMatchObject([
      { id: 'input-mutated', title: '`jvp` changes `v`, which it was given to read' },
    ]);
  });

  test('the point changed by it', () => {
    const mutating = (x: number[], v: Vector) => {
      const found = jvp(x, v);
      x[0] += 1;
      return found;
    };
    const found = check(checkJvp, { value, jvp: mutating });
    expect(found.verdict).not.toBe('match');
    expect(found.contract.map(({ id }) => id)).toContain('input-mutated');
  });
});

describe('a large one', () => {
  const n = 1500;
  const point = Float64Array.from({ length: n }, (_, i) => Math.sin(i) * 10 ** (i % 5));
  const scale = (i: number) => 10 ** -(i % 5);
  const wide = {
    value: (x: Float64Array) => x.map((a, i) => Math.sin(a * scale(i)) + 1e-3 * x[(i + 1) % n]),
    jvp: (x: Float64Array, v: Float64Array) =>
      x.map((a, i) => Math.cos(a * scale(i)) * scale(i) * v[i] + 1e-3 * v[(i + 1) % n]),
    vjp: (x: Float64Array, w: Float64Array) =>
      x.map((a, i) => Math.cos(a * scale(i)) * scale(i) * w[i] + 1e-3 * w[(i + n - 1) % n]),
  };
  const off =
    (f: (x: Float64Array, v: Float64Array) => Float64Array) =>
    (x: Float64Array, v: Float64Array) => {
      const found = f(x, v);
      found[15] *= 1.01;
      return found;
    };

  test('is compared along a few tangents, and its outputs are named', () => {
    const right = check(checkJvp, { value: wide.value, jvp: wide.jvp }, { at: point });
    expect(named(right)).toEqual(['jvp', 'match']);
    expect(right.evaluations.value).toBeLessThan(20);
    const wrong = check(checkJvp, { value: wide.value, jvp: off(wide.jvp) }, { at: point });
    expect(wrong.verdict).toBe('mismatch');
    expect(wrong.variables[0].worst.map(({ coordinate }) => coordinate).sort()).toEqual([
      '∂y[15]/∂tangent[0]',
      '∂y[15]/∂tangent[1]',
    ]);
  });

  test('in a short format, where vectors arrive as they are', () => {
    const short = {
      value: (x: Float32Array) => x.map((a, i) => Math.sin(a) + 0.5 * x[(i + 1) % n]),
      jvp: (x: Float32Array, v: Float32Array) =>
        x.map((a, i) => Math.cos(a) * v[i] + 0.5 * v[(i + 1) % n]),
    };
    const found = check(checkJvp, short, { at: Float32Array.from(point, (_, i) => Math.cos(i)) });
    expect(named(found)).toEqual(['jvp', 'match']);
    expect(found.contract).toEqual([]);
  });

  test('is contracted with a few cotangents, and its inputs are named', () => {
    const { value, vjp } = wide;
    expect(named(check(checkVjp, { value, vjp }, { at: point }))).toEqual(['vjp', 'match']);
    const wrong = check(checkVjp, { value, vjp: off(vjp) }, { at: point });
    expect(wrong.verdict).toBe('mismatch');
    expect(wrong.variables[0].worst.map(({ coordinate }) => coordinate)).toEqual(['x[15]']);
  });

  test('by both, which tell which of them is wrong', () => {
    expect(named(check(checkJvp, wide, { at: point }))).toEqual(['jvp', 'match']);
    const found = check(checkJvp, { ...wide, vjp: off(wide.vjp) }, { at: point });
    expect(found.of).toBe('vjp');
    expect(found.diagnoses.at(-1)).toMatchObject({
      id: 'not-adjoint',
      title: 'a wrong `vjp` beside a right `jvp`',
    });
  });

  test('that is no linear map', () => {
    const clipped = (x: Float64Array, v: Float64Array) =>
      wide.jvp(
        x,
        v.map((a) => Math.max(-9, Math.min(9, a))),
      );
    const found = check(checkJvp, { value: wide.value, jvp: clipped }, { at: point });
    expect(named(found)).toEqual(['jvp', 'mismatch', 'not-linear']);
  });
});

describe('a Hessian that multiplies', () => {
  const f = ([x, y, z]: Vector) => x * x * y + Math.exp(y) * z + Math.sin(x * z);
  const gradient = ([x, y, z]: Vector) => [
    2 * x * y + z * Math.cos(x * z),
    x * x + Math.exp(y) * z,
    Math.exp(y) + x * Math.cos(x * z),
  ];
  const hessian = ([x, y, z]: Vector): Rows => {
    const [s, c] = [Math.sin(x * z), Math.cos(x * z)];
    return [
      [2 * y - z * z * s, 2 * x, c - x * z * s],
      [2 * x, Math.exp(y) * z, Math.exp(y)],
      [c - x * z * s, Math.exp(y), -x * x * s],
    ];
  };
  const hvp = (x: Vector, v: Vector) => times(hessian(x), v);

  test.each([
    ['with its gradient', { gradient, hvp }],
    ['with its value', { value: f, gradient, hvp }],
    ['beside the matrix', { value: f, gradient, hessian, hvp }],
    ['by other names', { fun: f, jac: gradient, hessp: hvp }],
    ['as a function of the vector', { gradient, hvp: (x: Vector) => (v: Vector) => hvp(x, v) }],
  ])('%s is a match', (_, subject) => {
    const found = check(checkHessian, subject);
    expect(named(found)).toEqual(['hessian', 'match']);
    expect(found.variables).toMatchObject([{ path: '∂²f/∂x∂x', checked: 9 }]);
  });

  test('a gradient that is wrong comes first', () => {
    const wrong = (x: Vector) => gradient(x).map((g) => 2 * g);
    const found = check(checkHessian, { value: f, gradient: wrong, hvp });
    expect(named(found)).toEqual(['gradient', 'mismatch', 'constant-factor']);
  });

  test.each<[string, (x: Vector, v: Vector) => Vector]>([
    ['asymmetric', (x, v) => hvp(x, v).map((y, i) => (i === 0 ? y + v[1] : y))],
    ['diagonal-alone', (x, v) => v.map((a, i) => hessian(x)[i][i] * a)],
    ['constant-factor', (x, v) => hvp(x, v).map((y) => y / 2)],
    [
      'not-linear',
      (x, v) =>
        hvp(
          x,
          v.map((a) => a / Math.hypot(...v)),
        ),
    ],
    ['not-linear', (x, v) => hvp(x, v).map((y, i) => y + gradient(x)[i])],
  ])('that is wrong is named: %s', (id, wrong) => {
    expect(named(check(checkHessian, { gradient, hvp: wrong }))).toEqual([
      'hessian',
      'mismatch',
      id,
    ]);
  });

  test('a right matrix beside a wrong product', () => {
    const wrong = (x: Vector, v: Vector) => hvp(x, v).map((y) => 3 * y);
    const found = check(checkHessian, { gradient, hessian, hvp: wrong });
    expect(named(found)).toEqual(['hessian', 'mismatch', 'constant-factor']);
  });

  test('of a large point, along a few tangents', () => {
    const n = 1200;
    const chain = {
      gradient: (x: Vector) => x.map((a, i) => a ** 3 - (x[i - 1] ?? 0) - (x[i + 1] ?? 0)),
      hvp: (x: Vector, v: Vector) =>
        x.map((a, i) => 3 * a * a * v[i] - (v[i - 1] ?? 0) - (v[i + 1] ?? 0)),
    };
    const wide = Array.from({ length: n }, (_, i) => Math.cos(i) + 1.5);
    expect(named(check(checkHessian, chain, { at: wide }))).toEqual(['hessian', 'match']);
    const wrong = { ...chain, hvp: (x: Vector, v: Vector) => x.map((a, i) => 3 * a * a * v[i]) };
    expect(check(checkHessian, wrong, { at: wide }).verdict).toBe('mismatch');
    const onesided = {
      ...chain,
      hvp: (x: Vector, v: Vector) => x.map((a, i) => 3 * a * a * v[i] - 2 * (v[i - 1] ?? 0)),
    };
    expect(named(check(checkHessian, onesided, { at: wide })).at(-1)).toBe('asymmetric');
  });

  test('needs a gradient to be compared with', () => {
    expect(() => check(checkHessian, { value: f, hvp })).toThrow(
      '`hvp` is compared with differences of the gradient: give it beside, { gradient, hvp }',
    );
  });
});

describe('misuse', () => {
  test('is named, with the nearest form', () => {
    expect(() => check(checkJvp, { value, vjp })).toThrowErrorMatchingInlineSnapshot(`
      [TypeError: a subject with a Jacobian-vector product must be one of
        { value, jvp }: value(x), and jvp(x, v) with a change v of the point, given in the option \`at\`
        a function of the point and v that returns [value, product]
      each of them with \`vjp\` beside it if there is one
      got { value, vjp }
      it has \`vjp\`, expect(subject).toHaveCorrectVjp(options)]
    `);
    expect(() => check(checkVjp, { value })).toThrowErrorMatchingInlineSnapshot(`
      [TypeError: a subject with a vector-Jacobian product must be one of
        { value, vjp }: value(x), and vjp(x, w) with a cotangent w of the output, at the point given in the option \`at\`
        a function of the point that returns [value, pull], with pull(w)
      each of them with \`jvp\` beside it if there is one
      got { value }]
    `);
    expect(() => check(checkJvp, { value, jvp: vjp })).toThrowErrorMatchingInlineSnapshot(
      `[TypeError: what \`jvp\` returns does not fit: it must have the structure of the output, y[2], got y[3]; it has the structure of the vector that it was given: is it the product of the transposed Jacobian?]`,
    );
    expect(() => check(checkVjp, { value, vjp: () => [1, 2] })).toThrowErrorMatchingInlineSnapshot(
      `[TypeError: what \`vjp\` returns does not fit: the gradient of \`x\` must have shape [3] like the variable, got [2]; it has the structure of the vector that it was given: is it the product of the transposed Jacobian?]`,
    );
    expect(() => check(checkVjp, () => 3)).toThrowErrorMatchingInlineSnapshot(
      `[TypeError: the function must give the output beside the product where there is no \`value\`, [y, …], got 3]`,
    );
    expect(() => checkJvp({ value, jvp })).toThrowErrorMatchingInlineSnapshot(
      `[TypeError: \`at\` must be given: the point where the gradient is checked, for example { at: [0.5, -1.2] }]`,
    );
    expect(() => checkJvp(Promise.resolve({ value, jvp }), { at })).toThrow('await it');
    expect(() => check(checkGradient, { value, jvp })).toThrowErrorMatchingInlineSnapshot(
      `[TypeError: \`jvp\` is a product with the derivative of several numbers: expect(received).toHaveCorrectJvp(options)]`,
    );
    expect(() => check(checkGradient, { value, vjp })).toThrowErrorMatchingInlineSnapshot(
      `[TypeError: \`vjp\` is a product with the derivative of several numbers: expect(received).toHaveCorrectVjp(options)]`,
    );
  });

  test('what it throws comes out as it is', () => {
    const broken = () => {
      throw new RangeError('the product fails');
    };
    expect(() => check(checkJvp, { value, jvp: broken })).toThrow(
      new RangeError('the product fails'),
    );
  });
});

describe('on a manifold', () => {
  type Quaternion = readonly [w: number, x: number, y: number, z: number];
  const times4 = ([a, b, c, d]: Quaternion, [e, f, g, h]: Quaternion): Quaternion => [
    a * e - b * f - c * g - d * h,
    a * f + b * e + c * h - d * g,
    a * g - b * h + c * e + d * f,
    a * h + b * g - c * f + d * e,
  ];
  const exponential = ([x, y, z]: Vector): Quaternion => {
    const angle = Math.hypot(x, y, z);
    const s = angle === 0 ? 0.5 : Math.sin(angle / 2) / angle;
    return [Math.cos(angle / 2), s * x, s * y, s * z];
  };
  const arm: Vector = [0.4, -1.2, 0.7];
  const conjugate = ([w, x, y, z]: Quaternion): Quaternion => [w, -x, -y, -z];
  const rotated = (q: Quaternion, [x, y, z]: Vector) =>
    times4(times4(q, [0, x, y, z]), conjugate(q)).slice(1);
  const cross = ([a, b, c]: Vector, [d, e, f]: Vector) => [
    b * f - c * e,
    c * d - a * f,
    a * e - b * d,
  ];
  const q = exponential([0.3, -0.5, 0.9]);
  /** Of q · exp(δ): R·(δ × arm), and back arm × Rᵀ·w. */
  const turned = {
    value: (at: Quaternion) => rotated(at, arm),
    jvp: (at: Quaternion, d: Vector) => rotated(at, cross(d, arm)),
    vjp: (at: Quaternion, w: Vector) => cross(arm, rotated(conjugate(at), w)),
  };
  const options = {
    at: q,
    retract: (at: Quaternion, d: readonly number[]) => times4(at, exponential(d)),
  };

  test('vectors are tangents', () => {
    for (const by of [checkJvp, checkVjp]) {
      const found = check(by, turned, options);
      expect(found.verdict).toBe('match');
      expect(found.variables).toMatchObject([{ path: '∂y/∂δ', shape: [3, 3] }]);
    }
    const pull = (at: Quaternion) => [turned.value(at), (w: Vector) => turned.vjp(at, w)];
    expect(named(check(checkVjp, pull, { ...options, tangent: 3 }))).toEqual(['vjp', 'match']);
  });

  test('of the other side it is wrong', () => {
    const other = { ...turned, jvp: (at: Quaternion, d: Vector) => cross(d, rotated(at, arm)) };
    const found = check(checkJvp, other, options);
    expect(found).toMatchObject({ of: 'jvp', verdict: 'mismatch' });
    expect(found.diagnoses.map(({ id }) => id)).toContain('not-adjoint');
  });
});

describe('when a call fails', () => {
  const unhandled: unknown[] = [];
  process.on('unhandledRejection', (reason) => unhandled.push(reason));

  const failingAt = (last: number) => {
    let calls = 0;
    return <A extends unknown[], R>(f: (...args: A) => R) =>
      (...args: A): R => {
        if (calls++ === last) throw new RangeError(`call ${last} fails`);
        return f(...args);
      };
  };
  const later =
    <A extends unknown[], R>(f: (...args: A) => R) =>
    async (...args: A): Promise<R> => {
      await Promise.resolve();
      return f(...args);
    };
  const calls = Array.from({ length: 40 }, (_, i) => i);

  test.each([checkJvp, checkVjp])('%o tells the error, at once', (by) => {
    for (const last of calls) {
      const failing = failingAt(last);
      const subject = { value: failing(value), jvp: failing(jvp), vjp: failing(vjp) };
      expect(() => check(by, subject)).toThrow(new RangeError(`call ${last} fails`));
    }
  });

  test('and later', async () => {
    for (const last of calls) {
      const failing = failingAt(last);
      const subject = { value: later(failing(value)), jvp: failing(jvp), vjp: later(failing(vjp)) };
      const checked = check(checkJvp, subject) as unknown as Promise<GradientCheck>;
      await expect(checked).rejects.toThrow(new RangeError(`call ${last} fails`));
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).toEqual([]);
  });

  test('limits and a signal end it', async () => {
    expect(() =>
      check(checkJvp, { value, jvp }, { signal: AbortSignal.abort(new Error('stopped')) }),
    ).toThrow('stopped');
    const few = check(checkJvp, { value, jvp, vjp }, { maxEvaluations: 3 });
    expect(few.verdict).toBe('inconclusive');
    expect(few.reason).toContain('3 evaluations were not enough (`maxEvaluations`)');
    const slow = (x: Vector, v: Vector) =>
      new Promise<Vector>((resolve) => setTimeout(() => resolve(jvp(x, v)), 20));
    const late = await check(checkJvp, { value, jvp: slow }, { timeLimit: 60 });
    expect(late).toMatchObject({ of: 'jvp', verdict: 'inconclusive', variables: [] });
    expect(late.reason).toContain('60 ms were not enough (`timeLimit`)');
    expect(formatGradientCheck(late)).toMatch(
      /check inconclusive: 60 ms were not enough[\s\S]*note: 1 evaluation of the value, \d of the Jacobian-vector product/,
    );
  });
});

test('its report is of entries', () => {
  const wrong = (x: Vector, v: Vector) => jvp(x, v).map((y, i) => (i === 0 ? 2 * y : y));
  const report = formatGradientCheck(check(checkJvp, { value, jvp: wrong }));
  expect(
    report,
  ).toContain(`Jacobian-vector product mismatch in 2 of 6 entries: looks like a factor in
  the row of y[0]
`);
  expect(report).toMatch(/^ {2}∂y\[0\]\/∂x\[0\] +3\.64/m);
  expect(report).toMatch(/evaluations of the value, \d+ of the Jacobian-vector product; seed 1/);
  expect(report).toContain("{ variables: ['∂y[0]/∂x[0]'], seed: 1 }");
});
