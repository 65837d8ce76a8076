import { CSR } from '@thi.ng/sparse';
import { Bezier } from 'bezier-js';
import { Body, Quaternion, RotationalEquation, Vec3 } from 'cannon-es';
import { mat3, quat, vec3 } from 'gl-matrix';
import { derivative, evaluate, type MathNode, matrix, multiply, sparse } from 'mathjs';
import { Matrix, SymmetricMatrix } from 'ml-matrix';
import numeric from 'numeric';
import { describe, expect, test } from 'vitest';
import {
  checkHessian,
  checkJacobian,
  checkJvp,
  checkVjp,
  type GradientCheck,
} from '../../../src/index.ts';

// Derivatives as the packages hold them that compute them: what each of them gives, and the same with a slip in one entry.

type Vector = readonly number[];
type Rows = readonly Vector[];

/** A check of something right, or of the same with its first entry off by a hundredth. */
type Held = (isRight: boolean) => unknown;

const slip = (isRight: boolean) => (isRight ? 1 : 1.01);
const firstOff = (rows: Rows, isRight: boolean): number[][] =>
  rows.map((row, i) => row.map((entry, j) => (i + j === 0 ? slip(isRight) * entry : entry)));

const plane = {
  at: [0.7, 1.3],
  value: ([x, y]: Vector) => [x * x * y, Math.sin(x), x + y ** 3],
  rows: ([x, y]: Vector) => [
    [2 * x * y, x * x],
    [Math.cos(x), 0],
    [1, 3 * y * y],
  ],
};

const bowl = {
  at: [0.3, 0.7, -1.1],
  value: ([x, y, z]: Vector) => x * x * y + Math.sin(y * z) + x * z * z,
  gradient: ([x, y, z]: Vector) => [
    2 * x * y + z * z,
    x * x + z * Math.cos(y * z),
    y * Math.cos(y * z) + 2 * x * z,
  ],
  rows: ([x, y, z]: Vector) => {
    const [s, c] = [Math.sin(y * z), Math.cos(y * z)];
    return [
      [2 * y, 2 * x, 2 * z],
      [2 * x, -z * z * s, c - y * z * s],
      [2 * z, c - y * z * s, 2 * x - y * y * s],
    ];
  },
};

const curve = new Bezier(0, 0, 1, 2, 3, 1, 4, 3);
const mixing = mat3.fromValues(1, 2, 3, 4, 5, 7, 7, 8, 9.5);

const expression = {
  text: 'x^2*y + sin(y*z) + x*z^2',
  names: ['x', 'y', 'z'],
  at: { x: 0.3, y: 0.7, z: -1.1 },
};

/** Derivatives of an expression by each of its variables, as mathjs makes them. */
const derivatives = (of: MathNode | string) => expression.names.map((name) => derivative(of, name));

/** Two axes held at an angle: a constraint of a physics engine, whose row it fills in when it is asked for its right-hand side. */
function constraint() {
  const [a, b] = [new Body({ mass: 1 }), new Body({ mass: 1 })];
  const equation = new RotationalEquation(a, b);
  return (place: Place) => {
    new Quaternion(...place.a).vmult(new Vec3(1, 0, 0), equation.axisA);
    new Quaternion(...place.b).vmult(new Vec3(0, 1, 0), equation.axisB);
    equation.computeB(1 / 60);
    return equation;
  };
}

type Four = [number, number, number, number];

interface Place {
  readonly a: Four;
  readonly b: Four;
}

const unit = (numbers: Vector) => numbers.map((x) => x / Math.hypot(...numbers)) as Four;
const place: Place = { a: unit([0.1, 0.4, -0.2, 0.8]), b: unit([-0.3, 0.2, 0.5, 0.6]) };

function turnOf(tangent: Vector): Quaternion {
  const angle = Math.hypot(...tangent);
  const [x, y, z] = tangent.map((part) => part / (angle || 1));
  return new Quaternion().setFromAxisAngle(new Vec3(x, y, z), angle);
}
const byWorld = (q: Four, tangent: Vector): Four =>
  turnOf(tangent)
    .mult(new Quaternion(...q))
    .toArray();
