import { bySeverity, KEPT, LADDERS, SEVERITY } from '../../judge/verdict.ts';
import { indicesBelow } from '../../numeric/indices.ts';
import { norm } from '../../numeric/norm.ts';
import { largestOf } from '../../numeric/vector.ts';
import type { CoordinateCheck, VariableCheck, Verdict } from '../../record.ts';
import { type Block, worstRowError } from './row-error.ts';

/** What a part has found out about a variable. */
export interface VariableLook {
  readonly check: VariableCheck;
  /** ‖n‖₂ of what was compared; of a block of a Jacobian nobody knows. */
  readonly size: number | undefined;
}

/** One variable, of which each part has looked at some coordinates. */
export function mergeVariable(looks: readonly VariableLook[]): VariableCheck {
  const parts = looks.map(({ check }) => check);
  const [first] = parts;
  const looked = parts.filter(({ checked }) => checked > 0);
  const some = looked.length > 0 ? looked : [first];
  const largest = (number: (part: VariableCheck) => number) => largestOf(some.map(number));
  const sum = (count: (part: VariableCheck) => number) =>
    parts.reduce((total, part) => total + count(part), 0);
  const shown = looked.filter(({ unverified }) => !unverified);
  const columns = columnsOf(parts);
  return {
    ...first,
    verdict: gravestOf(parts),
    relativeError:
      first.derivative === undefined
        ? errorTogether(looks.map(({ check, size = 0 }) => ({ ...check, size })))
        : errorOfRows(some, [{ ...first, ...columns }]),
    threshold: largest(({ threshold }) => threshold),
    resolution: largest(({ resolution }) => resolution),
    smallestDetectable:
      shown.length === 0 ? 1 : largestOf(shown.map(({ smallestDetectable }) => smallestDetectable)),
    unverified: looked.length > 0 && shown.length === 0,
    checked: sum(({ checked }) => checked),
    total: isSparse(first) ? sum(({ total }) => total) : first.total,
    wrong: sum(({ wrong }) => wrong),
    kinks: sum(({ kinks }) => kinks),
    ...columns,
    worst: worstOf(parts),
  };
}

/** The verdict of something of which these are parts. */
export function gravestOf(parts: readonly { readonly verdict: Verdict }[]): Verdict {
  return parts.reduce<Verdict>(
    (worst, { verdict }) => (SEVERITY[verdict] < SEVERITY[worst] ? verdict : worst),
    'match',
  );
}

/** Whether every coordinate was looked at by some part. */
export function isComplete({ checked, total, shape }: VariableCheck): boolean {
  return checked === total && !isSparse({ total, shape });
}

/** Of a sparse matrix each part counts the entries that it has been dealt. */
function isSparse({ shape, total }: Pick<VariableCheck, 'shape' | 'total'>): boolean {
  return total < shape.reduce((all, size) => all * size, 1);
}

/** What one part has compared. */
export interface Compared {
  readonly relativeError: number;
  readonly analytic: Float64Array;
  /** ‖n‖₂ of it. */
  readonly size: number;
}

/** ‖a − n‖ / (‖a‖ + ‖n‖) over all parts, from that of each; no larger than the largest of them, by Cauchy and Schwarz. */
export function errorTogether(parts: readonly Compared[]): number {
  const analytic = parts.map((part) => finiteNorm(part.analytic));
  const distances = parts.map(({ relativeError, size }, i) => relativeError * (analytic[i] + size));
  const together = norm(distances) / (norm(analytic) + norm(parts.map(({ size }) => size)));
  return Number.isFinite(together)
    ? together
    : largestOf(parts.map(({ relativeError }) => relativeError));
}

/** The same for blocks of a Jacobian, whose worst row counts: the parts tell no more of it than a bound. */
export function errorOfRows(
  parts: readonly Pick<Compared, 'relativeError'>[],
  merged: readonly Block[],
): number {
  const bound = largestOf(parts.map(({ relativeError }) => relativeError));
  const seen = worstRowError(merged);
  return Number.isNaN(seen) ? bound : Math.min(bound, seen);
}

function finiteNorm(values: Float64Array): number {
  const whole = norm(values);
  return Number.isFinite(whole) ? whole : norm(values.filter(Number.isFinite));
}

type Columns = Pick<VariableCheck, 'coordinates' | 'at' | 'analytic' | 'numeric' | 'bars'>;

/** What all parts have, in the order of the coordinates: each has its own in that order already. */
function columnsOf(parts: readonly VariableCheck[]): Columns {
  const count = parts.reduce((total, { coordinates }) => total + coordinates.length, 0);
  const bound = parts[0].shape.reduce((all, size) => all * size, 1);
  const columns = {
    coordinates: indicesBelow({ count, bound }),
    at: new Float64Array(count),
    analytic: new Float64Array(count),
    numeric: new Float64Array(count),
    bars: new Float64Array(count),
  };
  const next = parts.map(() => 0);
  for (let k = 0; k < count; k++) {
    const from = leastOf(parts, next);
    for (const name of COLUMNS) columns[name][k] = parts[from][name][next[from]];
    next[from] += 1;
    if (k > 0 && columns.coordinates[k] === columns.coordinates[k - 1])
      throw new RangeError(
        `two parts have looked at the same coordinate of \`${parts[0].path}\`: they are not those of one check`,
      );
  }
  return columns;
}

const COLUMNS = ['coordinates', 'at', 'analytic', 'numeric', 'bars'] as const;

/** The part whose next coordinate comes first. */
function leastOf(parts: readonly VariableCheck[], next: readonly number[]): number {
  let least = -1;
  let lowest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < parts.length; i++) {
    const coordinate = parts[i].coordinates[next[i]];
    if (coordinate < lowest) {
      least = i;
      lowest = coordinate;
    }
  }
  return least;
}

function worstOf(parts: readonly VariableCheck[]): readonly CoordinateCheck[] {
  return parts
    .flatMap(({ worst }) => worst)
    .sort(bySeverity)
    .slice(0, KEPT)
    .map(({ ladder, ...check }, i) => (i < LADDERS && ladder ? { ...check, ladder } : check));
}
