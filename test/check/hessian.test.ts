import { describe, expect, test } from 'vitest';
import { checkHessian, type GradientCheck, type GradientCheckOptions } from '../../src/index.ts';

type Vector = readonly number[];
type Rows = readonly Vector[];

const at = [0.7, 1.3, -0.4];
const value = ([x, y, z]: Vector) => x * x * y + Math.exp(y) * z + Math.sin(x * z);
const gradient = ([x, y, z]: Vector) => [
  2 * x * y + z * Math.cos(x * z),
  x * x + Math.exp(y) * z,
  Math.exp(y) + x * Math.cos(x * z),
];
const hessian = ([x, y, z]: Vector): number[][] => {
  const [s, c] = [Math.sin(x * z), Math.cos(x * z)];
  return [
    [2 * y - z * z * s, 2 * x, c - x * z * s],
    [2 * x, Math.exp(y) * z, Math.exp(y)],
    [c - x * z * s, Math.exp(y), -x * x * s],
  ];
};

const changed = (change: (rows: Rows) => unknown) => (x: Vector) => change(hessian(x));
const entries = (change: (entry: number, i: number, j: number) => number) =>
  changed((rows) => rows.map((row, i) => row.map((entry, j) => change(entry, i, j))));

function check(subject: object, options: GradientCheckOptions = {}): GradientCheck {
  return checkHessian(subject, { at, ...options }) as GradientCheck;
}

describe('a right one', () => {
  test.each([
    ['with its value and its gradient', { value, gradient, hessian }],
    ['with its gradient', { gradient, hessian }],
    ['with its value', { value, hessian }],
    ['by other names', { fun: value, jac: gradient, hess: hessian }],
    ['at the point alone', { value, gradient, hessian: hessian(at) }],
  ])('%s is a match', (_, subject) => {
    const found = check(subject);
    expect(found).toMatchObject({ of: 'hessian', verdict: 'match', rows: 3 });
    expect(found.variables).toMatchObject([
      {
        path: '∂²f/∂x∂x',
        shape: [3, 3],
        derivative: { of: 'x', by: 'x', axes: 1, second: 'f' },
        checked: 9,
      },
    ]);
  });

  test('costs what it is told to have cost', () => {
    const calls = { value: 0, gradient: 0, hessian: 0 };
    const counted = (name: keyof typeof calls, f: (x: Vector) => unknown) => (x: Vector) => {
      calls[name] += 1;
      return f(x);
    };
    const by = { gradient: counted('gradient', gradient), hessian: counted('hessian', hessian) };
    expect(check(by).evaluations).toEqual({ value: calls.gradient, gradient: calls.hessian });
    expect(calls.gradient).toBeLessThanOrEqual(2 * at.length + 5);
    const ofValues = check({ value: counted('value', value), hessian });
    expect(ofValues.evaluations.value).toBe(calls.value);
  });

  test('in the structure of the point', () => {
    const point = { W: [[1, 2]], b: 0.5 };
    type Point = typeof point;
    const structured = {
      value: ({ W: [[u, v]], b }: Point) => u * u * v + b * v,
      gradient: ({ W: [[u, v]], b }: Point) => ({ W: [[2 * u * v, u * u + b]], b: v }),
      hessian: ({ W: [[u, v]] }: Point) => ({
        W: { W: [[[[2 * v, 2 * u]], [[2 * u, 0]]]], b: [[0, 1]] },
        b: { W: [[0, 1]], b: 0 },
      }),
    };
    const found = checkHessian(structured, { at: point }) as GradientCheck;
    expect(found.verdict).toBe('match');
    expect(found.variables.map(({ path }) => path)).toEqual([
      '∂²f/∂W∂W',
      '∂²f/∂W∂b',
      '∂²f/∂b∂W',
      '∂²f/∂b∂b',
    ]);
    const flat = {
      ...structured,
      hessian: () => [
        [4, 2, 0],
        [2, 0, 1],
        [0, 1, 0],
      ],
    };
    expect((checkHessian(flat, { at: point }) as GradientCheck).verdict).toBe('match');
  });

  test('filled in', () => {
    const value = ([x, y]: Vector) => x * x * y;
    const gradient = ([x, y]: Vector) => [2 * x * y, x * x];
    const half = ([x, y]: Vector, out: number[][]) => {
      out[0][0] = 2 * y;
      out[1][0] = 2 * x;
    };
    const hessian = (at: Vector, out: number[][]) => {
      half(at, out);
      out[0][1] = out[1][0];
    };
    const verdictOf = (subject: object, options?: GradientCheckOptions) =>
      (checkHessian(subject, { at: [0.7, 1.3], ...options }) as GradientCheck).verdict;
    expect(verdictOf({ value, gradient, hessian })).toBe('match');
    expect(verdictOf({ value, gradient, hessian: half }, { triangle: 'lower' })).toBe('match');
    expect(verdictOf({ value, gradient, hessian: half })).toBe('mismatch');
  });

  test('asynchronously', async () => {
    const later = { value: async (x: Vector) => value(x), gradient, hessian };
    expect((await checkHessian(later, { at })).verdict).toBe('match');
    const alone = { value: async (x: Vector) => value(x), hessian };
    expect((await checkHessian(alone, { at, concurrency: 2 })).verdict).toBe('match');
  });
});

