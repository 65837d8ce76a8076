import { copyTree } from '../copy.ts';
import { pointAt } from '../function-subject.ts';
import { andThen, type MaybePromise } from '../then.ts';
import type { WorkingPoint } from '../working-point.ts';
import { emptyMatrix } from './calling.ts';
import { TANGENT } from './frame.ts';
import type { JacobianFunctions } from './jacobian-subject.ts';
import { matrixIn } from './matrix-in.ts';

/** How steps are taken where coordinates cannot be moved one by one: on rotations, on unit vectors. */
export interface Retraction {
  /** x ⊕ δ: the point that a tangent of a few numbers leads to, and x itself for zeros. */
  readonly retract: (x: unknown, tangent: readonly number[]) => unknown;
  /** How many numbers a tangent has; as many as the Jacobian has columns when left out. */
  readonly tangent?: number | undefined;
}

/** A vector function around one point of a manifold. */
export interface Chart extends Retraction {
  readonly functions: JacobianFunctions;
  readonly at: unknown;
}

/** The function as one of the tangent at the point, where it is checked at zeros. */
export function inTangentSpace({ functions, ...chart }: Chart): JacobianFunctions {
  const { value, jacobian, names: _names, ...rest } = functions;
  const placed = (point: unknown) =>
    retracted(chart, (point as Record<string, number[]>)[TANGENT] as number[]);
  return {
    ...rest,
    value: { ...value, call: (point) => value.call(placed(point)) },
    jacobian: { ...jacobian, call: (point, room) => jacobian.call(placed(point), room) },
  };
}

/** The point that a tangent leads to, from a copy that may be written to. */
export function retracted(
  { at, retract }: Pick<Chart, 'at' | 'retract'>,
  tangent: readonly number[],
): unknown {
  return retract(copyTree(at), [...tangent]);
}

/** What tells how many numbers a tangent has. */
interface Sizing extends Omit<Chart, 'functions'> {
  readonly functions: Pick<JacobianFunctions, 'jacobian' | 'layout'>;
}

/**
 * How many numbers a tangent has: as is said, or as many as the Jacobian has columns; of an ambient one, which has a column for each number
 * of the point, as many as move it.
 *
 * @throws TypeError - where neither says it, or the retraction does not lead to a point like the one it is given
 */
export function tangentSize(chart: Sizing): MaybePromise<number> {
  const { functions, at, tangent } = chart;
  const around = placeOf(chart);
  if (tangent !== undefined) return checked(around, tangent);
  const { call, name } = functions.jacobian;
  const room = () => emptyMatrix({ rows: 0, columns: 0 });
  return andThen(call(copyTree(at), room), (found) => {
    const columns = matrixIn(found, functions.layout)?.columns;
    if (columns === undefined)
      throw new TypeError(
        `\`tangent\` must be given: how many numbers a tangent has cannot be told from what ${name} returns`,
      );
    return checked(around, columns === around.size ? movedBy(around) : columns);
  });
}

/** The same where there is no matrix: as is said, or as many as move the point. */
export function tangentSizeWithout({ tangent, ...chart }: Omit<Chart, 'functions'>): number {
  const around = placeOf(chart);
  return checked(around, tangent ?? movedBy(around));
}

/** The numbers that a tangent leads to. */
interface Around {
  readonly size: number;
  readonly start: Float64Array;
  readonly numbersAt: (tangent: readonly number[]) => Float64Array;
}

function placeOf(chart: Pick<Chart, 'at' | 'retract'>): Around {
  const point = pointAt(chart.at);
  const start = numbersIn(point);
  return { size: point.size, start, numbersAt: (tangent) => numbersAt(chart, tangent) };
}

function numbersAt(chart: Pick<Chart, 'at' | 'retract'>, tangent: readonly number[]): Float64Array {
  return numbersIn(pointAt(retracted(chart, tangent)));
}

function numbersIn(point: WorkingPoint): Float64Array {
  const numbers = new Float64Array(point.size);
  point.load(numbers);
  return numbers;
}

/** A point is normed again by a retraction, and no point is closer to one of a manifold than this. */
const SAME = 1e-6;

function checked({ start, numbersAt: at }: Around, tangent: number): number {
  const same = at(Array<number>(tangent).fill(0));
  const isSame = start.every(
    (x, k) => Math.abs(x - (same[k] ?? Number.NaN)) <= SAME * Math.max(1, Math.abs(x)),
  );
  if (same.length === start.length && isSame) return tangent;
  throw new RangeError('`retract` must give the point back for a tangent of zeros');
}

/** So far along one tangent, to see which numbers of the point it moves. */
export const TANGENT_STEP = 2 ** -17;

/** How many numbers of a tangent move the point: what comes after the last that does is none. */
function movedBy(around: Around): number {
  const { start, numbersAt: at } = around;
  const length = longestTangent(around);
  const moves = (k: number) => {
    const moved = at(Array.from({ length }, (_, i) => (i === k ? TANGENT_STEP : 0)));
    return moved.some((x, i) => Math.abs(x - (start[i] as number)) > SAME * TANGENT_STEP);
  };
  for (let k = length - 1; k > 0; k--) if (moves(k)) return k + 1;
  return 1;
}

/** As many numbers as a retraction takes without giving what is none. */
function longestTangent({ size, numbersAt: at }: Around): number {
  for (let length = size; length > 1; length--) {
    try {
      at(Array<number>(length).fill(0));
      return length;
    } catch {}
  }
  return 1;
}

/** The derivative of a retraction at a tangent of zeros: numbers of the point by numbers of the tangent, row after row. */
export function retractionJacobian(
  chart: Pick<Chart, 'at' | 'retract'>,
  tangent: number,
): readonly Float64Array[] {
  const columns = Array.from({ length: tangent }, (_, k) => {
    const step = (t: number) => Array.from({ length: tangent }, (_, i) => (i === k ? t : 0));
    const [plus, minus] = [TANGENT_STEP, -TANGENT_STEP].map((t) => numbersAt(chart, step(t)));
    return (plus as Float64Array).map(
      (x, i) => (x - ((minus as Float64Array)[i] as number)) / (2 * TANGENT_STEP),
    );
  });
  const [first] = columns as [Float64Array];
  return Array.from(first, (_, i) => Float64Array.from(columns, (column) => column[i] as number));
}
