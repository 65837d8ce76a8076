import { describe, expect, test } from 'vitest';
import {
  checkGradient,
  checkHessian,
  checkJacobian,
  type GradientCheck,
  type GradientCheckOptions,
} from '../../src/index.ts';

type Vector = readonly number[];
type Rows = readonly Vector[];

const times = (one: Rows, other: Rows): number[][] =>
  one.map((row) =>
    other[0].map((_, j) => row.reduce((sum, entry, k) => sum + entry * other[k][j], 0)),
  );
const applied = (rows: Rows, vector: Vector): number[] =>
  times(
    rows,
    vector.map((x) => [x]),
  ).flat();
const negative = (rows: Rows): number[][] => rows.map((row) => row.map((entry) => -entry));
const cross = ([a, b, c]: Vector): Rows => [
  [0, -c, b],
  [c, 0, -a],
  [-b, a, 0],
];

/** Quaternions with their real part first. */
const product = ([a, b, c, d]: Vector, [e, f, g, h]: Vector): number[] => [
  a * e - b * f - c * g - d * h,
  a * f + b * e + c * h - d * g,
  a * g - b * h + c * e + d * f,
  a * h + b * g - c * f + d * e,
];
const exponential = ([a, b, c]: Vector): number[] => {
  const angle = Math.hypot(a, b, c);
  const s = angle < 1e-6 ? 1 / 2 : Math.sin(angle / 2) / angle;
  return [Math.cos(angle / 2), s * a, s * b, s * c];
};
const rotation = ([w, x, y, z]: Vector): Rows => [
  [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
  [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
  [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
];

const arm = [0.3, -1.2, 2.1];
const at = [0.8, 0.3, -0.4, 0.33].map((x, _, all) => x / Math.hypot(...all));
const value = (q: Vector) => applied(rotation(q), arm);
const right = (q: Vector) => negative(times(rotation(q), cross(arm)));
const left = (q: Vector) => negative(cross(value(q)));
const onRight = (q: Vector, delta: Vector) => product(q, exponential(delta));
const onLeft = (q: Vector, delta: Vector) => product(exponential(delta), q);
const [a, b, c] = arm;
const ambient = ([w, x, y, z]: Vector) => [
  [
    2 * (y * c - z * b),
    2 * (y * b + z * c),
    2 * (x * b + w * c) - 4 * y * a,
    2 * (x * c - w * b) - 4 * z * a,
  ],
  [
    2 * (z * a - x * c),
    2 * (y * a - w * c) - 4 * x * b,
    2 * (x * a + z * c),
    2 * (w * a + y * c) - 4 * z * b,
  ],
  [
    2 * (x * b - y * a),
    2 * (z * a + w * b) - 4 * x * c,
    2 * (z * b - w * a) - 4 * y * c,
    2 * (x * a + y * b),
  ],
];

const check = (jacobian: unknown, options: GradientCheckOptions) =>
  checkJacobian({ value, jacobian }, { at, ...options }) as GradientCheck;
const named = ({ verdict, diagnoses }: GradientCheck) => [
  verdict,
  ...diagnoses.map(({ id }) => id),
];

describe('the Jacobian by a tangent', () => {
  test('is a match on the side on which `retract` turns', () => {
    const found = check(right, { retract: onRight });
    expect(found).toMatchObject({ verdict: 'match', rows: 3, coverage: { checked: 9, total: 9 } });
    expect(found.variables[0]).toMatchObject({ path: '∂y/∂δ', shape: [3, 3] });
    expect(found.evaluations).toEqual({ value: 2 * 3 + 4, gradient: 2 });
    expect(check(left, { retract: onLeft }).verdict).toBe('match');
  });

  test('names entries by the numbers of the tangent', () => {
    const slip = (q: Vector) =>
      right(q).map((row, i) => (i === 1 ? [row[0], 1.01 * row[1], row[2]] : row));
    const found = check(slip, { retract: onRight });
    expect(found.variables[0].worst.map(({ coordinate }) => coordinate)).toEqual(['∂y[1]/∂δ[1]']);
    expect(check(slip, { retract: onRight, variables: ['δ[0]', 'δ[2]'] }).verdict).toBe('match');
  });

  test('is that of a bare matrix, and of what is asynchronous', async () => {
    const later = { value: async (q: Vector) => value(q), jacobian: async (q: Vector) => right(q) };
    expect((await checkJacobian(later, { at, retract: onRight })).verdict).toBe('match');
    const both = (q: Vector) => ({ value: value(q), jacobian: right(q) });
    expect(checkJacobian(both, { at, retract: onRight }).verdict).toBe('match');
  });

  test('leaves the point as it was, whatever `retract` writes to', () => {
    const own = [...at];
    const writing = (q: number[], delta: Vector) => {
      const turned = onRight(q, delta);
      for (const [k, x] of turned.entries()) q[k] = x;
      return q;
    };
    expect(checkJacobian({ value, jacobian: right }, { at: own, retract: writing }).verdict).toBe(
      'match',
    );
    expect(own).toEqual(at);
  });
});

describe('mistakes that are made on manifolds', () => {
  test.each<[string, string, (q: Vector) => unknown, GradientCheckOptions]>([
    ['other-side', 'left for right', left, { retract: onRight }],
    ['other-side', 'right for left', right, { retract: onLeft }],
    ['ambient-derivative', 'by all four numbers', ambient, { retract: onRight }],
    [
      'ambient-derivative',
      'by four where three are said',
      ambient,
      { retract: onLeft, tangent: 3 },
    ],
    [
      'quaternion-order',
      'the real part taken for the last',
      (q) => right([q[3], q[0], q[1], q[2]]),
      { retract: onRight },
    ],
    [
      'quaternion-order',
      'the last for the real part',
      (q) => right([q[1], q[2], q[3], q[0]]),
      { retract: onRight },
    ],
  ])('%s: %s', (id, _, jacobian, options) => {
    expect(named(check(jacobian, options))).toEqual(['mismatch', id]);
  });

  test('left for right in a matrix of nine numbers, beside what is moved by adding', () => {
    const pose = { R: rotation(at), t: [0.4, 0.2, -1] };
    type Pose = { readonly R: Rows; readonly t: Vector };
    const placed = {
      value: ({ R, t }: Pose) => applied(R, arm).map((x, i) => x + t[i]),
      jacobian: ({ R }: Pose) =>
        negative(times(R, cross(arm))).map((row, i) => [
          ...row,
          ...[0, 1, 2].map((j) => (i === j ? 1 : 0)),
        ]),
    };
    const options = {
      at: pose,
      retract: ({ R, t }: Pose, delta: Vector) => ({
        R: times(R, rotation(exponential(delta))),
        t: t.map((x, i) => x + delta[3 + i]),
      }),
    };
    expect(checkJacobian(placed, options).verdict).toBe('match');
    const turned = ({ R, t }: Pose) =>
      negative(cross(applied(R, arm))).map((row, i) => [
        ...row,
        ...placed.jacobian({ R, t })[i].slice(3),
      ]);
    expect(named(checkJacobian({ ...placed, jacobian: turned }, options) as GradientCheck)).toEqual(
      ['mismatch', 'other-side'],
    );
  });

  test('others have the names that they have elsewhere', () => {
    expect(named(check((q: Vector) => negative(right(q)), { retract: onRight }))).toEqual([
      'mismatch',
      'sign-flipped',
    ]);
    const short = (q: Vector) => right(q).map((row) => row.slice(0, 2));
    expect(named(check(short, { retract: onRight, tangent: 3 }))).toEqual([
      'mismatch',
      'missing-column',
    ]);
  });
});

function thrownBy(run: () => unknown): string {
  try {
    run();
    return 'nothing';
  } catch (error) {
    return String(error);
  }
}

describe('a Hessian on a sphere', () => {
  const matrix = [
    [2, 0.3, 0],
    [0.3, 1, -0.4],
    [0, -0.4, 3],
  ];
  const dot = (one: Vector, other: Vector) => one.reduce((sum, x, k) => sum + x * other[k], 0);
  const unit = (x: Vector) => x.map((entry) => entry / Math.hypot(...x));
  const times = (x: Vector) => matrix.map((row) => dot(row, x));
  const point = unit([0.3, 0.5, -0.8]);
  /** Two directions at right angles to a point and to one another. */
  const tangentsAt = (x: Vector) => {
    const [first, ...others] = x;
    const u = unit([1 - first * first, ...others.map((entry) => -first * entry)]);
    return [u, [x[1] * u[2] - x[2] * u[1], x[2] * u[0] - x[0] * u[2], x[0] * u[1] - x[1] * u[0]]];
  };
  const retract = (x: Vector, δ: Vector) =>
    unit(
      x.map(
        (entry, k) =>
          entry +
          dot(
            δ,
            tangentsAt(x).map((tangent) => tangent[k]),
          ),
      ),
    );
  const rayleigh = {
    value: (x: Vector) => dot(x, times(x)),
    gradient: (x: Vector) => tangentsAt(x).map((tangent) => 2 * dot(tangent, times(x))),
    hessian: (x: Vector) => hessianWith(1)(x),
  };
  /** That of the space around, in the tangent plane, and what the sphere bends away by. */
  const hessianWith = (share: number) => (x: Vector) =>
    tangentsAt(x).map((u, i) =>
      tangentsAt(x).map(
        (w, j) => 2 * dot(u, times(w)) - (i === j ? 2 * share * dot(x, times(x)) : 0),
      ),
    );

  test('is that of the value along the retraction, by the tangent', () => {
    const found = checkHessian(rayleigh, { at: point, retract }) as GradientCheck;
    expect([found.verdict, found.variables[0].path]).toEqual(['match', '∂²f/∂δ∂δ']);
    expect(checkBare(rayleigh.hessian(point)).verdict).toBe('match');
  });

  const checkBare = (hessian: unknown) =>
    checkHessian({ value: rayleigh.value, hessian }, { at: point, retract }) as GradientCheck;

  test('with half of it, and without the curvature of the sphere', () => {
    const [[a], [b, c]] = rayleigh.hessian(point);
    const packed = { ...rayleigh, hessian: () => [a, b, c] };
    const options = { at: point, retract, tangent: 2, triangle: 'lower' } as const;
    expect((checkHessian(packed, options) as GradientCheck).verdict).toBe('match');
    expect(checkBare(hessianWith(0)).verdict).toBe('mismatch');
  });

  test('has the gradient by the tangent checked first', () => {
    const doubled = {
      ...rayleigh,
      gradient: (x: Vector) => rayleigh.gradient(x).map((g) => 2 * g),
    };
    const found = checkHessian(doubled, { at: point, retract }) as GradientCheck;
    expect([found.verdict, found.of]).toEqual(['mismatch', 'gradient']);
  });

  test('needs the value, and is a matrix by the tangent', () => {
    const { value, gradient, hessian } = rayleigh;
    const hvp = (x: Vector, v: Vector) => hessian(x).map((row) => dot(row, v));
    const subjects = [
      { gradient, hessian },
      { gradient, hvp },
      { value, hessian: () => matrix },
    ];
    const messages = subjects.map((one) =>
      thrownBy(() => checkHessian(one, { at: point, retract })),
    );
    const alone = thrownBy(() => checkGradient({ value, gradient }, { at: point, retract }));
    expect([...messages, alone]).toMatchInlineSnapshot(`
      [
        "TypeError: with \`retract\` a Hessian is that of f(x ⊕ δ) by δ, and compared with differences of the value: give it beside, { value, hessian }",
        "TypeError: \`retract\` goes with a Hessian that is a matrix, { value, hessian }: along it a gradient changes by more than the product with the Hessian",
        "TypeError: the Hessian must have shape [2, 2], got [3, 3]; with \`retract\` it is that of f(x ⊕ δ) by δ",
        "TypeError: \`retract\` goes with Jacobians, Hessians and products; a gradient by δ is a Jacobian of one row: expect({ value, jacobian: gradient }).toHaveCorrectJacobian(options)",
      ]
    `);
  });
});

describe('misuse', () => {
  test('a retraction that leads elsewhere for zeros', () => {
    expect(() =>
      check(right, { retract: (_q: Vector, delta: Vector) => exponential(delta) }),
    ).toThrow('`retract` must give the point back for a tangent of zeros');
  });

  test('a tangent whose size nothing says', () => {
    const flat = (q: Vector) => ({ first: right(q)[0] });
    expect(() => check(flat, { retract: onRight })).toThrow('`tangent` must be given');
  });

  test('what is no retraction, and no size', () => {
    expect(() => check(right, { retract: 'right' as never })).toThrow(
      '`retract` must be a function',
    );
    expect(() => check(right, { retract: onRight, tangent: 0 })).toThrow(
      '`tangent` must be a positive integer',
    );
  });
});
