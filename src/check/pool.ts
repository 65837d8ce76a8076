import { KEPT, LADDERS, SEVERITY } from '../judge/verdict.ts';
import { indexIn, nameOfEntry } from '../naming.ts';
import { indicesBelow } from '../numeric/indices.ts';
import { norm } from '../numeric/norm.ts';
import { largestOf } from '../numeric/vector.ts';
import type { CoordinateCheck, VariableCheck } from '../record.ts';
import type { Marks } from './diagnoses.ts';

/** What was found out about some entries of one row. */
export interface Part {
  readonly check: VariableCheck;
  readonly marks: Marks;
  /** Position of its first coordinate in what it is pooled into. */
  readonly offset: number;
  /** ‖a‖ + ‖n‖ of the row: what errors of its entries are compared with those of other rows by. */
  readonly rowSize: number;
}

/** A part of a Jacobian as one array. */
export type Frame = Pick<VariableCheck, 'path' | 'shape' | 'dtype' | 'total'> &
  Pick<VariableCheck, 'derivative'>;

/** The parts of several rows as one variable, whose errors are those of its worst row. */
export function pool(frame: Frame, parts: readonly Part[]): VariableCheck {
  const checks = parts.map(({ check }) => check);
  const [worst] = [...checks].sort(graver);
  const shown = checks.filter(({ unverified }) => !unverified);
  const detectable = shown.map(({ smallestDetectable }) => smallestDetectable);
  const sum = (count: (check: VariableCheck) => number) =>
    checks.reduce((total, check) => total + count(check), 0);
  return {
    ...frame,
    verdict: worst.verdict,
    relativeError: worst.relativeError,
    threshold: worst.threshold,
    resolution: worst.resolution,
    smallestDetectable: shown.length === 0 ? 1 : largestOf(detectable),
    unverified: shown.length === 0,
    checked: sum(({ checked }) => checked),
    wrong: sum(({ wrong }) => wrong),
    kinks: sum(({ kinks }) => kinks),
    ...columnsOf(parts, product(frame.shape)),
    worst: worstOf(frame, parts),
  };
}

/** The marks of a variable that is pooled of these. */
export function poolMarks(parts: readonly Part[]): Marks {
  return {
    moved: parts.flatMap(({ marks }) => marks.moved),
    kinked: parts.flatMap(({ marks }) => marks.kinked),
    second: parts.flatMap(({ marks }) => marks.second),
  };
}

/** The row that decides first: by its verdict, then by how far it exceeds its threshold. */
function graver(a: VariableCheck, b: VariableCheck): number {
  const excess = ({ relativeError, threshold }: VariableCheck) =>
    Number.isNaN(relativeError) ? Number.POSITIVE_INFINITY : relativeError / threshold;
  return SEVERITY[a.verdict] - SEVERITY[b.verdict] || descending(excess(a), excess(b));
}

function descending(a: number, b: number): number {
  return a === b ? 0 : b - a;
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all * size, 1);
}

type Columns = Pick<VariableCheck, 'coordinates' | 'at' | 'analytic' | 'numeric' | 'bars'>;

function columnsOf(parts: readonly Part[], bound: number): Columns {
  const size = parts.reduce((total, { check }) => total + check.coordinates.length, 0);
  const columns = {
    coordinates: indicesBelow({ count: size, bound }),
    at: new Float64Array(size),
    analytic: new Float64Array(size),
    numeric: new Float64Array(size),
    bars: new Float64Array(size),
  };
  let end = 0;
  for (const { check, offset } of parts) {
    check.coordinates.forEach((flat, k) => {
      columns.coordinates[end + k] = offset + flat;
    });
    for (const name of ['at', 'analytic', 'numeric', 'bars'] as const)
      columns[name].set(check[name], end);
    end += check.coordinates.length;
  }
  return columns;
}

/** The entries that do not agree, the gravest first, each measured by the size of its row. */
function worstOf(frame: Frame, parts: readonly Part[]): readonly CoordinateCheck[] {
  const entries = parts.flatMap((part) =>
    part.check.worst.map((check) => placed(frame, part, check)),
  );
  return entries
    .sort(
      (a, b) => SEVERITY[a.check.verdict] - SEVERITY[b.check.verdict] || descending(a.off, b.off),
    )
    .slice(0, KEPT)
    .map(({ check: { ladder, ...check } }, i) =>
      i < LADDERS && ladder ? { ...check, ladder } : check,
    );
}

interface Placed {
  readonly check: CoordinateCheck;
  /** By what part of its row it is off. */
  readonly off: number;
}

function placed(
  frame: Frame,
  { check: { shape }, offset, rowSize }: Part,
  entry: CoordinateCheck,
): Placed {
  const flat = offset + entry.index.reduce((at, i, axis) => at * shape[axis] + i, 0);
  const off = Math.abs(entry.analytic - entry.numeric) / rowSize;
  return {
    check: { ...entry, coordinate: nameOfEntry(frame, flat), index: indexIn(frame.shape, flat) },
    off: Number.isNaN(off) ? Number.POSITIVE_INFINITY : off,
  };
}

/** ‖a‖ + ‖n‖ over all that was compared of a row. */
export function rowSizeOf(variables: readonly VariableCheck[]): number {
  const sizeOf = (side: 'analytic' | 'numeric') =>
    norm(variables.flatMap((one) => Array.from(one[side]).filter(Number.isFinite)));
  return sizeOf('analytic') + sizeOf('numeric');
}
