import { expect, test } from 'vitest';

const square = {
  value: (x) => x.reduce((sum, xi) => sum + xi * xi, 0),
  gradient: (x) => x.map((xi) => 2 * xi),
};
const tripled = { ...square, gradient: (x) => x.map((xi) => 3 * xi) };
const later = {
  value: async (x) => square.value(x),
  gradient: async (x) => square.gradient(x),
};

const scale = {
  a: [2, 3],
  da: [0, 0],
  forward(x) {
    this.x = x;
    return x.map((xi, i) => xi * this.a[i]);
  },
  backward(dy) {
    this.da = dy.map((dyi, i) => dyi * this.x[i]);
    return dy.map((dyi, i) => dyi * this.a[i]);
  },
};

test('a right gradient', () => {
  expect(square).toHaveCorrectGradient({ at: [1, 2, 3] });
});

test('a wrong gradient, negated', () => {
  expect(tripled).not.toHaveCorrectGradient({ at: [1, 2, 3] });
});

test('a bare gradient', () => {
  expect([2, 4]).toMatchNumericalGradient(square.value, [1, 2]);
  expect(square.gradient).toMatchNumericalGradient(square.value, [1, 2]);
  expect([2, 5]).not.toMatchNumericalGradient(square.value, [1, 2]);
});

test('an asynchronous subject', async () => {
  await expect(later).toHaveCorrectGradient({ at: [1, 2] });
  await expect([2, 4]).toMatchNumericalGradient(later.value, [1, 2]);
  await expect([2, 5]).not.toMatchNumericalGradient(later.value, [1, 2]);
});

test('a promise of a subject', async () => {
  await expect(Promise.resolve(square)).resolves.toHaveCorrectGradient({ at: [1, 2] });
});

test('an asymmetric matcher', () => {
  expect({ gradient: [2, 4] }).toEqual({
    gradient: expect.toMatchNumericalGradient(square.value, [1, 2]),
  });
});

test('a layer', () => {
  expect(scale).toHaveCorrectGradient({ input: [0.5, -1] });
});

test('the expect of a test context', ({ expect }) => {
  expect(square).toHaveCorrectGradient({ at: [1, 2, 3] });
});

test('soft and polled assertions', async () => {
  expect.soft(square).toHaveCorrectGradient({ at: [1, 2] });
  let calls = 0;
  const improving = () => (++calls < 3 ? tripled : square);
  await expect.poll(improving, { interval: 1 }).toHaveCorrectGradient({ at: [1, 2] });
  expect(calls).toBe(3);
});

test('arrays of another realm', () => {
  const at = structuredClone(new Float64Array([1, 2, 3]));
  const inRealm = { ...square, gradient: (x) => structuredClone(x.map((xi) => 2 * xi)) };
  expect(inRealm).toHaveCorrectGradient({ at });
  expect({ ...square, gradient: tripled.gradient }).not.toHaveCorrectGradient({ at });
  expect(Array.from(at)).toEqual([1, 2, 3]);
});
