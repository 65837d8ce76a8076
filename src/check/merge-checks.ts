import type { GradientCheck } from '../record.ts';
import { mergeRecords } from './merge/merge-records.ts';

/**
 * Puts the records of all parts of a check together, as of one check that has looked at everything itself.
 *
 * A mistake in any part is one of the whole. Diagnoses are made again, from all coordinates.
 *
 * @param records - what checks with `part: '1/16'` to `'16/16'` have returned, in any order, or the JSON that
 *   `formatGradientCheck` has made of them
 * @throws RangeError - where a part is missing or there more than once, or where they are not the parts of one check: of another subject, point,
 *   seed, or with other options; TypeError, SyntaxError - for what is no record
 * @example
 * ```ts
 * const cubes = {
 *   value: (x: number[]) => x.reduce((sum, v) => sum + v ** 3, 0),
 *   gradient: (x: number[]) => x.map((v) => 3 * v * v),
 * };
 * const parts = ['1/2', '2/2'].map((part) => checkGradient(cubes, { at: [1, 2, 3, 4, 5], part }));
 * parts.map(({ coverage }) => coverage.checked); // [3, 2]
 * mergeChecks(parts).coverage.checked; // 5
 * mergeChecks(parts.map((one) => formatGradientCheck(one, { as: 'json' }))).verdict; // 'match'
 * ```
 */
export function mergeChecks(records: readonly (GradientCheck | string)[]): GradientCheck {
  return mergeRecords(records);
}
