import { describe, expect, test } from 'vitest';
import { formatGradientCheck } from '../../src/index.ts';
import { REAL_RECORDS } from '../real-records.ts';
import { gradientCheck, variable } from './record.ts';

function written(check: Parameters<typeof formatGradientCheck>[0]) {
  return formatGradientCheck(check, { as: 'json' });
}

describe('a record in JSON', () => {
  test.each(Object.entries(REAL_RECORDS))(
    'of %s has all its numbers, to the last bit',
    (_, check) => {
      expect(numbersOf(JSON.parse(written(check)))).toEqual(numbersOf(check));
    },
  );

  test('has arrays for typed arrays, and words for what is not finite', () => {
    const { NaN: no, POSITIVE_INFINITY: infinite } = Number;
    const x = variable({ path: 'x', analytic: [no, -infinite], numeric: [1, 2], bar: infinite });
    const [read] = JSON.parse(written(gradientCheck([x]))).variables;
    expect(read).toMatchObject({
      coordinates: [0, 1],
      analytic: ['NaN', '-Infinity'],
      numeric: [1, 2],
      bars: ['Infinity', 'Infinity'],
    });
  });

  test('is one line, and leaves the record as it was', () => {
    const check = REAL_RECORDS['a mismatch'];
    expect(written(check)).not.toContain('\n');
    expect(check.variables[0].analytic).toEqual(Float64Array.of(-6));
  });
});

/** Every number below a value with where it stands; a word that is one counts as one. */
function numbersOf(value: unknown, place = ''): readonly (readonly [string, number])[] {
  if (typeof value === 'number') return [[place, value]];
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity')
    return [[place, Number(value)]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => numbersOf(inner, `${place}.${key}`));
}
