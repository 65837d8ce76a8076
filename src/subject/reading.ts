import type { Aliasing } from './aliasing.ts';
import type { GradientPart } from './gradient-array.ts';
import type { GradientReading } from './subject.ts';

/** Copies the parts of a gradient out, at once: what the user does with the arrays afterwards does not matter. */
export function readingOf(parts: readonly GradientPart[], aliasing: Aliasing): GradientReading {
  const values = new Float64Array(parts.reduce((size, { cells }) => size + cells.size, 0));
  let offset = 0;
  for (const { cells } of parts) {
    cells.load(values, offset);
    offset += cells.size;
  }
  return { values, dtypes: parts.map(({ cells }) => cells.dtype), ...aliasing };
}
