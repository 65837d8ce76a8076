import { expect, test } from 'vitest';
import { objectiveFor } from '../../src/subject/objective.ts';
import { thrown } from './thrown.ts';

const objectives = (output: unknown, { seed = 1, cotangents = 1 } = {}) =>
  objectiveFor(output, { name: 'layer Test', source: 'forward(input)', seed, cotangents });

/** With a single cotangent. */
function objective(output: unknown, seed = 1) {
  const { contract, cotangent } = objectives(output, { seed });
  return { contract: (y: unknown) => contract(y)[0], cotangent: () => cotangent(0) };
}

test('the value is the inner product with the cotangent', () => {
  const output = {
    y: [
      [1, 2],
      [3, 4],
    ],
    z: 5,
  };
  const { contract, cotangent } = objective(output);
  const c = cotangent() as typeof output;
  const [c0, c1, c2, c3] = c.y.flat() as [number, number, number, number];
  expect(contract(output)).toBe(c0 + c1 * 2 + c2 * 3 + c3 * 4 + c.z * 5);
});

test('the cotangent has the structure and types of the output', () => {
  const tensor = { data: Float32Array.of(1, 2), shape: [2, 1] };
  const cotangent = objective({ y: Float32Array.of(1, 2), T: tensor, n: 3 }).cotangent();
  expect(cotangent).toMatchObject({
    y: expect.any(Float32Array),
    T: { shape: [2, 1] },
    n: expect.any(Number),
  });
  expect(typeof objective(5).cotangent()).toBe('number');
});

test('it is drawn once, from the seed, and handed out in copies', () => {
  const { contract, cotangent } = objective([1, 2, 3]);
  const first = cotangent() as number[];
  const copy = [...first];
  first.fill(0);
  expect(cotangent()).toEqual(copy);
  expect(contract([1, 0, 0])).toBe(copy[0]);
  expect(objective([1, 2, 3], 1).cotangent()).toEqual(copy);
  expect(objective([1, 2, 3], 2).cotangent()).not.toEqual(copy);
});

test('NaN in the output is a value like any other', () => {
  expect(objective([1, 2]).contract([Number.NaN, 1])).toBe(Number.NaN);
});

test('the output must be numbers, and keep its shape', () => {
  expect(thrown(() => objective(undefined))).toBe(
    'TypeError: `forward(input)` must be a number, an array of numbers, { data, shape }, or a record or list of those, got undefined',
  );
  expect(
    thrown(() =>
      objective([
        [1, 2],
        [3, undefined],
      ]),
    ),
  ).toMatchInlineSnapshot(
    `"TypeError: \`forward(input)[1][1]\` must be a number, an array of numbers, { data, shape }, or a record or list of those, got undefined"`,
  );
  expect(thrown(() => objective([1, 2]).contract([1, 2, 3]))).toBe(
    'TypeError: the output of layer Test must keep its shape, got [3] after [2]',
  );
  expect(thrown(() => objective({ a: [1], b: 2 }).contract({ a: [1] }))).toBe(
    'TypeError: the output of layer Test must keep its shape, got a[1] after a[1], b[]',
  );
});

test('several cotangents see one output differently', () => {
  const { count, contract, cotangent } = objectives([1, 2], { cotangents: 3 });
  const cotangents = [0, 1, 2].map((which) => cotangent(which) as [number, number]);
  expect(count).toBe(3);
  expect(new Set(cotangents.flat()).size).toBe(6);
  expect([...contract([1, 2])]).toEqual(cotangents.map(([a, b]) => a + 2 * b));
  expect(cotangents[0]).toEqual(objectives([1, 2]).cotangent(0));
});

test('an output of a single number has one cotangent: others would only scale it', () => {
  expect(objectives(5, { cotangents: 3 }).count).toBe(1);
  expect(objectives({ loss: [[7]] }, { cotangents: 3 }).count).toBe(1);
});
