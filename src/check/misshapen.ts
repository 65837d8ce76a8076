import type { ShapeMistake } from '../diagnosis/context.ts';
import { alignInOrder } from '../numeric/alignment.ts';
import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import { roundTo } from '../numeric/float.ts';
import { relativeError } from '../numeric/norm.ts';
import { moved } from '../probe/point.ts';
import { batchOf, type Check } from '../probe/request.ts';
import type { JacobianSubject } from '../subject/jacobian/jacobian-subject.ts';
import type { WrongCount } from '../subject/jacobian/misfit.ts';
import { variableAt } from '../subject/variable.ts';

/** Finds out which rows, or columns, a matrix of the wrong size has: those that are nearest to plain differences, in order. */
export function* arrange(
  subject: JacobianSubject,
  base: Float64Array,
): Check<ShapeMistake | undefined> {
  const { mistake } = subject;
  if (mistake === undefined || mistake.kind === 'transposed') return mistake;
  const { kind, count } = mistake;
  const isRows = kind === 'rows';
  const wanted = isRows ? subject.rows : subject.size;
  const given = linesOf(mistake, isRows ? subject.size : subject.rows);
  const numeric = linesOf(
    { kind, count: wanted, values: yield* plainDifferences(subject, base) },
    isRows ? subject.size : subject.rows,
  );
  const order = orderOf(given, numeric);
  subject.arrange(order);
  const all = (length: number) => Array.from({ length }, (_, i) => i);
  return {
    kind,
    count,
    missing: all(wanted).filter((i) => (order[i] as number) < 0),
    extra: all(count).filter((i) => !order.includes(i)),
  };
}

type Lines = readonly Float64Array[];

/** The rows of a matrix, or its columns. */
function linesOf({ kind, count, values }: WrongCount, length: number): Lines {
  const at = (i: number, k: number) => (kind === 'rows' ? i * length + k : k * count + i);
  return Array.from({ length: count }, (_, i) =>
    Float64Array.from({ length }, (_, k) => values[at(i, k)] as number),
  );
}

function orderOf(given: Lines, numeric: Lines): readonly number[] {
  const isShort = given.length < numeric.length;
  const [shorter, longer] = isShort ? [given, numeric] : [numeric, given];
  const places = alignInOrder({
    shorter: shorter.length,
    longer: longer.length,
    cost: ({ short, long }) => difference(shorter[short], longer[long]),
  });
  return isShort ? numeric.map((_, i) => places.indexOf(i)) : places;
}

/** What plain differences are off by at the most, as a part of what they are. */
const PLAIN = 1e-3;

/** How many entries two lines have that are not the same: of a line with a mistake in it the others tell which it is. */
function difference(analytic: Float64Array, numeric: Float64Array): number {
  return analytic.reduce((count, entry, k) => {
    const error = relativeError({ analytic: [entry], numeric: [numeric[k] as number] });
    return count + (error <= PLAIN ? error : 1);
  }, 0);
}

/** (f(x + h) − f(x − h)) / 2h with h = ∛u·max(|x|, 1), which is near enough to tell rows apart; outputs by inputs. */
function* plainDifferences(subject: JacobianSubject, base: Float64Array): Check<Float64Array> {
  const { rows, size, variables } = subject;
  const places = Array.from(base, (x, coordinate) => {
    const { dtype } = variableAt(variables, coordinate);
    const h = Math.cbrt(UNIT_ROUNDOFF[dtype]) * Math.max(Math.abs(x), 1);
    return { coordinate, to: roundTo(x + h, dtype), from: roundTo(x - h, dtype) };
  });
  const points = places.flatMap(({ coordinate, to, from }) => [
    moved(coordinate, to),
    moved(coordinate, from),
  ]);
  const batch = batchOf(points, rows);
  yield batch;
  return Float64Array.from({ length: rows * size }, (_, k) => {
    const [row, column] = [Math.floor(k / size), k % size];
    const valueAt = (point: number) => batch.values[point * rows + row];
    const { to, from } = places[column];
    return (valueAt(2 * column) - valueAt(2 * column + 1)) / (to - from);
  });
}
