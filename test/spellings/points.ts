import { matrix } from 'mathjs';
import { Matrix } from 'ml-matrix';
import ndarray from 'ndarray';
import type { Chapter, Row } from './row.ts';
import * as use from './uses.ts';

function one(
  spelling: string,
  uses: Row['uses'],
  {
    at,
    value,
    gradient,
    wrong,
  }: {
    readonly at: unknown;
    readonly wrong: string;
    // biome-ignore lint/suspicious/noExplicitAny: each row has a point of its own
    readonly value: (point: any) => number;
    // biome-ignore lint/suspicious/noExplicitAny: likewise
    readonly gradient: (point: any, slip: number) => unknown;
  },
): Row {
  const make = (slip: number) => ({
    subject: { value, gradient: (point: unknown) => gradient(point, slip) },
    options: { at },
  });
  return { spelling, make, wrong, uses };
}

class Pose {
  constructor(
    public x: number,
    public y: number,
    public theta: number,
  ) {}
}
class Turn {
  _x = 0.3;
  _w = 0.9;
  get x() {
    return this._x;
  }
  set x(value) {
    this._x = value;
  }
  get w() {
    return this._w;
  }
  set w(value) {
    this._w = value;
  }
}
class Segment {
  start = new Pose(0.1, 0.2, 0);
  end = new Pose(1.2, 0.7, 0.5);
}
class Elements {
  readonly elements: number[] | number[][];
  constructor(elements: number[] | number[][]) {
    this.elements = elements;
  }
}
class ColumnMajor {
  readonly rows = 2;
  readonly cols = 2;
  data: number[][];
  constructor(data: number[][]) {
    this.data = data;
  }
}

const cubes = (rows: readonly (readonly number[])[]) =>
  rows.flat().reduce((sum, v) => sum + v ** 3, 0);
const slopes = (rows: readonly (readonly number[])[], slip: number) =>
  rows.map((row) => row.map((v) => 3 * slip * v * v));
const grid = [
  [0.4, -0.9],
  [1.1, 0.3],
];

export const points: Chapter = {
  title: 'what points may be made of',
  rows: [
    one(
      'a class with number fields',
      [use.three('src/math/Vector3.js'), use.cannon('dist/cannon-es.js')],
      {
        at: new Pose(0.5, -1.2, 0.3),
        value: ({ x, y, theta }: Pose) => x * Math.cos(theta) + y * y,
        gradient: ({ x, y, theta }: Pose, slip) =>
          new Pose(Math.cos(theta), slip * 2 * y, -x * Math.sin(theta)),
        wrong: 'y',
      },
    ),
    one(
      'getters with setters',
      [use.three('src/math/Quaternion.js'), use.simplegrad('lib/Variable.js')],
      {
        at: new Turn(),
        value: ({ x, w }: Turn) => x * w + x,
        gradient: ({ x, w }: Turn, slip) => ({ x: w + 1, w: slip * x }),
        wrong: 'w',
      },
    ),
    one(
      'a class of such objects',
      [use.three('src/math/Line3.js'), use.scalarAutograd('src/Geometry.ts')],
      {
        at: new Segment(),
        value: ({ start, end }: Segment) => start.x * end.y + start.theta * end.x,
        gradient: ({ start, end }: Segment, slip) => ({
          start: { x: end.y, y: 0, theta: end.x },
          end: { x: start.theta, y: slip * start.x, theta: 0 },
        }),
        wrong: 'end.y',
      },
    ),
    one(
      'a matrix of rows: { data, rows, columns }',
      [use.mlMatrix('matrix.js'), use.codingTrain('lib/matrix.js')],
      {
        at: { m: new Matrix(grid), c: 2 },
        value: ({ m, c }: { m: Matrix; c: number }) => c * cubes(m.to2DArray()),
        gradient: ({ m, c }: { m: Matrix; c: number }, slip) => ({
          m: Matrix.mul(Matrix.pow(m, 2), 3 * slip * c),
          c: cubes(m.to2DArray()),
        }),
        wrong: 'm',
      },
    ),
    one(
      'a matrix of rows: { data, rows, cols }',
      [use.codingTrain('lib/matrix.js'), use.jsfeat('build/jsfeat.js')],
      {
        at: { m: new ColumnMajor(grid), c: 2 },
        value: ({ m, c }: { m: ColumnMajor; c: number }) => c * cubes(m.data),
        gradient: ({ m, c }: { m: ColumnMajor; c: number }, slip) => ({
          m: slopes(m.data, slip * c),
          c: cubes(m.data),
        }),
        wrong: 'm',
      },
    ),
    one(
      'a DenseMatrix of mathjs',
      [use.mathjs('lib/esm/type/matrix/DenseMatrix.js'), use.oyaAnn('package.json')],
      {
        at: { m: matrix(grid), c: 2 },
        value: ({ m, c }) => c * cubes(m.toArray()),
        gradient: ({ m, c }, slip) => ({
          m: matrix(slopes(m.toArray(), slip * c)),
          c: cubes(m.toArray()),
        }),
        wrong: 'm',
      },
    ),
    one(
      '{ elements }',
      [use.sylvester('lib/node-sylvester/matrix.js'), use.three('src/math/Matrix4.js')],
      {
        at: { m: new Elements(grid), c: 2 },
        value: ({ m, c }) => c * cubes(m.elements),
        gradient: ({ m, c }, slip) => ({
          m: new Elements(slopes(m.elements, slip * c)),
          c: cubes(m.elements),
        }),
        wrong: 'm',
      },
    ),
    one(
      '{ data, shape, stride, offset }',
      [use.ndarray('ndarray.js'), use.vectorious('dist/index.js')],
      {
        at: { m: ndarray(Float64Array.of(9, 0.4, -0.9, 1.1, 0.3, 9), [2, 2], [1, 2], 1), c: 2 },
        value: ({ m, c }) => c * (m.get(0, 0) ** 2 + m.get(1, 0) * m.get(0, 1)),
        gradient: ({ m, c }, slip) => ({
          m: [
            [2 * c * slip * m.get(0, 0), c * m.get(1, 0)],
            [c * m.get(0, 1), 0],
          ],
          c: m.get(0, 0) ** 2 + m.get(1, 0) * m.get(0, 1),
        }),
        wrong: 'm',
      },
    ),
    one(
      'a typed array with properties of its own',
      [use.vectorious('dist/index.js'), use.jsfeat('build/jsfeat.js')],
      {
        at: { m: Object.assign(Float64Array.of(0.4, -0.9), { columns: 2 }), c: 2 },
        value: ({ m, c }) => c * m[m.columns - 1] ** 3,
        gradient: ({ m, c }, slip) => ({
          m: [0, 3 * slip * c * m[m.columns - 1] ** 2],
          c: m[m.columns - 1] ** 3,
        }),
        wrong: 'm',
      },
    ),
  ],
};
