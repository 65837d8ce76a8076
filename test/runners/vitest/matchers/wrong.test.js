import { expect, test } from 'vitest';

const cubes = {
  value: ({ x, y }) => x[0] ** 3 + x[1] * y,
  gradient: ({ x, y }) => ({ x: [3 * x[0] ** 2, y], y: x[1] }),
};
const signFlipped = { ...cubes, gradient: ({ x, y }) => ({ x: [-3 * x[0] ** 2, y], y: x[1] }) };
const at = { x: [2, 1], y: 4 };

test('wrong', () => {
  expect(signFlipped).toHaveCorrectGradient({ at });
});

test('wrong, asynchronous', async () => {
  const later = { ...signFlipped, value: async (point) => cubes.value(point) };
  await expect(later).toHaveCorrectGradient({ at });
});

test('wrong, on its own', () => {
  expect([12, 5]).toMatchNumericalGradient((x) => x[0] ** 3 + x[1] * 4, [2, 1]);
});

test('right, negated', () => {
  expect(cubes).not.toHaveCorrectGradient({ at });
});

let calls = 0;
const drifting = { value: (x) => x * x + calls++, gradient: (x) => 2 * x };

test('inconclusive', () => {
  expect(drifting).toHaveCorrectGradient({ at: 3 });
});

test('inconclusive, negated', () => {
  expect(drifting).not.toHaveCorrectGradient({ at: 3 });
});

test('misuse', () => {
  expect(cubes).toHaveCorrectGradient({ at, treshold: 1e-3 });
});

test('misuse, negated', () => {
  expect(cubes).not.toHaveCorrectGradient({ at, threshold: -1 });
});

test('not a subject, negated', () => {
  expect({ value: cubes.value }).not.toHaveCorrectGradient({ at });
});

test('asymmetric and asynchronous, negated', () => {
  const later = { ...cubes, value: async (point) => cubes.value(point) };
  expect(later).toEqual(expect.not.toHaveCorrectGradient({ at }));
});

test('a value that throws, negated', () => {
  const throwing = {
    ...cubes,
    value: () => {
      throw new Error('no data');
    },
  };
  expect(throwing).not.toHaveCorrectGradient({ at });
});

test('misuse that shows later', async () => {
  const later = { ...cubes, gradient: async () => ({ x: [1], y: 2 }) };
  await expect(later).not.toHaveCorrectGradient({ at });
});

test('wide', () => {
  const at = Array.from({ length: 50 }, (_, i) => 1 + i / 10);
  const sum = {
    value: (x) => x.reduce((s, xi) => s + xi * xi, 0),
    gradient: (x) => x.map((xi) => 3 * xi),
  };
  expect(sum).toHaveCorrectGradient({ at });
});