const byBody = (q: Four, tangent: Vector): Four =>
  new Quaternion(...q).mult(turnOf(tangent)).toArray();

function checkConstraint(turn: typeof byWorld, isRight = true) {
  const at = constraint();
  return checkJacobian(
    {
      value: (own: Place) => -at(own).axisA.dot(at(own).axisB),
      jacobian: (own: Place) => {
        const { jacobianElementA: a, jacobianElementB: b } = at(own);
        return [
          [
            slip(isRight) * a.rotational.x,
            ...a.rotational.toArray().slice(1),
            ...b.rotational.toArray(),
          ],
        ];
      },
    },
    {
      at: place,
      retract: ({ a, b }: Place, δ) => ({ a: turn(a, δ.slice(0, 3)), b: turn(b, δ.slice(3)) }),
    },
  );
}

const HELD: Readonly<Record<string, Held>> = {
  'bezier-js: the derivative of a curve as a point': (isRight) =>
    checkJacobian(
      {
        value: (t: number) => {
          const { x, y } = curve.get(t);
          return { x, y };
        },
        jacobian: (t: number) => {
          const { x, y } = curve.derivative(t);
          return { x: slip(isRight) * x, y };
        },
      },
      { at: 0.3 },
    ),
  'bezier-js: that of a surface as a list of points': (isRight) =>
    checkJacobian(
      {
        value: (s: number, t: number) => {
          const [one, other] = [curve.get(s), curve.get(t)];
          return { x: one.x * other.x, y: one.y + other.y };
        },
        jacobian: (s: number, t: number) => {
          const [one, other] = [curve.get(s), curve.get(t)];
          const [byS, byT] = [curve.derivative(s), curve.derivative(t)];
          return [
            { x: slip(isRight) * byS.x * other.x, y: byS.y },
            { x: one.x * byT.x, y: byT.y },
          ];
        },
      },
      { at: [0.3, 0.8] },
    ),
  'gl-matrix: flat, column after column, in single precision': (isRight) =>
    checkJacobian(
      {
        value: (p: vec3) => vec3.transformMat3(vec3.create(), p, mixing),
        jacobian: () => {
          const data = mat3.clone(mixing);
          data[0] *= slip(isRight);
          return { data, shape: [3, 3] };
        },
      },
      { at: vec3.fromValues(0.3, 0.4, -0.7), layout: 'inputs-by-outputs' },
    ),
  'gl-matrix: quaternions x y z w, turned by a tangent': (isRight) =>
    checkJacobian(
      {
        value: (q: quat) => vec3.transformQuat([0, 0, 0], [0.3, -1.2, 2.1], q),
        jacobian: (q: quat) => {
          const [a, b, c] = vec3.transformQuat([0, 0, 0], [0.3, -1.2, 2.1], q);
          return [
            [0, slip(isRight) * c, -b],
            [-c, 0, a],
            [b, -a, 0],
          ];
        },
      },
      {
        at: [...unit([0.1, 0.4, -0.2, 0.8])],
        retract: (q: quat, δ) => {
          const axis = δ.map((x) => x / (Math.hypot(...δ) || 1)) as [number, number, number];
          const turn = quat.setAxisAngle([0, 0, 0, 1], axis, Math.hypot(...δ));
          return quat.multiply([0, 0, 0, 0], turn, q);
        },
      },
    ),
  'numeric: compressed columns': (isRight) =>
    checkJacobian(
      {
        value: plane.value,
        jacobian: (x: Vector) => {
          const [colPtr, rowIndices, values] = numeric.ccsSparse(firstOff(plane.rows(x), isRight));
          return { colPtr, rowIndices, values };
        },
      },
      { at: plane.at },
    ),
  'numeric: triplets': (isRight) =>
    checkJacobian(
      {
        value: plane.value,
        jacobian: (x: Vector) => {
          const ccs = numeric.ccsSparse(firstOff(plane.rows(x), isRight));
          const [rows, cols, values] = numeric.ccsGather(ccs);
          return { rows, cols, values };
        },
      },
      { at: plane.at },
    ),
  'cannon-es: a row of vectors, by rotations of two bodies': (isRight) =>
    checkConstraint(byWorld, isRight),
  'ml-matrix: outputs and points that are columns, too': (isRight) =>
    checkJacobian(
      {
        value: (x: Matrix) => Matrix.columnVector(plane.value(x.to1DArray())),
        jacobian: (x: Matrix) => new Matrix(firstOff(plane.rows(x.to1DArray()), isRight)),
      },
      { at: Matrix.columnVector(plane.at) },
    ),
  'ml-matrix: a symmetric matrix': (isRight) =>
    checkHessian(
      { ...bowl, hessian: (x: Vector) => new SymmetricMatrix(firstOff(bowl.rows(x), isRight)) },
      { at: bowl.at },
    ),
  'ml-matrix: its packed half': (isRight) =>
    checkHessian(
      {
        ...bowl,
        hessian: (x: Vector) => new SymmetricMatrix(firstOff(bowl.rows(x), isRight)).toCompact(),
      },
      { at: bowl.at, triangle: 'upper' },
    ),
  'mathjs: derivatives of derivatives': (isRight) => {
    const { text, names, at } = expression;
    const first = derivatives(text);
    const second = first.map(derivatives);
    const named = <T>(items: readonly T[]) =>
      Object.fromEntries(names.map((name, i) => [name, items[i]]));
    return checkHessian(
      {
        value: (x: typeof at) => evaluate(text, { ...x }) as number,
        gradient: (x: typeof at) => named(first.map((one) => one.evaluate({ ...x }))),
        hessian: (x: typeof at) =>
          firstOff(
            second.map((row) => row.map((one) => one.evaluate({ ...x }) as number)),
            isRight,
          ),
      },
      { at },
    );
  },
  'mathjs: half of a sparse matrix': (isRight) =>
    checkHessian(
      {
        ...bowl,
        hessian: (x: Vector) => {
          const rows = firstOff(bowl.rows(x), isRight);
          return sparse(rows.map((row, i) => row.map((entry, j) => (j <= i ? entry : 0))));
        },
      },
      { at: bowl.at, triangle: 'lower' },
    ),
  'mathjs: a product': (isRight) =>
    checkJvp(
      {
        value: plane.value,
        jvp: (x: Vector, v: number[]) => multiply(matrix(firstOff(plane.rows(x), isRight)), v),
      },
      { at: plane.at },
    ),
  'ml-matrix: a product that is a column': (isRight) =>
    checkJvp(
      {
        value: plane.value,
        jvp: (x: Vector, v: number[]) =>
          new Matrix(firstOff(plane.rows(x), isRight)).mmul(Matrix.columnVector(v)),
      },
      { at: plane.at },
    ),
  'ml-matrix: and backwards one that is a row': (isRight) =>
    checkVjp(
      {
        value: plane.value,
        vjp: (x: Vector, w: number[]) =>
          Matrix.rowVector(w).mmul(new Matrix(firstOff(plane.rows(x), isRight))),
      },
      { at: plane.at },
    ),
  'numeric: both products in one': (isRight) =>
    checkVjp(
      {
        value: plane.value,
        jvp: (x: Vector, v: number[]) => numeric.dot(firstOff(plane.rows(x), isRight), v),
        vjp: (x: Vector, w: number[]) => numeric.dot(w, firstOff(plane.rows(x), isRight)),
      },
      { at: plane.at },
    ),
  '@thi.ng/sparse: the product of a Hessian': (isRight) =>
    checkHessian(
      {
        ...bowl,
        hvp: (x: Vector, v: number[]) =>
          CSR.fromDense(3, 3, firstOff(bowl.rows(x), isRight).flat()).mulV(v),
      },
      { at: bowl.at },
    ),
};