describe('half of it', () => {
  const upper = entries((entry, i, j) => (j < i ? Number.NaN : entry));
  const lower = entries((entry, i, j) => (j > i ? 0 : entry));
  const packed = {
    upper: changed((rows) => rows.flatMap((row, i) => row.slice(i))),
    lower: changed((rows) => Float64Array.from(rows.flatMap((row, i) => row.slice(0, i + 1)))),
  };

  test.each([
    ['upper', upper],
    ['lower', lower],
    ['upper', packed.upper],
    ['lower', packed.lower],
  ] as const)('%s is enough where it is said', (triangle, by) => {
    expect(check({ gradient, hessian: by }, { triangle }).verdict).toBe('match');
    expect(check({ value, hessian: by }, { triangle }).verdict).toBe('match');
  });

  test('the wrong half is not', () => {
    expect(check({ gradient, hessian: lower }, { triangle: 'upper' }).verdict).toBe('mismatch');
  });

  test('packed, it has to be said', () => {
    expect(() => check({ gradient, hessian: packed.upper })).toThrow(
      "the Hessian must have shape [3, 3], got [6]; say which half of it is packed there: triangle: 'lower' or 'upper'",
    );
  });
});

describe('a wrong one', () => {
  test.each<[string, (x: Vector) => unknown]>([
    ['off-diagonal-doubled', entries((entry, i, j) => (i === j ? entry : 2 * entry))],
    ['off-diagonal-doubled', entries((entry, i, j) => (i === j ? entry : entry / 2))],
    ['diagonal-alone', entries((entry, i, j) => (i === j ? entry : 0))],
    ['triangle-alone', entries((entry, i, j) => (i <= j ? entry : 0))],
    ['triangle-alone', entries((entry, i, j) => (i >= j ? entry : 0))],
    ['asymmetric', entries((entry, i, j) => (i === 0 && j === 1 ? 1.1 * entry : entry))],
    ['sign-flipped', entries((entry) => -entry)],
    ['constant-factor', entries((entry) => entry / 2)],
    ['missing-row', changed((rows) => rows.slice(0, 2))],
  ])('%s', (id, by) => {
    const subjects = [
      { gradient, hessian: by },
      { value, hessian: by },
    ];
    for (const subject of subjects) {
      const { verdict, diagnoses } = check(subject);
      expect([verdict, ...diagnoses.map((one) => one.id)]).toEqual(['mismatch', id]);
    }
  });

  test('entries are named by both of their variables, and can be looked at alone', () => {
    const by = entries((entry, i, j) => (i === 1 && j === 2 ? entry + 0.1 : entry));
    const found = check({ gradient, hessian: by });
    expect(found.variables[0].worst.map(({ coordinate }) => coordinate)).toEqual([
      '∂²f/∂x[1]∂x[2]',
    ]);
    const one = (name: string) => check({ gradient, hessian: by }, { variables: [name] });
    expect(one('∂²f/∂x[1]∂x[2]')).toMatchObject({ verdict: 'mismatch', coverage: { checked: 1 } });
    expect(one('∂²f/∂x[2]∂x[1]')).toMatchObject({ verdict: 'match', coverage: { checked: 1 } });
  });

  test('the gradient beside it is checked first', () => {
    const minus = (x: Vector) => gradient(x).map((entry) => -entry);
    const found = check({ value, gradient: minus, hessian });
    expect(found).toMatchObject({ of: 'gradient', verdict: 'mismatch' });
  });
});

