import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';
import { functionSubject, type PointFunctions } from '../../src/subject/function-subject.ts';
import { thrown } from './thrown.ts';

const subjectOf = (
  at: unknown,
  value: (point: never) => unknown = () => 0,
  gradient: (point: never) => unknown = (point) => point,
) =>
  functionSubject(
    {
      description: 'test',
      value: { name: '`value`', call: value as (point: unknown) => unknown },
      gradient: { name: '`gradient`', call: gradient as (point: unknown) => unknown },
    } satisfies PointFunctions,
    at,
  );

test('functions get the structure and types of the point, and see what is written', () => {
  const at = { W: [[1, 2]], b: Float32Array.of(3), c: 4 };
  const seen: unknown[] = [];
  const subject = subjectOf(at, (point) => {
    seen.push(structuredClone(point));
    return 0;
  });
  subject.value();
  subject.write(1, 20);
  subject.write(3, 40);
  subject.value();
  expect(seen).toStrictEqual([at, { W: [[1, 20]], b: Float32Array.of(3), c: 40 }]);
  expect(at).toStrictEqual({ W: [[1, 2]], b: Float32Array.of(3), c: 4 });
});

test('both functions get the same private copy each time, never the original', () => {
  const at = [1, 2];
  const seen = new Set<unknown>();
  const look = (point: unknown) => {
    seen.add(point);
    return 0;
  };
  const subject = subjectOf(at, look, (point) => [look(point), 0]);
  subject.value();
  subject.gradient(0);
  subject.value();
  expect(seen.size).toBe(1);
  expect(seen.has(at)).toBe(false);
});

test('a frozen point, and one of another realm, can be written', () => {
  const frozen = subjectOf(
    Object.freeze({ w: Object.freeze([1]) }),
    ({ w }: { w: number[] }) => w[0],
  );
  frozen.write(0, 5);
  expect(frozen.value()).toEqual([5]);
  const at: unknown = runInContext('({ w: Float64Array.of(1, 2) })', createContext({}));
  const foreign = subjectOf(at, ({ w }: { w: Float64Array }) => w[0] as number);
  foreign.write(0, 6);
  expect(foreign.value()).toEqual([6]);
});

test('a function that writes to its argument reaches the copy, where it can be read', () => {
  const at = [1, 2];
  const subject = subjectOf(at, (point: number[]) => {
    point[0] = 7;
    return 0;
  });
  subject.value();
  expect([subject.read(0), at[0]]).toEqual([7, 1]);
});

test('a function that takes its argument apart is found out', () => {
  const pop = (point: { w: number[] }) => point.w.pop();
  expect(thrown(() => subjectOf({ w: [1, 2] }, pop).value())).toBe(
    'TypeError: `value` must leave its argument as it was given, but replaced or resized `w`',
  );
  expect(thrown(() => subjectOf([1, 2], (point: number[]) => point.pop()).value())).toBe(
    'TypeError: `value` must leave its argument as it was given, but replaced or resized `at`',
  );
});

test.each<[unknown, string]>([
  [undefined, 'undefined'],
  ['1', '"1"'],
  [1n, '1n'],
  [[1], 'an array of length 1'],
  [null, 'null'],
])('a value must not be %o', (value, got) => {
  expect(thrown(() => subjectOf(1, () => value).value())).toBe(
    `TypeError: \`value\` must return a number, got ${got}`,
  );
});

test('NaN is a number: the check judges it', () => {
  expect(subjectOf(1, () => Number.NaN).value()).toEqual([Number.NaN]);
});

test('promises are passed on, and what they resolve to is looked at', async () => {
  const subject = subjectOf(
    [1, 2],
    async () => 3,
    async () => [4, 5],
  );
  expect(await subject.value()).toEqual([3]);
  expect([...(await subject.gradient(0)).values]).toEqual([4, 5]);
  await expect(subjectOf(1, async () => undefined).value()).rejects.toThrow(
    new TypeError('`value` must resolve to a number, got undefined'),
  );
});

test('errors of the functions go through untouched', async () => {
  const error = new Error('mine');
  const fail = () => {
    throw error;
  };
  expect(() => subjectOf(1, fail).value()).toThrow(error);
  expect(() => subjectOf(1, () => 0, fail).gradient(0)).toThrow(error);
  await expect(subjectOf(1, async () => fail()).value()).rejects.toBe(error);
});

test('a gradient that is the point, or the same array again, is reported', () => {
  const subject = subjectOf({ w: [1] });
  const [first, second] = [subject.gradient(0), subject.gradient(0)];
  expect(first).toMatchObject({ aliasesPoint: ['w'], reused: [] });
  expect(second).toMatchObject({ aliasesPoint: ['w'], reused: ['w'] });
});

test('a point must be given', () => {
  expect(thrown(() => subjectOf(undefined))).toBe(
    'TypeError: `at` must be given: the point where the gradient is checked, for example { at: [0.5, -1.2] }',
  );
  expect(thrown(() => subjectOf({ name: 'x' }))).toBe(
    'TypeError: `at.name` must be a number, an array of numbers, { data, shape }, or a record or list of those, got "x"; close over it instead of putting it in the point',
  );
});
