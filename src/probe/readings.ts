import type { GradientReading, Rows } from '../subject/subject.ts';
import { HERE, type Point } from './point.ts';
import type { GradientRequest } from './request.ts';

/**
 * Readings that hold all rows: what was read for one row serves the others.
 *
 * What a row asks for repeatedly, to see whether it repeats itself, it is not told from memory more often than it was read.
 */
export interface Readings {
  /** A reading of a row at a point that the row has not been told before. */
  take(request: GradientRequest): GradientReading | undefined;
  /** Keeps what was read for a row; it has been told. */
  keep(request: GradientRequest, rows: Rows): void;
}

interface Kept {
  readonly point: Point;
  readonly rows: Rows;
  readonly told: Set<number>;
}

export function openReadings(): Readings {
  const all: Kept[] = [];
  return {
    take: ({ point, row }) => {
      const kept = all.find((one) => !one.told.has(row) && isSame(one.point, point));
      kept?.told.add(row);
      return kept?.rows.at(row);
    },
    keep: ({ point, row }, rows) => {
      all.push({ point, rows, told: new Set([row]) });
    },
  };
}

// each row draws its own directions, of the same numbers
function isSame(one: Point, other: Point): boolean {
  if (one.kind !== 'along' || other.kind !== 'along') return one === HERE && other === HERE;
  const { direction } = other;
  return one.step === other.step && one.direction.every((x, k) => x === direction[k]);
}