describe('from values alone', () => {
  const steep = {
    value: ([x, y]: Vector) => Math.sin(1000 * x) * y,
    hessian: ([x, y]: Vector) => [
      [-1e6 * Math.sin(1000 * x) * y, 1000 * Math.cos(1000 * x)],
      [1000 * Math.cos(1000 * x), 0],
    ],
  };
  const logarithm = {
    value: ([x, y]: Vector) => Math.log(x) * y,
    hessian: ([x, y]: Vector) => [
      [-y / (x * x), 1 / x],
      [1 / x, 0],
    ],
  };

  test.each([
    ['an oscillation within the steps', steep, [1, 2]],
    ['a pole close by', logarithm, [0.003, 0.5]],
  ])('%s is looked at over steps that are as short', (_, subject, point) => {
    const found = checkHessian(subject, { at: point }) as GradientCheck;
    expect([found.verdict, found.diagnoses]).toEqual(['match', []]);
  });

  const beside = (kink: number) => [
    {
      name: 'a slope that jumps',
      value: ([x, y]: Vector) => Math.abs(x - kink) * y + Math.exp(x),
      hessian: ([x]: Vector) => [
        [Math.exp(x), Math.sign(x - kink)],
        [Math.sign(x - kink), 0],
      ],
    },
    {
      name: 'a curvature that jumps',
      value: ([x, y]: Vector) => Math.max(0, x - kink) ** 2 + x * y,
      hessian: ([x]: Vector) => [
        [x > kink ? 2 : 0, 1],
        [1, 0],
      ],
    },
  ];
  const distances = [1e-12, 1e-9, -1e-9, 1e-7, 1e-6, 1e-4];

  test.each(
    distances.flatMap((kink) =>
      beside(kink).map(({ name, ...subject }) => ({ kink, name, subject })),
    ),
  )('$name $kink away is no mistake', ({ kink, subject }) => {
    const { verdict, diagnoses } = checkHessian(subject, { at: [0, 0.7] });
    expect(diagnoses).toEqual([]);
    if (kink >= 1e-7) expect(verdict).toBe('match');
    else expect(verdict).not.toBe('mismatch');
  });

  test.each([1e-2, 1e-3, 1e-4])(
    'an entry that is off by a factor of 1 + %d is called wrong',
    (share) => {
      const wrong = entries((entry, i, j) => (i === 1 && j === 1 ? (1 + share) * entry : entry));
      expect(check({ value, hessian: wrong }).verdict).toBe('mismatch');
    },
  );

  test('what is wrong for certain is told all the same', () => {
    const wrong = {
      ...logarithm,
      hessian: (x: Vector) =>
        logarithm.hessian(x).map(([a, b], i) => (i === 0 ? [2 * a, b] : [a, b])),
    };
    const found = checkHessian(wrong, { at: [0.003, 0.5] }) as GradientCheck;
    expect(found.verdict).toBe('mismatch');
    const certain = found.variables[0].worst.filter(({ verdict }) => verdict === 'mismatch');
    expect(certain.map(({ coordinate }) => coordinate)).toEqual(['∂²f/∂x[0]∂x[0]']);
  });

  test('a limit counts the evaluations of the value', () => {
    const found = check({ value, hessian }, { maxEvaluations: 40 });
    expect(found.verdict).toBe('inconclusive');
    expect(found.evaluations.value).toBeLessThanOrEqual(40);
  });
});

describe('misuse', () => {
  test.each<[unknown, string]>([
    [{ value }, 'a subject with a Hessian must be one of'],
    [{ hessian }, 'got { hessian }'],
    [Promise.resolve({ gradient, hessian }), 'got a promise; await it'],
    [{ gradient, hessian: () => [[1]] }, 'the Hessian must have shape [3, 3], got [1, 1]'],
  ])('%o', (subject, message) => {
    expect(() => checkHessian(subject, { at })).toThrow(message);
  });
});