/** A vector as three 0.187.0 has it: what matters of it, field by field. */
class Vector3 {
  readonly isVector3 = true;
  constructor(
    public x = 0,
    public y = 0,
    public z = 0,
  ) {}
  *[Symbol.iterator]() {
    yield this.x;
    yield this.y;
    yield this.z;
  }
}

const times = [0.5, 1, 2, 3];
const decay =
  ([a, k]: Vector) =>
  (t: number) =>
    a * Math.exp(-k * t);

/** Of packages that are too large to be here: objects of the same fields. */
const LIKE: Readonly<Record<string, Held>> = {
  'three 0.187.0: partial derivatives as a list of vectors': (isRight) =>
    checkJacobian(
      {
        value: (u: number, v: number) => new Vector3(u * v, Math.sin(u), v * v),
        jacobian: (u: number, v: number) => [
          new Vector3(slip(isRight) * v, Math.cos(u), 0),
          new Vector3(u, 0, 2 * v),
        ],
      },
      { at: [0.4, 1.2] },
    ),
  'p2 0.7.1: one row of six, in single precision, filled by `update`': (isRight) => {
    const equation = { G: new Float32Array(6) };
    const update = ([x, y, angle, u, v]: Vector) => {
      const [c, s] = [Math.cos(angle) / 2, Math.sin(angle) / 2];
      const [dx, dy] = [u - x - c, v - y - s];
      const length = Math.hypot(dx, dy);
      const [nx, ny] = [dx / length, dy / length];
      equation.G.set([-slip(isRight) * nx, -ny, -(c * ny - s * nx), nx, ny, 0]);
      return length;
    };
    const jacobian = (state: Vector) => {
      update(state);
      return equation.G;
    };
    return checkJacobian({ value: update, jacobian }, { at: [0.1, 0.2, 0.3, 2, 1.5, -0.4] });
  },
  'closed-chain-ik 0.0.3: rows filled in': (isRight) =>
    checkJacobian(
      {
        value: plane.value,
        jacobian: (x: Vector, outJacobian: number[][]) => {
          for (const [row, entries] of firstOff(plane.rows(x), isRight).entries())
            for (const [column, entry] of entries.entries()) outJacobian[row][column] = entry;
        },
      },
      { at: plane.at },
    ),
  'ml-levenberg-marquardt 5.1.0: a row for each parameter, of data − model': (isRight) =>
    checkJacobian(
      {
        value: (p: Vector) => times.map(decay(p)),
        jacobian: ([a, k]: Vector) => {
          const gradients = Matrix.zeros(2, times.length);
          for (const [point, t] of times.entries()) {
            gradients.set(0, point, -(point === 0 ? slip(isRight) : 1) * Math.exp(-k * t));
            gradients.set(1, point, a * t * Math.exp(-k * t));
          }
          return gradients;
        },
      },
      { at: [2, 0.7], layout: 'inputs-by-outputs', sign: -1 },
    ),
  'compute-engine 0.140.0: a row for each data point': (isRight) =>
    checkJacobian(
      {
        residual: (p: Vector) => times.map((t) => decay(p)(t) - 1),
        jacobian: ([a, k]: Vector) =>
          firstOff(
            times.map((t) => [Math.exp(-k * t), -a * t * Math.exp(-k * t)]),
            isRight,
          ),
      },
      { at: [2, 0.7] },
    ),
};

describe.each([...Object.entries(HELD), ...Object.entries(LIKE)])('%s', (_, check) => {
  test('is right as it is', async () => {
    expect(((await check(true)) as GradientCheck).verdict).toBe('match');
  });

  test('and with a slip wrong in one entry', async () => {
    const { verdict, variables } = (await check(false)) as GradientCheck;
    expect(verdict).toBe('mismatch');
    expect(
      variables.flatMap(({ worst }) => worst.filter((one) => one.verdict === 'mismatch')).length,
    ).toBe(1);
  });
});

test('a constraint between two bodies that are turned on the other side is named', () => {
  const { diagnoses } = checkConstraint(byBody) as GradientCheck;
  expect(diagnoses.map(({ id }) => id)).toEqual(['other-side']);
});
