import { expect, test } from 'vitest';
import { copyTree } from '../../src/subject/copy.ts';
import { isInstance, numbersOfInstance } from '../../src/subject/instances.ts';
import { thrown } from './thrown.ts';

class Pose {
  name = 'robot';
  constructor(
    public x: number,
    public y: number,
    public theta: number,
  ) {}
}

/** As in three.js: fields behind getters with setters. */
class Quaternion {
  _x = 0.1;
  _w = 1;
  get x() {
    return this._x;
  }
  set x(value) {
    this._x = value;
  }
  get w() {
    return this._w;
  }
  set w(value) {
    this._w = value;
  }
  get length(): number {
    throw new Error('a getter alone is not called');
  }
}

class Hidden {
  #angle = 0.5;
  get angle() {
    return this.#angle;
  }
  set angle(value) {
    this.#angle = value;
  }
}

class Cloned extends Hidden {
  clone() {
    const clone = new Cloned();
    clone.angle = this.angle;
    return clone;
  }
}

test.each<[string, object, readonly string[]]>([
  ['number fields', new Pose(1, 2, 3), ['x', 'y', 'theta']],
  ['getters with setters, in place of the fields behind them', new Quaternion(), ['x', 'w']],
  ['private fields behind them', new Hidden(), ['angle']],
  [
    'no sizes beside an array',
    Object.assign(new (class Grid {})(), { rows: 2, columns: 2, data: [1, 2, 3, 4] }),
    ['data'],
  ],
  [
    'no gradient beside a value',
    Object.assign(new (class Value {})(), { data: 1, grad: 0 }),
    ['data'],
  ],
  ['nothing', new (class Empty {})(), []],
])('an instance has %s', (_, instance, names) => {
  expect(isInstance(instance)).toBe(true);
  expect(numbersOfInstance(instance)).toEqual(names);
});

test('what is none', () => {
  for (const value of [{ x: 1 }, [1], Float64Array.of(1), new Map(), new Date(), 3, null])
    expect(isInstance(value)).toBe(false);
});

test('a copy is of the same class, and apart', () => {
  const pose = new Pose(1, 2, 3);
  const copy = copyTree(pose);
  copy.x = 7;
  expect(copy).toBeInstanceOf(Pose);
  expect(copy).toEqual(new Pose(7, 2, 3));
  expect(pose.x).toBe(1);
});

test('private members are copied by the clone() of their class', () => {
  const copy = copyTree(new Cloned());
  copy.angle = 2;
  expect(copy.angle).toBe(2);
  expect(thrown(() => copyTree(new Hidden()))).toBe(
    'TypeError: Hidden keeps its numbers in private members, which cannot be copied; give it a method clone(), or pass the numbers it holds',
  );
});

test('what an instance is inside of is none of its numbers, and does not lead in circles', () => {
  class Joint {
    x = 2;
    parent: Joint | undefined;
    parts: unknown[] = [];
  }
  const alone = new Joint();
  alone.parent = alone;
  alone.parts = [alone.parts];
  alone.parts[0] = alone.parts;
  expect(numbersOfInstance(alone)).toEqual(['x']);
  const copy = copyTree(alone);
  expect([copy.x, copy.parent === copy]).toEqual([2, true]);
  const shared = Array.from({ length: 40 }, () => ({})).reduce<object>(
    (inner) =>
      new (class Twice {
        left = inner;
        right = inner;
      })(),
    alone,
  );
  expect(numbersOfInstance(shared)).toEqual(['left', 'right']);
});
