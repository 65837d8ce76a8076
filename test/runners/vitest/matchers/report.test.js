import { expect, test } from 'vitest';

const at = Array.from({ length: 12 }, (_, i) => [i + 1, i + 2, i + 3]);
const squares = {
  value: (x) => x.flat().reduce((s, v) => s + v * v, 0),
  gradient: (x) => x.map((row) => row.map((v) => 2 * v)),
};
const wrongRow = {
  ...squares,
  gradient: (x) => x.map((row, i) => row.map((v) => (i === 1 ? 3 : 2) * v)),
};

test('a wrong row', () => {
  expect(wrongRow).toHaveCorrectGradient({ at });
});

test('a wrong row in blocks', () => {
  expect(wrongRow).toHaveCorrectGradient({ at, ascii: false });
});

test('a pass', () => {
  const unused = {
    value: ({ x }) => squares.value(x),
    gradient: ({ x }) => ({ x: squares.gradient(x), y: [0, 0] }),
  };
  expect(unused).toHaveCorrectGradient({ at: { x: at, y: [1, 2] }, verbose: true });
});

test('a passing negation', () => {
  expect(wrongRow).not.toHaveCorrectGradient({ at, verbose: true });
});

test('a failing negation', () => {
  expect(squares).not.toHaveCorrectGradient({ at, verbose: true });
});
