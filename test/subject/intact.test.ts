import { expect, test } from 'vitest';
import { rememberStructure } from '../../src/subject/intact.ts';

interface Point {
  W: number[][];
  b: number[];
  T: { data: Float64Array; shape: number[] };
}

const damageDone = (damage: (point: Point) => void) => {
  const point = {
    W: [
      [1, 2],
      [3, 4],
    ],
    b: [5],
    T: { data: Float64Array.of(1), shape: [1] },
  };
  const findDamage = rememberStructure(point, '');
  damage(point);
  return findDamage();
};

test('changed numbers are no damage', () => {
  const change = (point: Point) => {
    point.b[0] = 7;
    point.T.data[0] = 8;
  };
  expect(damageDone(change)).toBe(undefined);
});

test.each<[string, (point: Point) => void]>([
  ['b', (point) => (point.b = [5])],
  ['b', (point) => point.b.push(6)],
  ['W[0]', (point) => point.W.reverse()],
  ['W', (point) => point.W.pop()],
  ['W[1]', (point) => (point.W[1] = [3, 4])],
  ['T.data', (point) => (point.T.data = new Float64Array(1))],
  ['b', (point) => Reflect.deleteProperty(point, 'b')],
])('%s is named when it is replaced, moved or resized', (path, damage) => {
  expect(damageDone(damage)).toEqual({ path, how: 'replaced or resized' });
});

test('changed integers are, for nobody varies them', () => {
  const tokens = { data: Int32Array.of(1, 2), shape: [2] };
  const point = { x: [0.5], tokens, mask: Uint8Array.of(1) };
  const findDamage = rememberStructure(point, 'input');
  point.x[0] = 0.25;
  expect(findDamage()).toBe(undefined);
  point.mask[0] = 0;
  expect(findDamage()).toEqual({ path: 'input.mask', how: 'changed' });
  point.mask[0] = 1;
  tokens.data[1] = 7;
  expect(findDamage()).toEqual({ path: 'input.tokens.data', how: 'changed' });
});
