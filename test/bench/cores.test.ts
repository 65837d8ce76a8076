import { describe, expect, test } from 'vitest';
import {
  compareRecords,
  fieldsOfOne,
  openAgreement,
  unequalQuestions,
} from '../../bench/cores/agreement.ts';
import { differencesOf, distance } from '../../bench/cores/record.ts';

describe('two records', () => {
  test('are equal bit for bit, whatever their numbers are', () => {
    const record = () => ({
      error: Number.NaN,
      variables: [{ at: Float64Array.of(-0, Number.NaN), path: 'x' }],
    });
    expect(differencesOf(record(), record())).toEqual([]);
    expect(differencesOf({ at: Float64Array.of(0) }, { at: Float64Array.of(-0) })).toEqual([
      { field: 'at[]', before: 0, after: -0 },
    ]);
  });

  test('differ in each field by its path, in lengths, and in what one of them lacks', () => {
    const before = { verdict: 'match', worst: [{ bar: 1 }, { bar: 2 }], reason: 'noise' };
    const after = { verdict: 'match', worst: [{ bar: 1.5 }] };
    expect(differencesOf(before, after)).toEqual([
      { field: 'worst.length', before: 2, after: 1 },
      { field: 'worst[].bar', before: 1, after: 1.5 },
      { field: 'reason', before: 'noise', after: undefined },
    ]);
  });

  test('are as far apart as the difference is, relative to the larger', () => {
    const between = (before: unknown, after: unknown) => distance({ field: '', before, after });
    expect(between(4, 5)).toBe(0.2);
    expect(between(0, -0)).toBe(0);
    expect(between(1, Number.NaN)).toBeUndefined();
    expect(between('match', 'mismatch')).toBeUndefined();
  });
});

describe('over many questions', () => {
  const agreement = openAgreement();
  const evaluations = { value: 1 };
  compareRecords(agreement, {
    name: 'newer, and cheaper',
    before: { error: 1, evaluations, reason: 'noise' },
    after: { error: 1, evaluations: { value: 2 }, reason: 'noise', version: 1 },
  });
  compareRecords(agreement, {
    name: 'a reason less',
    before: { error: 1, evaluations, reason: 'noise' },
    after: { error: 1, evaluations, version: 1 },
  });

  test('a field that one of the cores never has is no difference', () => {
    expect(fieldsOfOne(agreement)).toEqual(['version']);
  });

  test('but one that it has elsewhere is', () => {
    expect(unequalQuestions(agreement)).toEqual(['a reason less']);
  });
});
