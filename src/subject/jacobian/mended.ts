import { copyTree } from '../copy.ts';
import { pointAt } from '../function-subject.ts';
import { andThen, type MaybePromise } from '../then.ts';
import { emptyMatrix } from './calling.ts';
import type { JacobianSubject } from './jacobian-subject.ts';
import { type Chart, retractionJacobian } from './manifold.ts';
import { type Matrix, matrixIn } from './matrix-in.ts';
import { type Rotation, rotationMatrix, rotationsIn } from './rotations.ts';

/** A mistake that is made on manifolds. */
export type ManifoldMistake = 'ambient-derivative' | 'other-side' | 'quaternion-order';

/** What a Jacobian would be without a mistake: outputs by numbers of the tangent. */
export interface Mended {
  readonly mistake: ManifoldMistake;
  readonly values: Float64Array;
}

/** A subject that may be on a manifold. */
export interface MaybeOnManifold extends JacobianSubject {
  /** What its Jacobian would be without each of the mistakes that are made there. */
  mended?(): MaybePromise<readonly Mended[]>;
}

/** A Jacobian on a manifold with each of the mistakes taken back that are made there: where that helps, it is the one. */
export function mendedOnes(chart: Chart, tangent: number): MaybePromise<readonly Mended[]> {
  const point = pointAt(chart.at);
  const start = new Float64Array(point.size);
  point.load(start);
  const turn = retractionJacobian(chart, tangent);
  const rotations = rotationsIn(start, turn);
  const quaternions = rotations.filter(({ kind }) => kind === 'quaternion');
  const reordered = someOf(quaternions).flatMap((some) => [
    rolled(start, some, 1),
    rolled(start, some, -1),
  ]);
  return andThen(matrixAt(chart, start), (given) => {
    if (given === undefined) return [];
    const own = [
      ...ambient(given, turn),
      ...(given.columns === tangent ? otherSides(given, rotations, start) : []),
    ];
    return andThen(allAt(chart, reordered), (others) => [
      ...own,
      ...others
        .filter(({ columns }) => columns === tangent)
        .map(({ values }) => ({ mistake: 'quaternion-order', values }) as const),
    ]);
  });
}

/** The Jacobian that is given at the point with these numbers. */
function matrixAt(
  { functions, at }: Chart,
  numbers: Float64Array,
): MaybePromise<Matrix | undefined> {
  const point = pointAt(at);
  point.store(numbers);
  const room = () => emptyMatrix({ rows: 0, columns: 0 });
  return andThen(functions.jacobian.call(copyTree(point.handOut()), room), (found) =>
    matrixIn(found, functions.layout),
  );
}

function allAt(chart: Chart, points: readonly Float64Array[]): MaybePromise<readonly Matrix[]> {
  return points.reduce<MaybePromise<readonly Matrix[]>>(
    (before, point) =>
      andThen(before, (found) =>
        andThen(matrixAt(chart, point), (matrix) => (matrix ? [...found, matrix] : found)),
      ),
    [],
  );
}

/** The derivative by the numbers of the point, taken along the tangents. */
function ambient(given: Matrix, turn: readonly Float64Array[]): readonly Mended[] {
  const [first] = turn as [Float64Array];
  if (given.columns !== turn.length || first.length === turn.length) return [];
  return [{ mistake: 'ambient-derivative', values: times(given, turn) }];
}

/** Each of several alone, and all together: whoever takes one of them for another takes all. */
function someOf(rotations: readonly Rotation[]): readonly (readonly Rotation[])[] {
  const alone = rotations.map((one) => [one]);
  return rotations.length > 1 ? [...alone, rotations] : alone;
}

/** A rotation by δ on the one side of R is one by R δ, or by Rᵀ δ, on the other. */
function otherSides(
  given: Matrix,
  rotations: readonly Rotation[],
  start: Float64Array,
): readonly Mended[] {
  return someOf(rotations).flatMap((some) => {
    const turns = some.map((one) => turnsOf(one, start));
    const most = Math.max(...turns.map(({ length }) => length));
    return Array.from({ length: most }, (_, i) => {
      const blocks = some.map(({ tangents }, k) => {
        const own = turns[k] as readonly Turn[];
        return { tangents, turn: own[i % own.length] as Turn };
      });
      return {
        mistake: 'other-side',
        values: times(given, within(blocks, given.columns)),
      } as const;
    });
  });
}

type Turn = readonly Float64Array[];

/** What δ may be turned by: there and back, for either order of a quaternion. */
function turnsOf(rotation: Rotation, start: Float64Array): readonly Turn[] {
  return rotationMatrix(rotation, start).flatMap((turn) => [turn, transposed(turn)]);
}

function transposed(rows: readonly Float64Array[]): readonly Float64Array[] {
  return rows.map((_, i) => Float64Array.from(rows, (row) => row[i] as number));
}

/** Three rows and columns of a matrix, and what turns them. */
interface Block {
  readonly tangents: readonly number[];
  readonly turn: Turn;
}

/** Matrices of three rows among the rows and columns of an identity. */
function within(blocks: readonly Block[], size: number): readonly Float64Array[] {
  const all = Array.from({ length: size }, (_, i) =>
    Float64Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)),
  );
  for (const { tangents, turn } of blocks)
    for (const [i, row] of tangents.entries())
      for (const [k, column] of tangents.entries())
        (all[row] as Float64Array)[column] = (turn[i] as Float64Array)[k] as number;
  return all;
}

function times({ rows, columns, values }: Matrix, right: readonly Float64Array[]): Float64Array {
  const width = right[0]?.length ?? 0;
  return Float64Array.from({ length: rows * width }, (_, k) => {
    const [i, j] = [Math.floor(k / width), k % width];
    let sum = 0;
    for (let l = 0; l < columns; l++)
      sum += (values[i * columns + l] as number) * ((right[l] as Float64Array)[j] as number);
    return sum;
  });
}

/** The numbers of a point with the first number of some quaternions last, or the last first. */
function rolled(start: Float64Array, quaternions: readonly Rotation[], by: 1 | -1): Float64Array {
  const numbers = start.slice();
  for (const { at } of quaternions)
    for (let k = 0; k < 4; k++) numbers[at + ((k + by + 4) % 4)] = start[at + k] as number;
  return numbers;
}
