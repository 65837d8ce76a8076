import { expect, test } from 'vitest';
import { putBackAll, putBackEach } from '../../src/subject/put-back.ts';
import { caught } from '../caught.ts';

const failing = (error: unknown) => () => {
  throw error;
};

test('each is put back, whatever becomes of those before it', () => {
  const done: number[] = [];
  const first = new Error('no');
  const putBack = () =>
    putBackEach([1, 2, 3], (i) => {
      done.push(i);
      if (i === 2) throw first;
    });
  expect(caught(putBack)).toBe(first);
  expect(done).toEqual([1, 2, 3]);
});

test('of several errors all are told, those of the parts of a part too', () => {
  const [one, two, three] = ['W', 'b', 'c'].map((name) => new Error(`${name} is lost`));
  const error = caught(() =>
    putBackAll([failing(one), () => putBackAll([failing(two), failing(three)])]),
  );
  expect(error).toBeInstanceOf(AggregateError);
  expect((error as AggregateError).errors).toEqual([one, two, three]);
  expect((error as AggregateError).message).toBe('W is lost; and 2 more');
});

test('what is thrown need not be an error', () => {
  expect(caught(() => putBackAll([failing(undefined)]))).toBe(undefined);
  expect(caught(() => putBackAll([failing('a'), failing('b')]))).toMatchObject({
    message: 'a; and 1 more',
    errors: ['a', 'b'],
  });
});
