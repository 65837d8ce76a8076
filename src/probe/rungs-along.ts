import type { Rung } from '../numeric/rung.ts';
import type { Line } from './line.ts';
import { askRow } from './probes.ts';
import type { Check } from './request.ts';
import type { Study } from './study.ts';

/** Evaluates both sides of a line at several steps, all of them asked for at once. */
export function* rungsAlong(
  study: Study,
  line: Line,
  steps: readonly number[],
): Check<readonly Rung[]> {
  if (steps.length === 0) return [];
  const sides = steps.map((step) => line.sidesAt(step));
  const values = yield* askRow(
    study,
    sides.flatMap(({ points }) => points),
  );
  return sides.map(({ right, left }, i) => ({
    right,
    left,
    plus: values[2 * i],
    minus: values[2 * i + 1],
  }));
}

/** Steps from one to another, each so many times as long as the one before. */
export function stepsBetween(
  { from, upTo }: { readonly from: number; readonly upTo: number },
  factor: number,
): readonly number[] {
  const steps: number[] = [];
  for (let h = from; h <= upTo; h *= factor) steps.push(h);
  return steps;
}
